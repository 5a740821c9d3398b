using System.Net;
using System.Text.RegularExpressions;

namespace DataPortal.Tests.Procedures;

/// <summary>A document as the office handed it over (<c>seeds/</c>): lines of cells between tabs, with the remains of tags and emphasis.</summary>
internal sealed partial class Seed
{
    public Seed(string id)
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Procedures", "seeds", id + ".txt")))
        {
            string[] cells = [.. line.Split('\t').Select(Words)];

            // The row that numbers the columns is no row of the document's text.
            if (cells.Any(cell => cell.Length > 0) && !(cells.Length > 3 && cells.All(cell => cell.All(char.IsAsciiDigit))))
            {
                Lines.Add(cells);
            }
        }
    }

    public List<string[]> Lines { get; } = [];

    public IEnumerable<string> Cells => Lines.SelectMany(line => line).Where(cell => cell.Length > 0);

    /// <summary>The rows of the steps: those that begin with a number.</summary>
    public List<string[]> Steps => [.. Lines.Where(line => StepNumber().IsMatch(line[0]))];

    /// <summary>The words alone: no tags, no emphasis, no bullet, no colon that closes a label, one space between two words.</summary>
    public static string Words(string text)
    {
        text = Link().Replace(text, "$1");
        text = WebUtility.HtmlDecode(Tag().Replace(text, " ")).Replace("**", " ", StringComparison.Ordinal);
        text = Bullet().Replace(text, "");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd(':')).Where(word => word is not ("" or "·")));
    }

    /// <summary>Whether the words stand in a text one after another, none of them a part of a longer one.</summary>
    public static bool Holds(string text, string words) => $" {text} ".Contains($" {words} ", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+\.?$")]
    private static partial Regex StepNumber();

    [GeneratedRegex("<(https?://[^>]+)>")]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\s*- (?=\w)")]
    private static partial Regex Bullet();
}
