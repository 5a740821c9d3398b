using DataPortal.Shared;

namespace DataPortal.Tables.Formats;

/// <summary>The words every taken-away form of a table carries: what the figures are, what the symbols mean, where they come from.</summary>
/// <param name="Office">The office's name in the visitor's language.</param>
/// <param name="Now">When it was taken.</param>
public sealed record TableOrigin(string Office, DateTimeOffset Now);

internal static class TableWords
{
    public static string Title(TableGrid grid)
    {
        var title = grid.Text.Title.ToString();
        return grid.Text.Period.Length == 0 || title.Contains(grid.Text.Period, StringComparison.Ordinal) ? title : $"{title}, {grid.Text.Period}";
    }

    /// <summary>Under the title: what the figures are before anything is read.</summary>
    public static IReadOnlyList<(string Label, string Value)> Above(TableGrid grid)
    {
        var facts = new List<(string, string)>();
        if (grid.Text.IsSample)
        {
            facts.Add((Speech.T("Contoh", "Sample"), Speech.T("Angka contoh untuk memperlihatkan portal, bukan data resmi", "Made-up figures to show the portal, not official data")));
        }

        if (grid.Text.IsProjection)
        {
            facts.Add((Speech.T("Sifat", "Nature"), Speech.T("Angka proyeksi", "Projected figures")));
        }

        facts.AddRange(grid.Fixed.Select(one => (one.Dimension.Label.ToString(), TableGrid.Heading(one.Category))));
        if (grid.Text.Unit is { } unit)
        {
            facts.Add((Speech.T("Satuan", "Unit"), unit.ToString()));
        }

        return facts;
    }

    /// <summary>Legend of the symbols that occur.</summary>
    public static IReadOnlyList<(string Mark, string Meaning)> Legend(TableGrid grid) =>
        [.. grid.Symbols.Select(status => (TableSymbols.Mark(status, grid.Text), TableSymbols.Meaning(status, grid.Text).ToString()))];

    /// <summary>Notes as they are numbered; those nobody refers to are about the whole table and carry no number.</summary>
    public static IReadOnlyList<string> Notes(TableGrid grid, TableView view)
    {
        var referred = view.Cube.Dimensions.SelectMany(dimension => (dimension.Notes ?? []).Concat(dimension.Categories.SelectMany(category => category.Notes ?? []))).ToHashSet();
        return [.. grid.Text.Notes.Select((note, at) => referred.Contains(at + 1) ? $"{at + 1}) {note}" : note.ToString())];
    }

    /// <summary>Below the notes: where it comes from and how to name it.</summary>
    public static IReadOnlyList<(string Label, string Value)> Below(TableGrid grid, TableOrigin origin)
    {
        var facts = new List<(string, string)> { (Speech.T("Sumber", "Source"), grid.Text.Source.ToString()) };
        if (grid.Text.UpdatedAt is { } updated)
        {
            facts.Add((Speech.T("Diperbarui", "Updated"), Show.Date(updated)));
        }

        if (grid.Text.Address is { } address)
        {
            facts.Add((Speech.T("Alamat", "Address"), address));
        }

        facts.Add((Speech.T("Cara mengutip", "How to cite"), Citation(grid, origin)));
        return facts;
    }

    /// <summary>Office (year). Title. Address, date taken.</summary>
    public static string Citation(TableGrid grid, TableOrigin origin)
    {
        var year = Show.Local(grid.Text.UpdatedAt ?? origin.Now).Year;
        var taken = Show.Date(origin.Now);
        return $"{origin.Office} ({year}). {Title(grid)}.{(grid.Text.Address is { } address ? $" {address}," : "")} {Speech.T($"diunduh {taken}", $"downloaded {taken}")}.";
    }
}
