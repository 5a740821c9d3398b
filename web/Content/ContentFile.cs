using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace DataPortal.Content;

/// <summary>A Markdown file of the office: its front matter, and its body with the line the body begins at.</summary>
/// <param name="Name">The path as messages name it: folder and file.</param>
/// <param name="BodyLine">Line of the file, from 1, at which the body begins.</param>
public sealed record ContentFile(string Name, IReadOnlyDictionary<string, object?> Front, string Body, int BodyLine)
{
    private static readonly IDeserializer _yaml = new DeserializerBuilder().WithDuplicateKeyChecking().Build();

    /// <summary>Reads a file. The front matter stands between two lines of <c>---</c> at the very beginning.</summary>
    /// <exception cref="ContentException">There is no front matter, or it is not YAML.</exception>
    public static ContentFile Read(string path)
    {
        var name = $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";
        return Parse(name, File.ReadAllText(path));
    }

    /// <exception cref="ContentException">There is no front matter, or it is not YAML.</exception>
    public static ContentFile Parse(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        var end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, line => line.TrimEnd() == "---") : -1;
        if (end < 0)
        {
            throw new ContentException(new ContentProblem(name, 1, "the file must begin with front matter between two lines of ---"));
        }

        try
        {
            var front = _yaml.Deserialize<Dictionary<string, object?>?>(string.Join('\n', lines[1..end])) ?? [];
            return new(name, front, string.Join('\n', lines[(end + 1)..]), end + 2);
        }
        catch (YamlException unreadable)
        {
            throw new ContentException(new ContentProblem(name, (int)unreadable.Start.Line + 1, $"the front matter cannot be read: {unreadable.InnerException?.Message ?? unreadable.Message}"));
        }
    }

    /// <summary>A text of the front matter, or null when it is missing or empty.</summary>
    public string? Text(string key) => Front.GetValueOrDefault(key) is string { Length: > 0 } text ? text : null;
}

/// <summary>What is wrong in a file of the office, and where.</summary>
/// <param name="Line">From 1.</param>
public sealed record ContentProblem(string File, int Line, string Message)
{
    public override string ToString() => $"content/{File}:{Line}: {Message}";
}

/// <summary>Files of the office that cannot be used; all that was found at once. It stops the start.</summary>
public sealed class ContentException(params IReadOnlyList<ContentProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ContentProblem> Problems { get; } = problems;
}
