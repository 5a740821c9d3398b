using System.Globalization;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats.Sheets;

/// <summary>The sheet of what is to know: title, unit, source, symbols, notes, version and address, then every category with its code.</summary>
internal static class SheetMetadata
{
    private const int MostCategories = 100_000;

    public static void Write(IWorkbook book, TableGrid grid, TableView view, TableOrigin origin, SheetLooks look, bool hasData)
    {
        var text = view.Text;
        book.Sheet(new() { Name = "Metadata", Widths = [28, 60, 16, 24] });
        Pair(Speech.T("Judul", "Title"), TableWords.Title(grid));
        Pair(Speech.T("Isi", "Contents"), text.Contents?.ToString());
        Pair(Speech.T("Periode", "Period"), text.Period);
        Pair(Speech.T("Waktu acuan", "Reference period"), text.ReferencePeriod?.ToString());
        foreach (var (label, value) in TableWords.Above(grid))
        {
            Pair(label, value);
        }

        foreach (var (mark, meaning) in TableWords.Legend(grid))
        {
            Pair($"{Speech.T("Simbol", "Symbol")} {mark}", meaning);
        }

        foreach (var note in TableWords.Notes(view))
        {
            Pair(Speech.T("Catatan", "Note"), note);
        }

        foreach (var (label, value) in TableWords.Below(grid, origin))
        {
            Pair(label, value);
        }

        Pair(Speech.T("Versi", "Version"), origin.Version);
        Pair(Speech.T("Rilis berikutnya", "Next release"), text.NextRelease is { } next ? Show.Date(next) : null);
        Pair(Speech.T("Kontak", "Contact"), text.Contact);
        Pair(Speech.T("Diterbitkan oleh", "Published by"), origin.Office);
        if (!hasData)
        {
            Pair(Speech.T("Lembar Data", "Data sheet"), Speech.T(
                $"Tidak disertakan: satu sel sebaris menjadi lebih dari {Show.Number(SheetLimits.Rows)} baris, lebih dari yang dimuat satu lembar. Unduh CSV untuk bentuk itu.",
                $"Left out: one cell a row becomes more than {Show.Number(SheetLimits.Rows)} rows, more than a sheet holds. Download CSV for that form."));
        }

        Categories(book, view, look);

        void Pair(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                book.Row();
                book.Text(label, look.Bold);
                look.Fact(book, value, value, look.Wrapped);
            }
        }
    }

    private static void Categories(IWorkbook book, TableView view, SheetLooks look)
    {
        book.Row();
        book.Row();
        foreach (var head in (string[])[Speech.T("Peubah", "Variable"), Speech.T("Kategori", "Category"), Speech.T("Kode", "Code"), Speech.T("Satuan", "Unit")])
        {
            book.Text(head, look.Head);
        }

        for (var d = 0; d < view.Cube.Dimensions.Count; d++)
        {
            var dimension = view.Cube.Dimensions[d];
            foreach (var category in CellWalk.SelectedOf(view, d).Take(MostCategories).Select(at => dimension.Categories[at]))
            {
                book.Row();
                book.Text(dimension.Label.ToString(), look.Plain);
                book.Text(TableGrid.Heading(category), look.Label(false, category.Level));
                book.Text(category.Code, look.Plain);
                if ((category.Unit ?? (dimension.Role is DimensionRole.Measure ? view.Text.Unit : null)) is { } unit)
                {
                    book.Text(unit.ToString(), look.Plain);
                }
            }
        }
    }
}
