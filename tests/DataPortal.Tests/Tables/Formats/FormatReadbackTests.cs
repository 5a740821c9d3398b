using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tests.Shared.Sheets;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Formats;

/// <summary>Random tables in random layouts, written in each form and read back by a program that is not ours.</summary>
public sealed class FormatReadbackTests : IDisposable
{
    private static readonly TableOrigin _origin = new("BPS Kabupaten Muara Enim", new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7))) { Table = "penduduk", Agency = "BPS1603" };
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public FormatReadbackTests() => CultureInfo.CurrentUICulture = Speech.Indonesian;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Fact]
    public void Any_view_comes_back_from_a_workbook_cell_by_cell() => Check(60, view =>
    {
        var xlsx = Written("xlsx", view);
        Assert.Empty(Workbooks.Complaints(xlsx));
        var sheets = Workbooks.Read(xlsx);
        SheetComparison.SameGrid(view, sheets[0].Rows, 0);
        SheetComparison.SameList(view, sheets[1].Rows, 0);
        var bySdk = Workbooks.ReadSdk(xlsx);
        Assert.Equal(["Tabel", "Data", "Metadata"], bySdk.Select(sheet => sheet.Name));
        SheetComparison.SameGrid(view, bySdk[0].Rows, 0);
        SheetComparison.SameList(view, bySdk[1].Rows, 0);
    });

    [Fact]
    public void Any_view_comes_back_from_OpenDocument_cell_by_cell() => Check(60, view =>
    {
        var ods = Written("ods", view);
        SheetComparison.SameGrid(view, Values(ods, 0), 0);
        SheetComparison.SameList(view, Values(ods, 1), 0);

        static List<object?[]> Values(byte[] ods, int sheet) => [.. Workbooks.ReadOds(ods, sheet).Select(row => row.Select(cell => cell.Type switch
        {
            "float" => (object)double.Parse(cell.Value, CultureInfo.InvariantCulture),
            "string" => cell.Value,
            _ => null,
        }).ToArray())];
    });

    [Theory]
    [InlineData(null)]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData(' ')]
    public void Any_view_comes_back_from_CSV_whatever_parts_its_fields(char? separator) => Check(60, view =>
    {
        var walk = new CellWalk(view, CellWalk.Listed(view));
        foreach (var labels in Enum.GetValues<LabelForm>())
        {
            var output = new TableOutput(labels, false, separator);
            var list = Read(Written("csv2", view, output), separator ?? ';');
            var wide = labels is LabelForm.Both ? 2 : 1;
            Assert.Equal(walk.Count + 1, list.Count);
            Assert.All(list, row => Assert.Equal(list[0].Length, row.Length));
            walk = new(view, CellWalk.Listed(view));
            for (var row = 1; walk.Next(); row++)
            {
                Same(SheetComparison.Expected(view, walk.Cell), list[row][walk.Order.Count * wide], separator is null);
                for (var d = 0; d < walk.Order.Count; d++)
                {
                    var category = view.Cube.Dimensions[walk.Order[d]].Categories[walk.Selected[d][walk.At[d]]];
                    Assert.Equal(Guarded(labels is LabelForm.Texts ? category.Label.ToString() : category.Code, separator is null), list[row][d * wide]);
                }
            }

            Pivoted(view, Read(Written("csv", view, output), separator ?? ';'), wide, separator is null);
        }
    });

    [Fact]
    public void Any_view_comes_back_from_JSON_PX_and_SDMX_CSV() => Check(100, view =>
    {
        var expected = new Dictionary<string, object>();
        var walk = new CellWalk(view, CellWalk.Listed(view));
        while (walk.Next())
        {
            expected[Key(Enumerable.Range(0, walk.Order.Count).Select(d => (view.Cube.Dimensions[walk.Order[d]].Code, view.Cube.Dimensions[walk.Order[d]].Categories[walk.Selected[d][walk.At[d]]].Code)))] = SheetComparison.Expected(view, walk.Cell);
        }

        using var json = JsonDocument.Parse(Written("json-px", view));
        var columns = json.RootElement.GetProperty("columns").EnumerateArray().Select(column => (Code: column.GetProperty("code").GetString()!, Type: column.GetProperty("type").GetString())).ToList();
        var keys = columns.Where(column => column.Type != "c").ToList();
        var measures = columns.Where(column => column.Type == "c").ToList();
        var measure = view.Cube.Dimensions.FirstOrDefault(dimension => dimension.Role is DimensionRole.Measure);
        var cells = 0;
        foreach (var row in json.RootElement.GetProperty("data").EnumerateArray())
        {
            var key = keys.Zip(row.GetProperty("key").EnumerateArray(), (column, code) => (column.Code, code.GetString()!)).ToList();
            foreach (var (value, at) in row.GetProperty("values").EnumerateArray().Select((value, at) => (value.GetString()!, at)))
            {
                var want = expected[Key(measure is null ? key : key.Append((measure.Code, measures[at].Code)))];
                Assert.True(want is double number ? double.Parse(value, CultureInfo.InvariantCulture).Equals(number) : value == (want is "" ? ".." : (string)want), $"{want} as {value}");
                cells++;
            }
        }

        Assert.Equal(expected.Count, cells);
        var sdmx = Read(Written("sdmx-csv", view), ',');
        var (first, column) = (sdmx[0], Array.IndexOf(sdmx[0], "OBS_VALUE"));
        Assert.Equal(["STRUCTURE", "STRUCTURE_ID", "ACTION"], first[..3]);
        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.All(sdmx.Skip(1), row => Assert.Equal(("dataflow", "BPS1603:PENDUDUK(1.0)", "I"), (row[0], row[1], row[2])));
        walk = new(view, CellWalk.Listed(view));
        for (var row = 1; walk.Next(); row++)
        {
            Same(SheetComparison.Expected(view, walk.Cell) is double number ? number : "", sdmx[row][column], false);
            Assert.Equal(sdmx[row][column].Length == 0, sdmx[row][column + 1] is "O" or "Q" or "M" or "N");
        }

        static string Key(IEnumerable<(string Dimension, string Category)> codes) => string.Join('|', codes.OrderBy(code => code.Dimension, StringComparer.Ordinal).Select(code => $"{code.Dimension}={code.Category}"));
    });

    [Fact]
    public void What_no_sheet_can_hold_is_refused_in_a_sentence_before_a_byte_is_written()
    {
        var cube = new Cube { Dimensions = [Cubes.Dimension("a", DimensionRole.Other, [.. Enumerable.Range(0, 1024).Select(at => $"{at}")]), Cubes.Dimension("b", DimensionRole.Other, [.. Enumerable.Range(0, 1025).Select(at => $"{at}")])], Values = new double[1024 * 1025], Status = new CellStatus[1024 * 1025] };
        foreach (var form in (string[])["xlsx", "ods"])
        {
            Assert.Contains("1.048.576", Refused(form, Whole(cube, [0, 1], [])));
            Assert.Contains("16.384", Refused(form, Whole(cube, [], [0, 1])));
        }

        foreach (var form in (string[])["pdf", "html"])
        {
            Assert.Contains($"1.049.600 sel; {form.ToUpperInvariant()} memuat paling banyak 100.000", Refused(form, Whole(cube, [0], [1])));
        }

        // The grid fits, one cell a row does not: the tidy sheet is left out and the metadata says so.
        using var book = new MemoryStream();
        TableFormats.Find("xlsx")!.Write(book, Whole(cube, [0], [1]), _origin, TableOutput.Default);
        var sheets = Workbooks.Read(book.ToArray());
        Assert.Equal(["Tabel", "Metadata"], sheets.Select(sheet => sheet.Name));
        Assert.Contains(sheets[1].Rows, row => row[0] is "Lembar Data");
    }

    private static string Refused(string form, TableView view)
    {
        using var file = new MemoryStream();
        var message = Assert.Throws<DataPortal.Shared.Sheets.SheetTooLargeException>(() => TableFormats.Find(form)!.Write(file, view, _origin, TableOutput.Default)).Message;
        Assert.Equal(0, file.Length);
        return message;
    }

    private static void Pivoted(TableView view, List<string[]> rows, int wide, bool guard)
    {
        var grid = new TableGrid(view);
        Assert.Equal(grid.RowCount + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        for (var row = 0; row < grid.RowCount; row++)
        {
            var place = grid.Down.Count == 0 ? 1 : grid.Down.Count * wide;
            for (var column = 0; column < grid.ColumnCount; column++)
            {
                var figure = grid[row, column];
                Same(figure.IsNumber ? figure.Number : figure.Mark, rows[row + 1][place++], guard);
                if (grid.HasMarks(column))
                {
                    Assert.Equal(Guarded(figure.IsNumber ? figure.Mark : "", guard), rows[row + 1][place++]);
                }
            }
        }
    }

    private static void Same(object expected, string read, bool indonesian)
    {
        if (expected is double number)
        {
            Assert.DoesNotContain('E', read);
            Assert.True(Math.Abs(double.Parse(indonesian ? read.Replace(',', '.') : read, CultureInfo.InvariantCulture) - number) == 0, $"{number:R} came back as {read}.");
        }
        else
        {
            Assert.Equal(Guarded((string)expected, indonesian), read);
        }
    }

    private static string Guarded(string text, bool person) =>
        text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) && (person || text.Any(c => !"+-0123456789., –%".Contains(c, StringComparison.Ordinal))) ? "'" + text : text;

    private static List<string[]> Read(byte[] file, char separator)
    {
        using var csv = CsvReader.Create(new StreamReader(new MemoryStream(file), Encoding.UTF8), new() { Separator = separator, HasHeader = false, SkipEmptyLines = false });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }

        return rows;
    }

    private static void Check(int times, Action<TableView> check) => Prop.ForAll(Cubes.RichViews.Where(view => !view.Text.Notes.Any(note => note.Mandatory) || view.Layout.Rows.Count > 0).ToArbitrary(), view =>
    {
        // Mandatory notes add a column to the CSV of people; that is shown elsewhere.
        check(view with { Text = view.Text with { Notes = [.. view.Text.Notes.Select(note => note with { Mandatory = false })] } });
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    private static TableView Whole(Cube cube, int[] rows, int[] columns) => new(cube, Cubes.Text, new(rows, columns, [.. cube.Dimensions.Select(dimension => Enumerable.Range(0, dimension.Categories.Count).ToArray())]));

    private static byte[] Written(string form, TableView view, TableOutput? output = null)
    {
        using var file = new MemoryStream();
        TableFormats.Find(form)!.Write(file, view, _origin, output ?? TableOutput.Default);
        return file.ToArray();
    }
}
