using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Tables.Import;
using DataPortal.Tables.Import.Mapping;
using DataPortal.Tables.Versions;

namespace DataPortal.Tables.Staff;

/// <summary>The form in which a person says what a file is: how it is read, what its dimensions are, what the table is called, what the new version does.</summary>
public sealed class MappingForm : IValidatableObject
{
    /// <summary>In a list of choices: leave the category out.</summary>
    public const string LeftOut = "-";

    public sealed class ColumnInput
    {
        public string? Key { get; set; }
        public ColumnUse? Use { get; set; }
    }

    public sealed class CategoryInput
    {
        public string? Code { get; set; }

        /// <summary>Code in the table; <see cref="LeftOut"/>; nothing: not decided.</summary>
        public string? To { get; set; }
        public string? Label { get; set; }
        public string? English { get; set; }
        public string? Unit { get; set; }
        public string? UnitEnglish { get; set; }
        public int? Decimals { get; set; }
    }

    public sealed class DimensionInput
    {
        public string? Code { get; set; }

        /// <summary>Code of the table's dimension; nothing: as understood.</summary>
        public string? To { get; set; }

        /// <summary>What <see cref="To"/> was when the page was made: the categories chosen on it are that dimension's.</summary>
        public string? Was { get; set; }
        public string? Label { get; set; }
        public string? LabelEnglish { get; set; }
        public string? Role { get; set; }
        public string? Period { get; set; }

        /// <summary>Code of the category that is the whole, <c>+</c> where the parts add up without one, nothing where there is no whole.</summary>
        public string? Total { get; set; }

        /// <summary>Set by the page: the choices below were on it.</summary>
        public bool IsWhole { get; set; }
        public List<CategoryInput> Categories { get; set; } = [];
    }

    public sealed class FixedInput
    {
        public string? Dimension { get; set; }
        public string? Category { get; set; }
    }

    public sealed class FindingInput
    {
        public string? Key { get; set; }
        public string? Reason { get; set; }
    }

    public string? Sheet { get; set; }

    /// <summary><c>koma</c>, <c>titik</c>, or nothing for the importer's own choice.</summary>
    public string? Mark { get; set; }
    public int? HeaderRows { get; set; }
    public bool JoinHeader { get; set; }
    public List<ColumnInput> Columns { get; set; } = [];
    public string? Title { get; set; }
    public string? TitleEnglish { get; set; }
    public string? Unit { get; set; }
    public string? UnitEnglish { get; set; }
    public int? Decimals { get; set; }
    public string? Subject { get; set; }
    public string? Period { get; set; }
    public string? Source { get; set; }
    public string? SourceEnglish { get; set; }
    public string? Notes { get; set; }
    public string? NotesEnglish { get; set; }
    public DateOnly? NextRelease { get; set; }
    public bool IsProjection { get; set; }
    public List<DimensionInput> Dimensions { get; set; } = [];
    public List<FixedInput> Fixed { get; set; } = [];
    public UpdateMode? Mode { get; set; }
    public VersionKind? Kind { get; set; }
    public string? Why { get; set; }
    public string? WhyEnglish { get; set; }

    /// <summary><c>yyyy-MM-ddTHH:mm</c>, WIB; nothing for now.</summary>
    public string? PublishAt { get; set; }
    public List<FindingInput> Findings { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Title))
        {
            yield return new("Tulis judul tabel, misalnya: Jumlah penduduk menurut kecamatan di Kabupaten Muara Enim, 2026.", [nameof(Title)]);
        }

        if (string.IsNullOrWhiteSpace(Subject))
        {
            yield return new("Pilih subjeknya.", [nameof(Subject)]);
        }

        if (string.IsNullOrWhiteSpace(Period))
        {
            yield return new("Tulis periodenya, misalnya 2026 atau 2021–2026.", [nameof(Period)]);
        }

        if (string.IsNullOrWhiteSpace(Source))
        {
            yield return new("Tulis sumbernya, misalnya: BPS, Survei Sosial Ekonomi Nasional.", [nameof(Source)]);
        }

        if (Decimals is < 0 or > 15)
        {
            yield return new("Banyaknya desimal dari 0 sampai 15.", [nameof(Decimals)]);
        }

        if (!string.IsNullOrWhiteSpace(PublishAt) && Moment is null)
        {
            yield return new("Tulis tanggal dan jam terbit, misalnya 2026-12-01 11:00.", [nameof(PublishAt)]);
        }

        for (var at = 0; at < Dimensions.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(Dimensions[at].Label))
            {
                yield return new("Beri nama dimensi ini, misalnya Kecamatan atau Tahun.", [$"Dimensions[{at}].Label"]);
            }

            for (var c = 0; c < Dimensions[at].Categories.Count; c++)
            {
                if (string.IsNullOrWhiteSpace(Dimensions[at].Categories[c].Label))
                {
                    yield return new($"Beri nama kategori {Dimensions[at].Categories[c].Code}.", [$"Dimensions[{at}].Categories[{c}].Label"]);
                }
            }
        }
    }

    public DateTimeOffset? Moment =>
        DateTime.TryParseExact(PublishAt, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new(local, Show.Jakarta.GetUtcOffset(local)) : null;

    public ImportChoice Choice => new(string.IsNullOrEmpty(Sheet) ? null : Sheet, Mark switch { "koma" => DecimalMark.Comma, "titik" => DecimalMark.Point, _ => null })
    {
        HeaderRows = HeaderRows is > 0 and < 50 ? HeaderRows : null,
        JoinHeader = JoinHeader,
        Uses = Columns.Where(column => column is { Key: not null, Use: not null }).GroupBy(column => column.Key!).ToDictionary(group => group.Key, group => group.First().Use!.Value, StringComparer.Ordinal),
    };

    public void Take(ImportChoice choice)
    {
        Sheet = choice.Sheet;
        Mark = choice.Mark switch { DecimalMark.Comma => "koma", DecimalMark.Point => "titik", null => null, _ => throw new InvalidOperationException($"Unknown mark {choice.Mark}.") };
        (HeaderRows, JoinHeader) = (choice.HeaderRows, choice.JoinHeader);
        Columns = [.. choice.Uses.Select(use => new ColumnInput { Key = use.Key, Use = use.Value })];
    }

    /// <summary>What was suggested, with what a person said instead.</summary>
    public MappingPlan On(MappingPlan suggested)
    {
        // Another dimension has other categories: what was chosen for the one before is not about it.
        var dimensions = suggested.Dimensions.Select(choice => Dimensions.FirstOrDefault(input => input.Code == choice.Code) is { } said && (said.Was is null || said.Was == (said.To ?? said.Was)) ? On(choice, said) : choice).ToList();
        return suggested with
        {
            Dimensions = dimensions,
            Fixed = suggested.Fixed.ToDictionary(one => one.Key, one => Fixed.FirstOrDefault(input => input.Dimension == one.Key)?.Category ?? one.Value),
        };
    }

    private static DimensionChoice On(DimensionChoice choice, DimensionInput said)
    {
        var inputs = said.Categories.Where(category => category.Code is not null).GroupBy(category => category.Code!).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return choice with
        {
            To = string.IsNullOrWhiteSpace(said.To) ? choice.To : said.To.Trim(),
            Label = Both(said.Label, said.LabelEnglish) ?? choice.Label,
            Role = Enum.TryParse<DimensionRole>(said.Role, out var role) ? role : choice.Role,
            Period = said.IsWhole ? Enum.TryParse<PeriodType>(said.Period, out var period) ? period : null : choice.Period,
            Total = said.IsWhole ? said.Total is "+" ? null : said.Total : choice.Total,
            AddsUp = said.IsWhole ? said.Total is "+" : choice.AddsUp,
            Categories = [.. choice.Categories.Select(category => inputs.GetValueOrDefault(category.Code) is { } input
                ? new CategoryChoice(category.Code, input.To is LeftOut ? "" : input.To, Both(input.Label, input.English) ?? category.Label, Both(input.Unit, input.UnitEnglish), input.Decimals)
                : category)],
        };
    }

    /// <summary>Fills what the page shows from what is planned.</summary>
    /// <param name="most">Categories shown a dimension; those in doubt always are.</param>
    public void Fill(MappingPlan plan, int most)
    {
        var doubtful = plan.Doubts.Select(doubt => (doubt.Dimension, doubt.Category)).ToHashSet();
        Dimensions = [.. plan.Dimensions.Select(choice => new DimensionInput
        {
            Code = choice.Code,
            To = choice.To,
            Was = choice.To,
            Label = choice.Label.Id,
            LabelEnglish = choice.Label.En,
            Role = choice.Role.ToString(),
            Period = choice.Period?.ToString(),
            Total = choice.AddsUp ? "+" : choice.Total,
            IsWhole = true,
            Categories = [.. choice.Categories.Where((category, at) => at < most || doubtful.Contains((choice.Code, category.Code))).Select(category => new CategoryInput
            {
                Code = category.Code,
                To = category.To is "" ? LeftOut : category.To,
                Label = category.Label.Id,
                English = category.Label.En,
                Unit = category.Unit?.Id,
                UnitEnglish = category.Unit?.En,
                Decimals = category.Decimals,
            })],
        })];
        Fixed = [.. plan.Fixed.Select(one => new FixedInput { Dimension = one.Key, Category = one.Value })];
    }

    public static Bilingual? Both(string? indonesian, string? english) =>
        string.IsNullOrWhiteSpace(indonesian) ? null : new(indonesian.Trim(), string.IsNullOrWhiteSpace(english) ? null : english.Trim());

    /// <summary>Notes line by line, each with the English of the same line.</summary>
    public static IReadOnlyList<Note> NotesOf(string? indonesian, string? english)
    {
        var (lines, others) = ((indonesian ?? "").Split('\n', StringSplitOptions.TrimEntries), (english ?? "").Split('\n', StringSplitOptions.TrimEntries));
        return [.. lines.Select((line, at) => (line, English: at < others.Length && others[at].Length > 0 ? others[at] : null)).Where(pair => pair.line.Length > 0)
            .Select(pair => new Note(pair.line.Replace(LineEnd, "\n", StringComparison.Ordinal), pair.English?.Replace(LineEnd, "\n", StringComparison.Ordinal)))];
    }

    // A note of several lines (PX files have them) stands on one line of the form.
    private const string LineEnd = " ⏎ ";

    private static string? OneLine(string? note) => note?.Replace("\n", LineEnd, StringComparison.Ordinal);

    /// <summary>What the form says before anybody typed.</summary>
    public void Begin(UploadReview review, DateOnly today)
    {
        var (preview, item, before) = (review.Preview!, review.Item, review.Kept?.Text);
        var named = item is null || review.Kept is null
            ? (Title: preview.Title.Length > 0 ? preview.Title : item?.Title.Id ?? "", English: preview.TitleEnglish ?? item?.Title.En, Period: preview.Period.Length > 0 ? preview.Period : item?.Period ?? "")
            : UploadReviewer.Retitled(review);
        (Title, TitleEnglish, Period) = (named.Title, named.English, named.Period);
        (Unit, UnitEnglish) = before?.Unit is { } unit ? (unit.Id, unit.En) : (preview.Unit, preview.Unit is { } found ? preview.Text?.Unit?.En ?? KnownWords.English(found) : null);
        Decimals = Math.Max(preview.Decimals, before?.Decimals ?? 0);
        Subject = item?.Subject;
        (Source, SourceEnglish) = item?.Source is { } source ? (source.Id, source.En) : (preview.Source, preview.Text?.Source.En);
        IReadOnlyList<Bilingual> known = before?.Notes ?? [];
        var notes = known.Concat(preview.Notes.Where(note => known.All(other => other.Id != note)).Select((note, at) => new Bilingual(note, preview.Text?.Notes.FirstOrDefault(other => other.Id == note)?.En))).ToList();
        (Notes, NotesEnglish) = (string.Join('\n', notes.Select(note => OneLine(note.Id))), string.Join('\n', notes.Select(note => OneLine(note.En))).TrimEnd('\n'));
        NextRelease = preview.Text?.NextRelease ?? (before?.NextRelease is { } next && next > today ? next : null);
        IsProjection = before?.IsProjection ?? (preview.Title.Contains("proyeksi", StringComparison.OrdinalIgnoreCase) || (preview.Source ?? "").Contains("proyeksi", StringComparison.OrdinalIgnoreCase));
        Settle(review);
    }

    /// <summary>Fills what could not be known before everything was decided; what a person said stays.</summary>
    public void Settle(UploadReview review)
    {
        if (review.Kept is null || review.After is null)
        {
            return;
        }

        if (Mode is null && Title == review.Item!.Title.Id)
        {
            (Title, TitleEnglish, Period) = UploadReviewer.Retitled(review);
        }

        Mode ??= review.Mode;
        Kind ??= review.NewPeriods.Count > 0 || review.Changes is { Changed: 0, Removed: 0 } ? VersionKind.Release : VersionKind.Correction;
    }

    public TableWords Words(CatalogItem? item) => new()
    {
        Title = Both(Title, TitleEnglish)!,
        Unit = Both(Unit, UnitEnglish),
        Source = Both(Source, SourceEnglish)!,
        Subject = Subject!,
        Period = Period!.Trim(),
        Notes = NotesOf(Notes, NotesEnglish),
        NextRelease = NextRelease,
        IsProjection = IsProjection,
        IsSample = item?.IsSample ?? false,
        IsKeyFigure = item?.Facts.Any(fact => fact.IsKeyFigure) ?? false,
        Heading = item?.Facts.FirstOrDefault(fact => fact.IsKeyFigure)?.Heading,
        Order = item?.Facts.FirstOrDefault(fact => fact.IsKeyFigure)?.Order ?? 0,
    };

    /// <summary>What the person accepted, and why; a finding without a reason is not accepted.</summary>
    public IReadOnlyList<AcceptedFinding> Accepted(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(finding => (finding, Reason: ReasonFor(finding))).Where(pair => pair.Reason is not null).Select(pair => new AcceptedFinding(pair.finding.Kind, pair.finding.What, pair.Reason!))];

    public string? ReasonFor(Finding finding) => Findings.FirstOrDefault(input => input.Key == finding.Key)?.Reason is { } reason && !string.IsNullOrWhiteSpace(reason) ? reason.Trim() : null;
}
