using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using DataPortal.Tables.Import.Mapping;
using DataPortal.Tables.Versions;

namespace DataPortal.Tables.Staff;

/// <summary>An upload looked at whole: as it was read, what it becomes, what it changes, what is odd about it.</summary>
public sealed record UploadReview
{
    public required TableUpload Upload { get; init; }

    /// <summary>The table it is for; null for a new one.</summary>
    public CatalogItem? Item { get; init; }
    public StoredTable? Kept { get; init; }
    public TablePreview? Preview { get; init; }

    /// <summary>Why the file as a whole cannot be taken.</summary>
    public string? Refused { get; init; }
    public MappingPlan? Plan { get; init; }
    public MappedTable? Mapped { get; init; }

    /// <summary>What the table will hold; null while something must be decided first.</summary>
    public Cube? After { get; init; }
    public CubeChanges? Changes { get; init; }
    public UpdateMode Mode { get; init; }

    /// <summary>Why the file cannot be laid over the table the way that was chosen.</summary>
    public string? NotLaid { get; init; }
    public IReadOnlyList<Finding> Findings { get; init; } = [];
    public IReadOnlyList<Category> NewPeriods { get; init; } = [];

    /// <summary>Old cells the file says otherwise than the table; an appended period leaves them as they are.</summary>
    public int Differing { get; init; }

    /// <summary>What a person should look at in the file; what it does not say and its table does is no such thing.</summary>
    public IEnumerable<ImportIssue> Warnings => (Preview?.Warnings ?? []).Where(warning => Kept is null || !(warning.What == SheetReading.NoTitle || (warning.What == SheetReading.NoUnit && Kept.Text.Unit is not null)));

    /// <summary>True: the file fits the table as it is, brings new periods, changes no old figure, and nothing about it is odd.</summary>
    public bool FitsAsIs => Kept is not null && NewPeriods.Count > 0 && Differing == 0 && Findings.Count == 0 && Plan is { Doubts.Count: 0 } && After is not null && Mode is UpdateMode.AppendPeriods
        && Preview is { Errors.Count: 0 } && Warnings.All(warning => warning.Row is null) && NewCategories == 0;

    /// <summary>Categories other than periods the table does not have.</summary>
    public int NewCategories => Kept is null || Mapped?.Cube is not { } cube ? 0
        : cube.Dimensions.Where(dimension => dimension.Role is not DimensionRole.Time).Sum(dimension => Kept.Cube.Dimensions.FirstOrDefault(other => other.Code == dimension.Code) is { } there ? dimension.Categories.Count(category => there.IndexOf(category.Code) < 0) : 0);
}

/// <summary>Looks at uploads.</summary>
public sealed partial class UploadReviewer(TableDesk desk, TableShelf shelf, IDocumentStore store, MappingSuggestion suggestion)
{
    /// <param name="form">What a person said; null the first time.</param>
    public async Task<UploadReview> ReviewAsync(TableUpload upload, MappingForm? form, CancellationToken ct)
    {
        var item = upload.Replaces is { } id ? await store.FindAsync(CatalogQueries.Items, id, ct) : null;
        var kept = item is null ? null : await shelf.FindAsync(item.Id, ct);
        var review = new UploadReview { Upload = upload, Item = kept is null ? null : item, Kept = kept };
        TablePreview preview;
        try
        {
            preview = await ReadAsync(upload, form?.Choice ?? kept?.Document.Mapping?.Choice ?? new(), form is null, ct);
        }
        catch (UploadRefusedException refused)
        {
            return review with { Refused = refused.Message };
        }

        if (preview.Cube is null)
        {
            return review with { Preview = preview };
        }

        var suggested = suggestion.Of(preview, kept, form?.Dimensions.Where(input => input is { Code: not null, To: not null }).GroupBy(input => input.Code!).ToDictionary(group => group.Key, group => group.First().To!) ?? []);
        var plan = form?.On(suggested) ?? suggested;
        // A doubt a person answered is none any more.
        plan = plan with { Doubts = [.. plan.Doubts.Where(doubt => plan.Dimensions.First(choice => choice.Code == doubt.Dimension).Categories.First(category => category.Code == doubt.Category).To is null)] };
        var mapped = TableMapper.Apply(preview, plan, kept?.Cube);
        review = review with { Preview = preview, Plan = plan, Mapped = mapped };
        if (mapped.Cube is not { } cube)
        {
            return review;
        }

        var text = Text(review, form);
        if (kept is null)
        {
            return review with { After = cube, Findings = FigureChecks.Of(cube, text, null) };
        }

        var (periods, against) = (CubeUnion.NewPeriods(kept.Cube, cube), CubeChanges.Of(kept.Cube, cube));
        var mode = form?.Mode ?? Usual(against, periods.Count, kept.Cube, cube);
        review = review with { Mode = mode, NewPeriods = periods, Differing = against.Changed };
        try
        {
            var (after, changes) = VersionDesk.Try(kept.Cube, cube, mode);
            return review with { After = after, Changes = changes, Findings = FigureChecks.Of(after, text, kept.Cube) };
        }
        catch (UnionRefusedException refused)
        {
            return review with { NotLaid = refused.Message };
        }
    }

    /// <summary>The words of a table whose file brought new periods: those it had, with the period moved on.</summary>
    public static (string Title, string? English, string Period) Retitled(UploadReview review)
    {
        var (item, kept, cube) = (review.Item!, review.Kept!, review.After ?? review.Mapped?.Cube ?? review.Kept!.Cube);
        var years = cube.Dimensions.Where(dimension => dimension.Role is DimensionRole.Time).SelectMany(time => time.Categories).SelectMany(category => KnownWords.Years(category.Label.Id)).Distinct().Order().ToList();
        var before = item.Period.Length > 0 ? item.Period : kept.Text.Period;
        var period = years.Count == 0 ? before : years.Count == 1 ? $"{years[0]}" : $"{years[0]}–{years[^1]}";
        return (Moved(item.Title.Id), item.Title.En is { } english ? Moved(english) : null, period);

        string Moved(string title) => before.Length > 0 && title.Contains(before, StringComparison.Ordinal) ? title.Replace(before, period, StringComparison.Ordinal) : YearsAtEnd().Replace(title, match => $"{match.Groups[1].Value}{period}{match.Groups[2].Value}", 1);
    }

    /// <summary>What the checks need to know of the table.</summary>
    private static TableText Text(UploadReview review, MappingForm? form)
    {
        var (preview, kept) = (review.Preview!, review.Kept?.Text);
        var unit = form is { Title: not null } ? MappingForm.Both(form.Unit, form.UnitEnglish) : preview.Unit is { } found ? new(found) : kept?.Unit;
        return new() { Title = new(form?.Title ?? kept?.Title.Id ?? preview.Title), Source = new(""), Period = "", Unit = unit, Decimals = form?.Decimals ?? Math.Max(preview.Decimals, kept?.Decimals ?? 0) };
    }

    private async Task<TablePreview> ReadAsync(TableUpload upload, ImportChoice choice, bool first, CancellationToken ct)
    {
        try
        {
            return await desk.PreviewAsync(upload, choice, ct);
        }
        catch (UploadRefusedException) when (first && choice.Sheet is not null)
        {
            // Last year's sheet has another name this year.
            return await desk.PreviewAsync(upload, choice with { Sheet = null }, ct);
        }
    }

    private static UpdateMode Usual(CubeChanges against, int periods, Cube before, Cube incoming) =>
        !against.IsComparable ? UpdateMode.ReplaceAll
        : periods > 0 && against.Changed == 0 ? UpdateMode.AppendPeriods
        : against.Removed == 0 || incoming.Length >= before.Length ? UpdateMode.ReplaceAll
        : periods > 0 ? UpdateMode.AppendPeriods
        : UpdateMode.ReplaceCells;

    [GeneratedRegex(@"([,\s(])(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?(\)?\s*(?:\(.*\))?)$")]
    private static partial Regex YearsAtEnd();
}
