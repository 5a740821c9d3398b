using DataPortal.Shared;
using DataPortal.Tables.Formats;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>How an answer is written.</summary>
/// <param name="Name">As the API names it.</param>
public sealed record PxOutput(string Name, TableFormat Format, TableOutput Output)
{
    /// <summary>What was said of the form, as the API names it.</summary>
    public IReadOnlyList<string> Params { get; init; } = [];
}

/// <summary>Writes what was selected, in any form, once: the same selection in other words, by GET or by POST, is the same answer.</summary>
public sealed class PxData(ApiAnswers answers, DownloadCounter counter, Catalog.Subjects subjects, IOptions<OfficeOptions> office, TimeProvider clock)
{
    public Task SendAsync(HttpContext http, PxTable table, PxSelection selection, PxOutput output)
    {
        var now = clock.GetUtcNow();
        // The day stands in files that say when they were taken.
        var key = FormattableString.Invariant($"{table.Version}|{Speech.Language}|{output.Name}|{output.Output}|{Show.Day(now):yyyyMMdd}|{PxHttp.Root(http)}|{selection.Key}");
        counter.Count(table.Id, "api");
        // A program reads JSON where it stands; the other forms are files.
        var name = output.Format.Extension is "json" ? null : $"{table.Id}{TableDownloads.SampleMark(table.Item)}.{output.Format.Extension}";
        MadeFile.LinkNotes(http, output.Format, table.Item.Path);
        return answers.SendAsync(http, key, output.Format.MediaType, name, to => output.Format.Write(to, selection.Run(Text(http, table)), Origin(http, table), output.Output));
    }

    /// <summary>Everything a program must know of a table to choose from it: a dataset without figures.</summary>
    /// <param name="lists">Code lists that take the place of a variable's own values, by position.</param>
    public Task SendMetadataAsync(HttpContext http, PxTable table, IReadOnlyDictionary<int, Grouping> lists)
    {
        var used = string.Join(',', lists.OrderBy(one => one.Key).Select(one => FormattableString.Invariant($"{one.Key}={one.Value.Code}")));
        var key = $"metadata|{table.Version}|{Speech.Language}|{PxHttp.Root(http)}|{used}";
        return answers.SendAsync(http, key, PxHttp.Json, null, to => Formats.JsonStat.JsonStatTable.WriteMetadata(to, Whole(http, table, lists), Origin(http, table)));
    }

    private TableView Whole(HttpContext http, PxTable table, IReadOnlyDictionary<int, Grouping> lists)
    {
        var (stub, heading) = PxDefault.Placement(table.Stored);
        int[] order = [.. stub, .. heading];
        Dimension[] dimensions = [.. order.Select(at => Listed(table.Cube.Dimensions[at], lists.GetValueOrDefault(at)))];
        return new(new() { Dimensions = dimensions, Values = [], Status = [] }, Text(http, table), new(
            [.. Enumerable.Range(0, stub.Count)], [.. Enumerable.Range(stub.Count, heading.Count)],
            [.. dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]));
    }

    private static Dimension Listed(Dimension dimension, Grouping? list)
    {
        dimension = dimension with { Elimination = PxSelection.EliminationOf(dimension) };
        if (list is null)
        {
            return dimension;
        }

        // Flat, so that the lists offered stay those of the whole dimension.
        IEnumerable<Category> categories = list.Kind is GroupingKind.Aggregation
            ? list.Groups.Select(group => new Category(group.Code, group.Label))
            : list.Groups.SelectMany(group => group.Members).Distinct().Select(dimension.IndexOf).Where(at => at >= 0).Order().Select(at => dimension.Categories[at] with { Level = 0, Parent = null });
        return dimension with { Groupings = CodeLists.Of(dimension), Levels = [], Categories = [.. categories] };
    }

    private TableText Text(HttpContext http, PxTable table) => table.Stored.Text with
    {
        Title = table.Item.Title,
        Source = table.Item.Source ?? table.Stored.Text.Source,
        IsSample = table.Item.IsSample,
        UpdatedAt = table.Updated,
        Contact = table.Stored.Text.Contact ?? table.Item.Contact,
        Address = $"{PxHttp.Root(http)}{(Speech.IsEnglish ? "/en" : "")}{table.Item.Path}",
        Kept = [.. table.Stored.Text.Kept, .. Keywords(table)],
    };

    /// <summary>What a PX file says of the table's place in the catalogue, unless the file it came from said it.</summary>
    private IEnumerable<KeptKeyword> Keywords(PxTable table)
    {
        if (subjects.Find(table.Item.Subject) is not { } subject || table.Stored.Text.Kept.Any(kept => kept.Name is "SUBJECT-CODE" or "SUBJECT-AREA"))
        {
            return [];
        }

        return
        [
            new("SUBJECT-CODE", null, [], [$"\"{subject.Code}\""]), new("SUBJECT-AREA", null, [], [$"\"{subject.Name.Id}\""]),
            .. subject.Name.En is { } english ? new KeptKeyword[] { new("SUBJECT-AREA", "en", [], [$"\"{english}\""]) } : [],
        ];
    }

    private TableOrigin Origin(HttpContext http, PxTable table) => new(Speech.T(office.Value.Name, office.Value.NameEnglish), clock.GetUtcNow())
    {
        Table = table.Id,
        SubjectCode = table.Item.Subject,
        Subject = subjects.Name(table.Item.Subject),
        CodeList = (dimension, list) => PxCodeLists.Id(table.Id, dimension, list) is var id
            ? (id, $"{PxHttp.Root(http)}{PxWebV2.Root}/codelists/{Uri.EscapeDataString(id)}?lang={Speech.Language}")
            : default,
    };
}
