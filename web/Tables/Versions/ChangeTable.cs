using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Versions;

/// <summary>One cell before and after, in words.</summary>
/// <param name="Labels">Of the dimensions shown.</param>
/// <param name="Difference">Null where one of the two is no number.</param>
public sealed record ChangeRow(CellChangeKind Kind, IReadOnlyList<string> Labels, string Before, string After, string? Difference);

/// <summary>Changed cells as a table people read: labels, before, after. Made a page at a time.</summary>
public sealed class ChangeTable(Cube before, TableText beforeText, Cube after, TableText afterText, CubeChanges changes)
{
    public const int PerPage = 100;

    private readonly int[] _beforeStrides = before.Strides();
    private readonly int[] _afterStrides = after.Strides();

    public CubeChanges Changes => changes;
    public int Pages => (changes.Total + PerPage - 1) / PerPage;

    /// <summary>Dimensions that tell cells apart: those of more than one category in either.</summary>
    public IReadOnlyList<Dimension> Shown { get; } = [.. after.Dimensions.Where(dimension => dimension.Categories.Count > 1 || dimension.Role is DimensionRole.Time
        || before.Dimensions.Any(other => other.Code == dimension.Code && other.Categories.Count > 1))
        .Concat(before.Dimensions.Where(dimension => dimension.Categories.Count > 1 && after.Dimensions.All(other => other.Code != dimension.Code)))];

    /// <param name="page">From 1.</param>
    public IReadOnlyList<ChangeRow> Rows(int page) => [.. changes.Cells().Skip((page - 1) * PerPage).Take(PerPage).Select(Row)];

    public static string Name(CellChangeKind kind) => kind switch
    {
        CellChangeKind.Changed => Speech.T("berubah", "changed"),
        CellChangeKind.Added => Speech.T("baru", "new"),
        CellChangeKind.Removed => Speech.T("dihapus", "removed"),
        _ => throw new InvalidOperationException($"Unknown kind {kind}."),
    };

    /// <summary>All of it as CSV, in the visitor's habit: a number stays a number, its symbol stands beside it.</summary>
    public void WriteCsv(Stream to)
    {
        using var csv = new CsvWriter(to, Speech.IsEnglish);
        foreach (var heading in Headings())
        {
            csv.Text(heading);
        }

        csv.EndRow();
        foreach (var cell in changes.Cells())
        {
            foreach (var label in Labels(cell))
            {
                csv.Text(label);
            }

            Put(before, beforeText, cell.Before);
            Put(after, afterText, cell.After);
            csv.Text(Name(cell.Kind));
            csv.EndRow();
        }

        void Put(Cube cube, TableText text, int at)
        {
            if (at >= 0 && IsNumber(cube, at))
            {
                csv.Number(cube.Values[at]);
            }
            else
            {
                csv.Text("");
            }

            csv.Text(at < 0 ? "" : TableSymbols.Mark(cube.Status[at], text));
        }
    }

    /// <summary>All of it as a workbook of one sheet.</summary>
    /// <exception cref="SheetTooLargeException">More cells differ than a sheet has rows.</exception>
    public void WriteXlsx(Stream to, string title, string office, DateTimeOffset now)
    {
        using IWorkbook book = new XlsxWriter(to, new() { Title = title, Creator = office, Created = now, Language = Speech.IsEnglish ? "en-GB" : "id-ID" });
        var (head, number) = (book.Style(new() { Bold = true, Header = true, Wrap = true }), new Dictionary<int, int>());
        book.Sheet(new() { Name = Speech.T("Perubahan", "Changes"), Widths = [.. Shown.Select(_ => 24d), 14, 8, 14, 8, 12], FrozenRows = 1, RepeatedRows = (1, 1), FilterRow = 1, Landscape = true });
        book.Row();
        foreach (var heading in Headings())
        {
            book.Text(heading, head);
        }

        foreach (var cell in changes.Cells())
        {
            book.Row();
            foreach (var label in Labels(cell))
            {
                book.Text(label);
            }

            Put(before, _beforeStrides, beforeText, cell.Before);
            Put(after, _afterStrides, afterText, cell.After);
            book.Text(Name(cell.Kind));
        }

        book.Finish();

        void Put(Cube cube, int[] strides, TableText text, int at)
        {
            if (at < 0 || !IsNumber(cube, at))
            {
                book.Blank();
            }
            else
            {
                var decimals = Decimals(cube, strides, text, at);
                if (!number.TryGetValue(decimals, out var style))
                {
                    number[decimals] = style = book.Style(new() { Format = SheetFormat.Number, Decimals = decimals });
                }

                book.Number(cube.Values[at], style);
            }

            book.Text(at < 0 ? "" : TableSymbols.Mark(cube.Status[at], text));
        }
    }

    private IEnumerable<string> Headings() =>
    [
        .. Shown.Select(dimension => dimension.Label.ToString()), Speech.T("Sebelum", "Before"), Speech.T("Tanda sebelum", "Mark before"), Speech.T("Sesudah", "After"), Speech.T("Tanda sesudah", "Mark after"), Speech.T("Perubahan", "Change"),
    ];

    private ChangeRow Row(CellChange cell)
    {
        string? difference = null;
        if (cell is { Before: >= 0, After: >= 0 } && IsNumber(before, cell.Before) && IsNumber(after, cell.After))
        {
            var by = after.Values[cell.After] - before.Values[cell.Before];
            var decimals = Math.Max(Decimals(before, _beforeStrides, beforeText, cell.Before), Decimals(after, _afterStrides, afterText, cell.After));
            difference = by == 0 ? null : (by > 0 ? "+" : "−") + Show.Number(Math.Abs(by), decimals);
        }

        return new(cell.Kind, [.. Labels(cell)], Written(before, _beforeStrides, beforeText, cell.Before), Written(after, _afterStrides, afterText, cell.After), difference);
    }

    private IEnumerable<string> Labels(CellChange cell)
    {
        var (cube, strides, at) = cell.After >= 0 ? (after, _afterStrides, cell.After) : (before, _beforeStrides, cell.Before);
        foreach (var dimension in Shown)
        {
            var label = "";
            for (var d = 0; d < cube.Dimensions.Count; d++)
            {
                if (cube.Dimensions[d].Code == dimension.Code)
                {
                    label = cube.Dimensions[d].Categories[at / strides[d] % cube.Dimensions[d].Categories.Count].Label.ToString();
                }
            }

            yield return label;
        }
    }

    private static string Written(Cube cube, int[] strides, TableText text, int at)
    {
        if (at < 0)
        {
            return "";
        }

        var mark = TableSymbols.Mark(cube.Status[at], text);
        return !IsNumber(cube, at) ? mark.Length > 0 ? mark : Speech.T("kosong", "empty") : Show.Number(cube.Values[at], Decimals(cube, strides, text, at)) + (mark.Length > 0 ? " " + mark : "");
    }

    private static bool IsNumber(Cube cube, int at) => double.IsFinite(cube.Values[at]) && !TableSymbols.HidesNumber(cube.Status[at]);

    private static int Decimals(Cube cube, int[] strides, TableText text, int at)
    {
        for (var d = 0; d < cube.Dimensions.Count; d++)
        {
            if (cube.Dimensions[d].Role is DimensionRole.Measure && cube.Dimensions[d].Categories[at / strides[d] % cube.Dimensions[d].Categories.Count].Decimals is { } own)
            {
                return own;
            }
        }

        return text.Decimals;
    }
}
