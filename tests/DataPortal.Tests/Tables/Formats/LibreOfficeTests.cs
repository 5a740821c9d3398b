using System.Globalization;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tests.Shared.Sheets;
using DataPortal.Tests.Support;
using FsCheck.Fluent;
using TableWords = DataPortal.Tables.Formats.TableWords;

namespace DataPortal.Tests.Tables.Formats;

/// <summary>The files we write, opened by the real LibreOffice and saved again: every number and every text must still be there.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    // LibreOffice saves 15 digits.
    private const double Saved = 1e-14;

    private static readonly TableOrigin _origin = new("BPS Kabupaten Muara Enim", new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7)));
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public LibreOfficeTests() => CultureInfo.CurrentUICulture = Speech.Indonesian;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData("xlsx")]
    [InlineData("ods")]
    public void A_workbook_opens_in_LibreOffice_with_every_number_and_every_text(string form)
    {
        Assert.SkipUnless(LibreOffice.IsInstalled, LibreOffice.Missing);
        var views = Views().ToList();
        var files = views.Select((view, at) => (Name: $"tabel{at}.{form}", Content: Written(form, view))).ToDictionary(file => file.Name, file => file.Content);
        var saved = LibreOffice.Convert(files, "xlsx:Calc MS Excel 2007 XML");
        Assert.Equal(views.Count, saved.Count);
        for (var at = 0; at < views.Count; at++)
        {
            var sheets = Workbooks.Read(saved[$"tabel{at}.xlsx"]);
            Assert.Equal(["Tabel", "Data", "Metadata"], sheets.Select(sheet => sheet.Name));
            SheetComparison.SameGrid(views[at], sheets[0].Rows, Saved);
            SheetComparison.SameList(views[at], sheets[1].Rows, Saved);
            var said = sheets[2].Rows.SelectMany(row => row).OfType<string>().ToHashSet();
            Assert.Contains(TableWords.Title(views[at].Text).Trim(), said.Select(text => text.Trim()));
            Assert.All(views[at].Text.Notes.Where(note => note.Mandatory && note.Cells is null), note => Assert.Contains(said, text => text.Contains(note.Id, StringComparison.Ordinal) || !TableWords.ShownNotes(views[at]).Any(shown => shown.Note == note)));
        }
    }

    [Fact]
    public void A_CSV_file_opens_in_an_Indonesian_LibreOffice_with_every_number()
    {
        Assert.SkipUnless(LibreOffice.IsInstalled, LibreOffice.Missing);
        var views = Views().ToList();
        var files = views.Select((view, at) => (Name: $"tabel{at}.csv", Content: Written("csv2", view))).ToDictionary(file => file.Name, file => file.Content);

        // Semicolons, double quotes, UTF-8, from line 1, Indonesian (language 1057), quoted fields as text.
        var saved = LibreOffice.Convert(files, "xlsx:Calc MS Excel 2007 XML", "Text - txt - csv (StarCalc):59,34,76,1,,1057,true");
        for (var at = 0; at < views.Count; at++)
        {
            var rows = Workbooks.Read(saved[$"tabel{at}.xlsx"])[0].Rows;
            var walk = new CellWalk(views[at], CellWalk.Listed(views[at]));
            Assert.Equal(walk.Count + 1, rows.Count);
            for (var row = 1; walk.Next(); row++)
            {
                var expected = SheetComparison.Expected(views[at], walk.Cell);
                SheetComparison.Same(expected is string { Length: > 0 } mark && "=+-@".Contains(mark[0], StringComparison.Ordinal) ? "'" + mark : expected, rows[row][walk.Order.Count], Saved);
            }
        }
    }

    // LibreOffice reckons with 15 digits; numbers beyond what anybody counts are another test's matter.
    private static IEnumerable<TableView> Views() => Cubes.RichViews.Where(view => view.Layout.Rows.Count + view.Layout.Columns.Count > 0).Sample(6, 15).Select(view => view with
    {
        Cube = view.Cube with { Values = [.. view.Cube.Values.Select(value => Math.Abs(value) is >= 1e15 or (> 0 and < 1e-10) ? Math.Sign(value) * 12345.678 : value)] },
    });

    private static byte[] Written(string form, TableView view)
    {
        using var file = new MemoryStream();
        TableFormats.Find(form)!.Write(file, view, _origin, TableOutput.Default);
        return file.ToArray();
    }
}
