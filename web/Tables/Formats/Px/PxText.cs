using System.Text;

namespace DataPortal.Tables.Formats.Px;

/// <summary>Writes keywords with lines of at most 256 letters (PX 2013, "Basic rules"): long texts go on in another pair of quotes on the next line, lists break after a comma. Keys stay on their line.</summary>
internal sealed class PxText(StreamWriter to)
{
    private const int LongestLine = 256;

    private int _column;

    /// <param name="language">Null for the file's own.</param>
    public void Texts(string name, string? language, IReadOnlyList<string> keys, IEnumerable<string> texts)
    {
        Begin(name, language, keys);
        var first = true;
        foreach (var text in texts)
        {
            if (!first)
            {
                Put(",");
                Room(Math.Min(text.Length + 4, LongestLine));
            }

            Quoted(text);
            first = false;
        }

        End();
    }

    /// <param name="values">As they are to stand, quotes included.</param>
    public void Written(string name, string? language, IReadOnlyList<string> keys, IReadOnlyList<string> values)
    {
        Begin(name, language, keys);
        for (var at = 0; at < values.Count; at++)
        {
            if (at > 0)
            {
                Put(",");
                Room(Math.Min(values[at].Length + 2, LongestLine));
            }

            if (values[at] is ['"', .., '"'] quoted && !quoted[1..^1].Replace("\"\"", "", StringComparison.Ordinal).Contains('"', StringComparison.Ordinal))
            {
                Quoted(quoted[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal));
            }
            else
            {
                Put(values[at]);
            }
        }

        End();
    }

    public void Bare(string name, string? language, IReadOnlyList<string> keys, string value)
    {
        Begin(name, language, keys);
        Put(value);
        End();
    }

    private void Begin(string name, string? language, IReadOnlyList<string> keys)
    {
        Put(name);
        Put(language is null ? "" : $"[{language}]");
        Put(keys.Count == 0 ? "" : $"({string.Join(',', keys.Select(key => PxEntry.Quote(Line(key))))})");
        Put("=");
    }

    private void End()
    {
        Put(";");
        NewLine();
    }

    private void Quoted(string text)
    {
        text = Line(text);
        var at = 0;
        do
        {
            // Two quotes and what follows the text: a comma or semicolon.
            var room = LongestLine - _column - 3;
            var end = Cut(text, at, Math.Max(room, 16));
            Put(PxEntry.Quote(text[at..end]));
            at = end;
            if (at < text.Length)
            {
                NewLine();
            }
        }
        while (at < text.Length);
    }

    /// <summary>Where a text of at most so many letters, quotes counted twice, ends: after a blank where there is one.</summary>
    private static int Cut(string text, int from, int room)
    {
        var (at, blank) = (from, -1);
        for (var used = 0; at < text.Length; at++)
        {
            used += text[at] == '"' ? 2 : 1;
            if (used > room)
            {
                break;
            }

            blank = text[at] == ' ' ? at + 1 : blank;
        }

        if (at == text.Length)
        {
            return at;
        }

        at = blank > from + (at - from) / 2 ? blank : at;
        return char.IsLowSurrogate(text[at]) && at - 1 > from ? at - 1 : at;
    }

    private static string Line(string text) => text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.ReplaceLineEndings(" ");

    private void Room(int length)
    {
        if (_column + length > LongestLine)
        {
            NewLine();
        }
    }

    private void NewLine()
    {
        to.Write("\r\n");
        _column = 0;
    }

    private void Put(string text)
    {
        to.Write(text);
        _column += text.Length;
    }
}
