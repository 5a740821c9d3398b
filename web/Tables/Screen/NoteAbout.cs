using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>Whom a note is about, in words: its mark may be on a page the reader does not see.</summary>
internal static class NoteAbout
{
    private const int MostNamed = 3;

    /// <returns>Empty for a note about the whole table.</returns>
    public static string Of(Cube cube, Note note, int number)
    {
        if (note.Cells is { Count: > 0 } cells)
        {
            return string.Join(", ", cells.Select(one => cube.Dimensions.FirstOrDefault(dimension => dimension.Code == one.Key) is { } dimension && dimension.IndexOf(one.Value) is >= 0 and var at ? dimension.Categories[at].Label.ToString() : one.Value));
        }

        var about = cube.Dimensions.Where(dimension => dimension.Notes?.Contains(number) == true).Select(dimension => dimension.Label.ToString())
            .Concat(cube.Dimensions.SelectMany(dimension => dimension.Categories).Where(category => category.Notes?.Contains(number) == true).Select(category => category.Label.ToString())).Take(MostNamed + 1).ToList();
        return about.Count > MostNamed ? string.Join(", ", about.Take(MostNamed)) + " …" : string.Join(", ", about);
    }

    /// <summary>What the measures shown say of the moment and the base of their figures.</summary>
    public static IEnumerable<(string Measure, string Words)> Measures(TableSelection selection)
    {
        if (Sums.Measure(selection.Cube) is not (>= 0 and var m))
        {
            yield break;
        }

        foreach (var measure in selection.Layout.Selected[m].Select(at => selection.Cube.Dimensions[m].Categories[at]).Where(measure => measure.ReferencePeriod is not null || measure.BasePeriod is not null))
        {
            List<string> words = [];
            if (measure.ReferencePeriod is { } moment)
            {
                words.Add($"{Speech.T("Keadaan", "Reference period")}: {moment}.");
            }

            if (measure.BasePeriod is { } start)
            {
                words.Add($"{Speech.T("Tahun dasar", "Base period")}: {start}.");
            }

            yield return (measure.Label.ToString(), string.Join(' ', words));
        }
    }
}
