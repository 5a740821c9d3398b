using System.Security.Cryptography;
using System.Text;
using DataPortal.Content;

namespace DataPortal.Requests;

/// <summary>
/// The text a requester agrees to (UU 27/2022 on personal data, articles 20-22: who, for what, how long, which rights), from
/// <c>content/consent/permintaan.&lt;lang&gt;.md</c>. The version kept with each request names the very words: its date and the head of its SHA-256.
/// </summary>
public sealed class Consent
{
    private readonly Dictionary<string, ContentFile> _texts;

    public Consent(ContentRoot root)
    {
        _texts = new[] { "id", "en" }.ToDictionary(language => language, language => ContentFile.Read(Path.Combine(root.Folder("consent"), $"permintaan.{language}.md")));
        foreach (var file in _texts.Values.Where(file => file.Text("versi") is null))
        {
            throw new ContentException(new ContentProblem(file.Name, 1, "the front matter must say 'versi', the date of the text"));
        }
    }

    /// <summary>Markdown.</summary>
    public string Text(string language) => _texts[language].Body;

    public string Version(string language) =>
        $"{_texts[language].Text("versi")}-{language}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_texts[language].Body.Trim())))[..12]}";
}
