using System.Text.RegularExpressions;

namespace DataPortal.Content;

public enum FieldKind
{
    /// <summary>Text anyone may have typed: shown as it is, never a link, never markup.</summary>
    Text,

    /// <summary>An absolute <c>http(s)</c> address the portal or the office chose.</summary>
    Link,

    /// <summary>Markdown the office wrote (an answer): stands alone in its paragraph.</summary>
    Markdown,
}

/// <summary>What is put in the place of a field.</summary>
/// <param name="IsSample">The value is an example that an office has not replaced by its own: marked <i>contoh</i>.</param>
public readonly record struct FieldValue(string Text, FieldKind Kind = FieldKind.Text, bool IsSample = false);

/// <summary>The values of a document's fields by name.</summary>
public delegate FieldValue FieldSource(string name);

/// <summary><c>{{field}}</c> in files of the office.</summary>
public static partial class Fields
{
    /// <summary>Every field of a text with its line (from 1), and every opening <c>{{</c> that names none.</summary>
    public static IEnumerable<(string? Name, int Line)> In(string text)
    {
        var line = 1;
        var counted = 0;
        foreach (var match in Opening().Matches(text).Cast<Match>())
        {
            line += text.AsSpan(counted, match.Index - counted).Count('\n');
            counted = match.Index;
            yield return (match.Groups[1].Success ? match.Groups[1].Value : null, line);
        }
    }

    /// <summary>Fills a line that is not Markdown, a subject or an address.</summary>
    public static string Fill(string text, Func<string, string> value) =>
        Opening().Replace(text, match => match.Groups[1].Success ? value(match.Groups[1].Value) : match.Value);

    /// <summary>The field that is the whole text, or null.</summary>
    public static string? Only(string text) =>
        Opening().Match(text) is { Success: true } match && match.Length == text.Length && match.Groups[1].Success ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\{\{(?:[ ]*([a-z][a-z0-9_]*)[ ]*\}\})?")]
    private static partial Regex Opening();
}
