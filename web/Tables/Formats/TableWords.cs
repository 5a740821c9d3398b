using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats;

/// <summary>Who hands a table out, and when.</summary>
/// <param name="Office">The office's name in the visitor's language.</param>
/// <param name="Now">When it was taken.</param>
public sealed record TableOrigin(string Office, DateTimeOffset Now)
{
    /// <summary>The table's identifier, for the forms that name it (PX <c>TABLEID</c>, SDMX dataflow).</summary>
    public string? Table { get; init; }

    /// <summary>Of the subject (PX <c>SUBJECT-CODE</c>, <c>SUBJECT-AREA</c>).</summary>
    public string? SubjectCode { get; init; }

    public string? Subject { get; init; }

    /// <summary>Of the figures: number and day, as a visitor reads it.</summary>
    public string? Version { get; init; }

    /// <summary>Short name of the office for machines (SDMX agency); null: <c>BPS</c>.</summary>
    public string? Agency { get; init; }

    /// <summary>Where an API has the code lists of its tables: identifier and address of one; null outside an API.</summary>
    public Func<Dimension, Grouping, (string Id, string Address)>? CodeList { get; init; }
}

/// <summary>The words every taken-away form of a table carries: what the figures are, what the symbols mean, where they come from.</summary>
internal static class TableWords
{
    /// <summary>Most cells of a form that is read and not worked with: some hundred pages of PDF, a second of work. Nobody reads more, and one visitor must not keep the others waiting.</summary>
    public const int MostRead = 100_000;

    /// <exception cref="SheetTooLargeException">The selection has more than <see cref="MostRead"/> cells.</exception>
    public static void RefuseUnreadable(TableGrid grid, string form)
    {
        var cells = (long)grid.RowCount * grid.ColumnCount;
        if (cells > MostRead)
        {
            throw new SheetTooLargeException(Speech.T(
                $"Pilihan ini {Show.Number(cells)} sel; {form} memuat paling banyak {Show.Number(MostRead)}. Pilih lebih sedikit, atau unduh sebagai Excel, CSV, atau PX.",
                $"This selection is {Show.Number(cells)} cells; {form} holds at most {Show.Number(MostRead)}. Select less, or download it as Excel, CSV or PX."));
        }
    }

    public static string Title(TableGrid grid) => Title(grid.Text);

    public static string Title(TableText text)
    {
        var title = text.Title.ToString();
        return text.Period.Length == 0 || title.Contains(text.Period, StringComparison.Ordinal) ? title : $"{title}, {text.Period}";
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

    /// <summary>A category as a heading, by code, text or both.</summary>
    public static string Heading(Category category, TableOutput output) => output.Labels switch
    {
        LabelForm.Codes => category.Code,
        LabelForm.Both => $"{category.Code} {TableGrid.Heading(category)}",
        _ => TableGrid.Heading(category),
    };

    /// <summary>Legend of the symbols that occur.</summary>
    public static IReadOnlyList<(string Mark, string Meaning)> Legend(TableGrid grid) =>
        [.. grid.Symbols.Select(status => (TableSymbols.Mark(status, grid.Text), TableSymbols.Meaning(status, grid.Text).ToString()))];

    /// <summary>Notes with the numbers they have on screen; those about cells say which.</summary>
    public static IReadOnlyList<string> Notes(TableView view) => [.. ShownNotes(view).OrderBy(shown => shown.Number).Select(shown => $"{shown.Number}) {shown.Text}")];

    /// <summary><c>Catatan 1</c>, as on screen.</summary>
    public static string Numbered(int note) => $"{Speech.T("Catatan", "Note")} {note}";

    /// <summary>The notes about what is shown, those that must be read first; a note about categories or cells outside the selection is left out.</summary>
    public static IReadOnlyList<(int Number, Note Note, string Text)> ShownNotes(TableView view)
    {
        var elsewhere = view.Cube.Dimensions.SelectMany(dimension => dimension.Categories).SelectMany(category => category.Notes ?? []).ToHashSet();
        var shown = new List<(int, Note, string)>();
        for (var at = 0; at < view.Text.Notes.Count; at++)
        {
            var note = view.Text.Notes[at];
            if (note.Cells is { } cells)
            {
                if (Named(view, cells) is { } place)
                {
                    shown.Add((at + 1, note, place.Length == 0 ? note.ToString() : $"{place}: {note}"));
                }
            }
            else if (!elsewhere.Contains(at + 1) || Places(view, at + 1).Any())
            {
                shown.Add((at + 1, note, note.ToString()));
            }
        }

        return [.. shown.OrderBy(one => one.Item2.Mandatory ? 0 : 1)];
    }

    /// <summary>What of the selection refers to a note: a dimension, or one of its categories.</summary>
    public static IEnumerable<(Dimension? Dimension, Category? Category)> Places(TableView view, int number)
    {
        for (var d = 0; d < view.Cube.Dimensions.Count; d++)
        {
            var dimension = view.Cube.Dimensions[d];
            if (dimension.Notes?.Contains(number) == true)
            {
                yield return (dimension, null);
            }

            foreach (var at in CellWalk.SelectedOf(view, d))
            {
                if (dimension.Categories[at].Notes?.Contains(number) == true)
                {
                    yield return (dimension, dimension.Categories[at]);
                }
            }
        }
    }

    // "Muara Enim, 2026"; null when the cells are not shown.
    private static string? Named(TableView view, IReadOnlyDictionary<string, string> cells)
    {
        var words = new List<string>();
        for (var d = 0; d < view.Cube.Dimensions.Count; d++)
        {
            var dimension = view.Cube.Dimensions[d];
            if (cells.TryGetValue(dimension.Code, out var code))
            {
                if (CellWalk.SelectedOf(view, d).Select(at => dimension.Categories[at]).FirstOrDefault(category => category.Code == code) is not { } category)
                {
                    return null;
                }

                words.Add(category.Label.ToString());
            }
        }

        return string.Join(", ", words);
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
