using System.Text.RegularExpressions;

namespace DataPortal.Procedures.Import;

/// <summary>What is left of the symbols drawn in one lane of one step.</summary>
/// <param name="Written">The writing in boxes and diamonds.</param>
/// <param name="Labels"><c>ya</c>, <c>tidak</c>: labels of a branch that was drawn through here.</param>
internal sealed record LaneCell(bool Starts, bool Ends, bool Asks, bool HasBox, IReadOnlyList<string> Written, IReadOnlyList<string> Labels)
{
    public int Shapes => Math.Max(Written.Count, HasBox || Asks ? 1 : 0);
    public bool IsEmpty => !Starts && !Ends && Shapes == 0;
}

internal static partial class LaneCells
{
    /// <param name="first">The step is the first of the document.</param>
    /// <param name="last">The step is the last.</param>
    /// <param name="doubt">Told what was read into it.</param>
    public static LaneCell Read(PastedCell cell, bool first, bool last, Action<string> doubt)
    {
        var (starts, ends, asks, box) = (false, false, false, false);
        List<string> written = [];
        List<string> labels = [];
        if (cell.Drawing is not null)
        {
            doubt("gambar alur yang tertulis sebagai teks: diambil tulisan lambangnya, panahnya tidak dibaca.");
        }

        foreach (var part in cell.Parts)
        {
            if (Label(part) is { } label)
            {
                doubt($"\"{part}\" dibaca sebagai sisa label cabang \"{label}\".");
                labels.Add(label);
            }
            else if (Oval().IsMatch(part))
            {
                (starts, ends) = (starts || (first && !last), ends || last);
                doubt(first || last ? $"\"{part}\" dibaca sebagai kapsul {(last ? "Selesai" : "Mulai")}." : $"\"{part}\" tampaknya kapsul, tetapi bukan di langkah pertama atau terakhir; tidak dipakai.");
            }
            else if (part is "[]" or "[ ]" or "□" or "▭")
            {
                box = true;
            }
            else if (Diamond().Match(part) is { Success: true } diamond)
            {
                asks = true;
                doubt($"\"{part}\" dibaca sebagai belah ketupat (keputusan).");
                if (Label(diamond.Groups["label"].Value) is { } named)
                {
                    labels.Add(named);
                }
            }
            else if (Connector().IsMatch(part))
            {
                doubt($"\"{part}\" tampaknya penghubung halaman; tidak dipakai.");
            }
            else
            {
                Worded(part);
            }
        }

        return new(starts, ends, asks, box, written, labels);

        void Worded(string part)
        {
            var rest = part;
            if (Branch().Match(rest) is { Success: true } branch)
            {
                rest = branch.Groups["rest"].Value;
                labels.Add(Label(branch.Groups["label"].Value)!);
                doubt($"\"{branch.Groups["label"].Value}\" di awal \"{part}\" dibaca sebagai sisa label cabang, sisanya sebagai tulisan kotak.");
            }

            if (rest == "Mulai" || rest.StartsWith("Mulai ", StringComparison.Ordinal))
            {
                starts = true;
                rest = rest["Mulai".Length..].Trim();
                if (rest.Length > 0)
                {
                    doubt($"\"{part}\" dibaca sebagai kapsul Mulai, lalu kotak \"{rest}\".");
                }
            }

            if (rest == "Selesai" || rest.EndsWith(" Selesai", StringComparison.Ordinal))
            {
                ends = true;
                rest = rest[..^"Selesai".Length].Trim();
                if (rest.Length > 0)
                {
                    doubt($"\"{part}\" dibaca sebagai kotak \"{rest}\", lalu kapsul Selesai.");
                }
            }

            if (rest.Length > 0)
            {
                asks |= rest.EndsWith('?');
                written.Add(rest);
            }
        }
    }

    /// <summary>The branch a word names, or null.</summary>
    private static string? Label(string word) => word.ToLowerInvariant() switch
    {
        "ya" or "y" => "ya",
        "tidak" or "tdk" or "t" => "tidak",
        _ => null,
    };

    [GeneratedRegex(@"^\(?\s*(oval|capsule|kapsul|terminator)\s*\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Oval();

    [GeneratedRegex(@"^\(?(decision )?(diamond|belah ketupat|◇)\)?\s*['""‘’“”(]*(?<label>[A-Za-z]*)['""‘’“”)]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Diamond();

    [GeneratedRegex(@"^([0-9]{1,2}|[A-Z])$")]
    private static partial Regex Connector();

    /// <summary>A label before the writing of a box: the writing begins with a capital; a sentence that begins with the word goes on in small letters.</summary>
    [GeneratedRegex(@"^(?<label>Ya|Tidak|YA|TIDAK|Y|T) (?<rest>\p{Lu}.*)$")]
    private static partial Regex Branch();
}
