using System.Text;

namespace DataPortal.Tables.Formats.Px;

internal readonly record struct PxToken(PxTokenKind Kind, string Text);

/// <summary>One keyword of a PX file with its value.</summary>
/// <param name="language">What stood in square brackets; null for the file's own.</param>
/// <param name="keys">What stood in round brackets.</param>
internal sealed class PxEntry(string name, string? language, IReadOnlyList<string> keys, IReadOnlyList<PxToken> tokens, int line)
{
    public string Name => name;
    public string? Language => language;
    public IReadOnlyList<string> Keys => keys;
    public IReadOnlyList<PxToken> Tokens => tokens;
    public int Line => line;

    /// <summary>True when the portal has a home for all of it; what is left is kept as it is.</summary>
    public bool Taken { get; set; }

    /// <summary>The values between the commas, without quotes.</summary>
    public IReadOnlyList<string> Texts => Split(static token => token.Text);

    /// <summary>The values between the commas as they are written, quotes included.</summary>
    public IReadOnlyList<string> Written => Split(static token => token.Kind is PxTokenKind.Text ? Quote(token.Text) : token.Text);

    /// <summary>The value where there is one.</summary>
    public string Text => tokens is [{ Kind: not PxTokenKind.Comma } only] ? only.Text : string.Join(", ", Texts);

    public static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private List<string> Split(Func<PxToken, string> form)
    {
        var texts = new List<string>();
        var here = new StringBuilder();
        var last = PxTokenKind.Comma;
        foreach (var token in tokens)
        {
            if (token.Kind is PxTokenKind.Comma)
            {
                texts.Add(here.ToString());
                here.Clear();
            }
            else
            {
                here.Append(last is PxTokenKind.Bare && token.Kind is PxTokenKind.Bare ? " " : "").Append(form(token));
            }

            last = token.Kind;
        }

        if (last is not PxTokenKind.Comma)
        {
            texts.Add(here.ToString());
        }

        return texts;
    }
}
