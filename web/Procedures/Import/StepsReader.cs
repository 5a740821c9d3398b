using System.Text.RegularExpressions;

namespace DataPortal.Procedures.Import;

/// <summary>A column of quality as the file names it, with its place and its name as printed.</summary>
internal sealed record QualityColumn(string Name, int At, string Printed, bool InGroup);

/// <param name="Line">Of the pasted text.</param>
internal sealed record PastedStep(int Line, string No, string Activity, IReadOnlyList<LaneCell> Lanes, IReadOnlyDictionary<string, string> Quality);

/// <summary>The steps table of a pasted document.</summary>
/// <param name="Lanes">The headings of the lanes.</param>
/// <param name="Used">Lines that belong to it.</param>
/// <param name="Group">The heading above the columns of quality, as printed.</param>
internal sealed record PastedSteps(
    int HeaderLine, string NoPrinted, string ActivityPrinted, string Group, IReadOnlyList<string> Lanes, IReadOnlyList<QualityColumn> Columns, IReadOnlyList<PastedStep> Rows, IReadOnlySet<int> Used);

/// <summary>Finds the steps table by the words of its heading and reads its rows.</summary>
internal static partial class StepsReader
{
    private static readonly (string Name, string[] Printed)[] _quality =
    [
        ("Kelengkapan", ["kelengkapan", "kelengkapan/input", "persyaratan/kelengkapan", "kelengkapan/persyaratan", "persyaratan", "input"]),
        ("Waktu", ["waktu"]),
        ("Keluaran", ["output", "keluaran", "output/keluaran", "keluaran/output"]),
        ("Keterangan", ["keterangan", "ket", "ket."]),
    ];

    public static PastedSteps? Find(IReadOnlyList<PastedLine> lines, List<Doubt> doubts)
    {
        var at = lines.ToList().FindIndex(IsHeader);
        if (at < 0)
        {
            return null;
        }

        var (head, below) = (lines[at], at + 1 < lines.Count && IsBelow(lines[at + 1]) ? lines[at + 1] : null);
        var activity = head.Cells.ToList().FindIndex(cell => IsActivity(cell.Text));
        var no = head.Cells.ToList().FindIndex(cell => IsNo(cell.Text));
        var width = Math.Max(head.Cells.Count, below?.Cells.Count ?? 0);
        var group = Enumerable.Range(0, width).FirstOrDefault(column => Bare(head.At(column)).Equals("mutu baku", StringComparison.OrdinalIgnoreCase), -1);

        List<QualityColumn> quality = [];
        List<(int At, string Label)> lanes = [];
        foreach (var column in Enumerable.Range(0, width).Where(column => column > activity))
        {
            var printed = Bare(below?.At(column) is { Length: > 0 } lower ? lower : head.At(column));
            var name = _quality.FirstOrDefault(known => known.Printed.Contains(printed.Replace(" / ", "/", StringComparison.Ordinal).ToLowerInvariant())).Name;
            if (name is not null && quality.All(known => known.Name != name))
            {
                quality.Add(new(name, column, printed, group >= 0 && column >= group && Bare(head.At(column)).ToLowerInvariant() is "" or "mutu baku"));
            }
            else if (quality.Count == 0 && printed.Length > 0 && (group < 0 || column < group))
            {
                lanes.Add((column, printed));
            }
            else if (printed.Length > 0 && column != group)
            {
                doubts.Add(new(head.Number, printed, $"kolom \"{printed}\" tidak dikenal; isinya tidak dipakai."));
            }
        }

        foreach (var needed in new[] { "Waktu", "Keluaran" }.Where(needed => quality.All(column => column.Name != needed)))
        {
            doubts.Add(new(head.Number, head.Text, $"kolom {needed} tidak ditemukan; dikosongkan."));
        }

        if (lanes.Count == 0)
        {
            doubts.Add(new(head.Number, head.Text, "tidak ada lajur pelaksana di antara Kegiatan dan Mutu Baku."));
        }

        if (head.Cells.Any(cell => cell.Text != Bare(cell.Text) && Arrow().IsMatch(cell.Text)))
        {
            doubts.Add(new(head.Number, head.Text, "panah di kepala tabel adalah sisa gambar; dihilangkan."));
        }

        HashSet<int> used = [];
        var rows = Rows(lines, at, width, used, doubts, line => Repeats(line, head, below));
        var steps = rows.Select((row, index) => Step(row, index == 0, index == rows.Count - 1)).ToList();
        return new(head.Number, Bare(head.At(no)), Bare(head.At(activity)), group >= 0 ? Bare(head.At(group)) : "", [.. lanes.Select(lane => lane.Label)], quality, steps, used);

        PastedStep Step(PastedLine row, bool first, bool last)
        {
            void Doubtful(string message) => doubts.Add(new(row.Number, row.Text, $"langkah {Number(row.At(no))}: {message}"));
            var said = Bare(row.At(activity));
            if (said != row.At(activity))
            {
                Doubtful("panah di kolom kegiatan adalah sisa gambar; dihilangkan.");
            }

            foreach (var lost in Enumerable.Range(0, row.Cells.Count).Where(column => column > activity && row.At(column).Length > 0 && lanes.All(lane => lane.At != column) && quality.All(known => known.At != column)))
            {
                Doubtful($"\"{row.At(lost)}\" ada di kolom yang tidak dikenal; tidak dipakai.");
            }

            return new(row.Number, Number(row.At(no)), said,
                [.. lanes.Select(lane => LaneCells.Read(lane.At < row.Cells.Count ? row.Cells[lane.At] : new([]), first, last, message => Doubtful($"lajur {lane.Label}: {message}")))],
                quality.ToDictionary(column => column.Name, column => row.At(column.At), StringComparer.Ordinal));
        }
    }

    /// <summary>The rows that begin with a number; a table may be broken by pages, with its heading repeated.</summary>
    private static List<PastedLine> Rows(IReadOnlyList<PastedLine> lines, int from, int width, HashSet<int> used, List<Doubt> doubts, Func<PastedLine, bool> repeats)
    {
        List<PastedLine> rows = [];
        for (var index = from; index < lines.Count; index++)
        {
            var line = lines[index];
            if (line.IsBlank || repeats(line) || IsColumnNumbers(line))
            {
                used.Add(line.Number);
            }
            else if (RowNumber().IsMatch(line.At(0)) && line.Cells.Count > 1)
            {
                used.Add(line.Number);
                rows.Add(line);
            }
            else if (rows.Count > 0 && line.Cells.Count > 1 && line.At(0).Length == 0)
            {
                used.Add(line.Number);
                doubts.Add(new(line.Number, line.Text, $"baris tanpa nomor sesudah langkah {Number(rows[^1].At(0))}: tampaknya sisa gambar; tidak dipakai."));
            }
            else if (rows.Count > 0 && line.Number == rows[^1].Number + 1 + Joined(rows[^1], line) && rows[^1].Cells.Count < width && rows[^1].Cells.Count + line.Cells.Count - 1 <= width)
            {
                // A paragraph within a cell breaks the line where the cell is left.
                used.Add(line.Number);
                doubts.Add(new(line.Number, line.Text, $"baris ini dibaca sebagai lanjutan sel langkah {Number(rows[^1].At(0))} yang terpotong."));
                var before = rows[^1].Cells;
                rows[^1] = new(rows[^1].Number, [.. before.SkipLast(1), new([.. before[^1].Parts, .. line.Cells[0].Parts]), .. line.Cells.Skip(1)]);
            }
            else if (rows.Count > 0)
            {
                break;
            }
        }

        return rows;

        int Joined(PastedLine row, PastedLine line) => used.Count(number => number > row.Number && number < line.Number);
    }

    private static bool IsHeader(PastedLine line) => line.Cells.Count > 2 && line.Cells.Any(cell => IsNo(cell.Text)) && line.Cells.Any(cell => IsActivity(cell.Text));

    private static bool IsNo(string text) => Bare(text).TrimEnd('.').ToLowerInvariant() is "no" or "nomor";

    private static bool IsActivity(string text) => Bare(text).ToLowerInvariant() is "kegiatan" or "aktivitas" or "uraian" or "uraian kegiatan" or "uraian prosedur" or "uraian aktivitas" or "prosedur";

    private static bool IsBelow(PastedLine line) => !line.IsBlank && line.At(0).Length == 0 && line.Cells.Any(cell => _quality.Any(known => known.Printed.Contains(Bare(cell.Text).ToLowerInvariant())));

    private static bool Repeats(PastedLine line, PastedLine head, PastedLine? below) =>
        line.Number == head.Number || line.Number == below?.Number || IsHeader(line) || (below is not null && line.Text == below.Text);

    private static bool IsColumnNumbers(PastedLine line)
    {
        var cells = line.Cells.Select(cell => cell.Text).Where(text => text.Length > 0).ToList();
        return cells.Count > 3 && cells.Index().All(cell => cell.Item == (cell.Index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Number(string text) => text.TrimEnd('.', ')');

    /// <summary>A heading or an activity without what is left of drawn arrows, and without the colon that closes a label.</summary>
    private static string Bare(string text) => string.Join(' ', Arrow().Replace(text, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("[\u2190-\u21FF\u27F0-\u27FF\u2B00-\u2B11]")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^[0-9]{1,3}[.)]?$")]
    private static partial Regex RowNumber();
}
