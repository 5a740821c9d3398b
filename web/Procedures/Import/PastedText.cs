using System.Net;
using System.Text.RegularExpressions;

namespace DataPortal.Procedures.Import;

/// <summary>The pasted text is nothing a procedure can be read from. The message is in Indonesian: only staff paste.</summary>
public sealed class PasteRefusedException(string message) : Exception(message);

/// <summary>A cell of a pasted line, without tags and emphasis, one space between words.</summary>
/// <param name="Parts">What stood in paragraphs or symbols of its own within the cell.</param>
/// <param name="Drawing">The whole, where it is a drawing written as text (<c>graph TD …</c>); the parts are then the writing in its symbols.</param>
internal sealed record PastedCell(IReadOnlyList<string> Parts, string? Drawing = null)
{
    public string Text { get; } = string.Join(' ', Parts);

    /// <summary>All that stands there.</summary>
    public string Source => Drawing ?? Text;
}

/// <param name="Number">From 1.</param>
internal sealed record PastedLine(int Number, IReadOnlyList<PastedCell> Cells)
{
    public string Text { get; } = string.Join(" │ ", Cells.Select(cell => cell.Source).Where(text => text.Length > 0));
    public bool IsBlank => Text.Length == 0;

    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column].Text : "";
}

/// <summary>A document as a word processor puts it on the clipboard: a line for a row, tabs between cells, and the remains of tags and emphasis.</summary>
internal static partial class PastedText
{
    /// <summary>The longest of the office's own documents has ten thousand.</summary>
    public const int MostLetters = 500_000;
    private const int MostLines = 5_000;
    private const int MostCells = 100;

    /// <exception cref="PasteRefusedException">It is empty, too long, or no text.</exception>
    public static IReadOnlyList<PastedLine> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new PasteRefusedException("Belum ada teks. Buka dokumen di Word, pilih semuanya, salin, lalu tempel di sini.");
        }

        if (text.Length > MostLetters)
        {
            throw new PasteRefusedException($"Teksnya {Shared.Show.Number(text.Length)} huruf, paling banyak {Shared.Show.Number(MostLetters)}. Sebuah SOP biasanya di bawah 20 ribu huruf; pastikan yang ditempel hanya satu dokumen.");
        }

        if (text.StartsWith("PK", StringComparison.Ordinal) || text.AsSpan().ContainsAny('\0', '\uFFFD') || text.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\r' or '\n' or '\v' or '\f')))
        {
            throw new PasteRefusedException("Ini bukan teks, melainkan isi berkas. Buka dokumennya di Word, pilih semuanya, salin, lalu tempel di sini.");
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length > MostLines)
        {
            throw new PasteRefusedException($"Teksnya {Shared.Show.Number(lines.Length)} baris, paling banyak {Shared.Show.Number(MostLines)}. Pastikan yang ditempel hanya satu dokumen.");
        }

        return [.. Whole(lines).Select(line => new PastedLine(line.Number, [.. line.Text.Split('\t').Take(MostCells).Select(Cell)]))];
    }

    /// <summary>Lines with the cells that were broken over several put together: a spreadsheet writes those between quotation marks.</summary>
    private static IEnumerable<(int Number, string Text)> Whole(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            var (number, text) = (at + 1, lines[at]);
            if (OpenQuote().IsMatch(text))
            {
                var end = Array.FindIndex(lines, at + 1, Math.Min(30, lines.Length - at - 1), line => line.Contains('"', StringComparison.Ordinal));
                if (end > 0)
                {
                    text = string.Join(' ', lines[at..(end + 1)]);
                    at = end;
                }
            }

            yield return (number, Quoted().Replace(text, match => match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)));
        }
    }

    private static PastedCell Cell(string text)
    {
        var plain = Words(WebUtility.HtmlDecode(Tag().Replace(Break().Replace(Link().Replace(text, "$1"), "\u001F"), " ")).Replace("**", " ", StringComparison.Ordinal));
        return Drawing().IsMatch(plain)
            ? new([.. Symbol().Matches(plain).Select(match => match.Groups[1].Value.Trim()).Where(part => part.Length > 0)], plain)
            : new([.. plain.Split('\u001F').Select(Words).Where(part => part.Length > 0)]);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("·" or "•")));

    [GeneratedRegex("(^|\t)\"[^\"\t]*$")]
    private static partial Regex OpenQuote();

    [GeneratedRegex("(?<=^|\t)\"((?:[^\"\t]|\"\")*)\"(?=\t|$)")]
    private static partial Regex Quoted();

    [GeneratedRegex("<(https?://[^<>\\s]{1,500})>")]
    private static partial Regex Link();

    [GeneratedRegex("</(p|div|li)>|<br\\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex("<[a-zA-Z/!][^<>]{0,500}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(graph|flowchart) (TD|TB|LR|RL|BT)\b")]
    private static partial Regex Drawing();

    [GeneratedRegex(@"\[([^\[\]]{1,300})\]")]
    private static partial Regex Symbol();
}
