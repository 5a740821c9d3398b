using System.Globalization;
using DataPortal.Catalog.Search;
using DataPortal.Shared;

namespace DataPortal.Catalog.Pages;

public sealed record FilterChoice(string Value, string Text, int Count, bool IsChosen);

public sealed record FilterGroup(string Name, string Label, IReadOnlyList<FilterChoice> Choices);

/// <summary>The filters beside a list, for <c>_Filters.cshtml</c>.</summary>
public sealed record Filters(string Path, SearchRequest Request, IReadOnlyList<FilterGroup> Groups)
{
    private const int Most = 12;

    public static Filters Of(string path, SearchResult result, Subjects subjects, Regions regions, bool kinds, bool bySubject = true)
    {
        var request = result.Request;
        List<FilterGroup> groups = [];
        if (kinds)
        {
            Add("jenis", Speech.T("Jenis", "Kind"), result.Facets.Kinds, [.. request.Kinds.Select(kind => kind.ToString())],
                value => Enum.Parse<ItemKind>(value).Name(), value => Enum.Parse<ItemKind>(value).Folder()[1..]);
        }

        if (bySubject)
        {
            Add("subjek", Speech.T("Subjek", "Subject"), result.Facets.Subjects, request.Subjects, subjects.Name, value => value);
        }

        Add("wilayah", Speech.T("Wilayah", "Region"), result.Facets.Regions, request.Regions, regions.Name, value => value);
        Add("tahun", Speech.T("Tahun data", "Year of data"), result.Facets.Years, [.. request.Years.Select(year => year.ToString(CultureInfo.InvariantCulture))], value => value, value => value);
        return new(path, request, groups);

        void Add(string name, string label, IReadOnlyList<FacetCount> counts, IReadOnlyCollection<string> chosen, Func<string, string> text, Func<string, string> value)
        {
            // A chosen value that gives nothing stays, or nobody could take it back.
            var shown = counts.Take(Most).Concat(counts.Skip(Most).Where(count => chosen.Contains(count.Value)))
                .Concat(chosen.Where(code => counts.All(count => count.Value != code)).Select(code => new FacetCount(code, 0)));
            List<FilterChoice> choices = [.. shown.Select(count => new FilterChoice(value(count.Value), text(count.Value), count.Count, chosen.Contains(count.Value)))];
            if (choices.Count > 1 || chosen.Count > 0)
            {
                groups.Add(new(name, label, choices));
            }
        }
    }
}
