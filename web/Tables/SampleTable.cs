using System.Globalization;
using DataPortal.Shared;
using DataPortal.Tables.Import;

namespace DataPortal.Tables;

/// <summary>The <c>.yml</c> beside a sample table's figures. Texts in both languages are written <c>Indonesia | English</c>.</summary>
internal sealed class SampleTable
{
    public string Title { get; set; } = "";
    public string? TitleEn { get; set; }
    public string? Summary { get; set; }
    public string? SummaryEn { get; set; }
    public string? Contents { get; set; }
    public string? Unit { get; set; }
    public string? UnitEn { get; set; }
    public string Source { get; set; } = "";
    public string? SourceEn { get; set; }
    public string Subject { get; set; } = "";
    public string? Region { get; set; }
    public string? Period { get; set; }
    public string? ReferencePeriod { get; set; }

    /// <summary>yyyy-MM-dd</summary>
    public string? NextRelease { get; set; }
    public string? Contact { get; set; }
    public bool Projection { get; set; }

    /// <summary>Made up to show the product; only the real ones say false.</summary>
    public bool Sample { get; set; } = true;
    public bool KeyFigure { get; set; }
    public string? Heading { get; set; }
    public string? HeadingEn { get; set; }
    public int Order { get; set; }
    public List<string> Tags { get; set; } = [];

    /// <summary>Codes of the dimensions that run down and across, where the file's own layout is not what a visitor should see first.</summary>
    public List<string>? Rows { get; set; }
    public List<string>? Columns { get; set; }

    /// <summary>Numbered from 1, after those the file itself holds.</summary>
    public List<string> Notes { get; set; } = [];

    /// <summary>Numbers of <see cref="Notes"/> that are always shown.</summary>
    public List<int> Mandatory { get; set; } = [];

    /// <summary>By number of <see cref="Notes"/>: the cells it is about, category code by dimension code.</summary>
    public Dictionary<int, Dictionary<string, string>> CellNotes { get; set; } = [];

    public List<SampleSymbol> Symbols { get; set; } = [];

    /// <summary>By dimension code.</summary>
    public Dictionary<string, SampleDimension> Dimensions { get; set; } = [];

    /// <summary>The figures with what a person would have said of their dimensions and cells.</summary>
    /// <exception cref="KeyNotFoundException">It names a dimension or category the figures have not.</exception>
    public TablePreview Refine(TablePreview preview)
    {
        var cube = preview.Cube!;
        foreach (var code in Dimensions.Keys.Where(code => cube.Dimensions.All(dimension => dimension.Code != code)))
        {
            throw new KeyNotFoundException($"there is no dimension {code}, only {string.Join(", ", cube.Dimensions.Select(dimension => dimension.Code))}.");
        }

        cube = cube with { Dimensions = [.. cube.Dimensions.Select(dimension => (Dimensions.GetValueOrDefault(dimension.Code) ?? new()).Apply(dimension, preview.Notes.Count))] };
        for (var at = 0; at < Symbols.Count; at++)
        {
            foreach (var cell in Symbols[at].Cells)
            {
                cube.Status[Cell(cube, cell)] = CellStatus.Own1 + (byte)at;
            }
        }

        return preview with { Cube = cube, Rows = Rows ?? preview.Rows, Columns = Columns ?? preview.Columns };
    }

    public TableWords Words(TablePreview preview) => new()
    {
        Title = new(Title, TitleEn),
        Summary = Summary is null ? null : new(Summary, SummaryEn),
        Contents = Both(Contents),
        Unit = Unit is { } unit ? new(unit, UnitEn ?? KnownWords.English(unit)) : preview.Unit is { } found ? KnownWords.Both(found) : null,
        Source = new(Source, SourceEn),
        Subject = Subject,
        Region = Region,
        Period = Period ?? preview.Period,
        ReferencePeriod = Both(ReferencePeriod),
        NextRelease = NextRelease is null ? null : DateOnly.Parse(NextRelease, CultureInfo.InvariantCulture),
        Contact = Contact,
        IsProjection = Projection,
        IsSample = Sample,
        IsKeyFigure = KeyFigure,
        Heading = Heading is null ? null : new(Heading, HeadingEn),
        Order = Order,
        Tags = Tags,
        Notes = [.. preview.Notes.Select(note => new Note(note)), .. Notes.Select((note, at) => (Text: Both(note)!, Number: at + 1)).Select(note => new Note(note.Text.Id, note.Text.En, Mandatory.Contains(note.Number)) { Cells = CellNotes.GetValueOrDefault(note.Number) })],
        OwnSymbols = [.. Symbols.Select(symbol => new OwnSymbol(symbol.Mark, Both(symbol.Meaning)!))],
    };

    internal static Bilingual? Both(string? text) => text?.Split('|', 2, StringSplitOptions.TrimEntries) is [var first, .. var rest] ? new(first, rest.Length > 0 ? rest[0] : KnownWords.English(first)) : null;

    private static int Cell(Cube cube, Dictionary<string, string> named)
    {
        var (at, strides) = (0, cube.Strides());
        for (var d = 0; d < strides.Length; d++)
        {
            var dimension = cube.Dimensions[d];
            var category = named.TryGetValue(dimension.Code, out var code) ? dimension.IndexOf(code) : dimension.Categories.Count == 1 ? 0 : -1;
            at += category < 0 ? throw new KeyNotFoundException($"a cell of {dimension.Code} names {code ?? "nothing"}, which is no category.") : category * strides[d];
        }

        return at;
    }
}

internal sealed class SampleSymbol
{
    public string Mark { get; set; } = "";
    public string Meaning { get; set; } = "";

    /// <summary>Category code by dimension code.</summary>
    public List<Dictionary<string, string>> Cells { get; set; } = [];
}

internal sealed class SampleDimension
{
    public string? Label { get; set; }
    public DimensionRole? Role { get; set; }
    public PeriodType? Period { get; set; }

    /// <summary>Code of the category that stands for the whole, or <c>sum</c>. Where it is silent, the only total does.</summary>
    public string? Elimination { get; set; }
    public List<string> Levels { get; set; } = [];
    public string? Domain { get; set; }

    /// <summary>Numbers of the table's notes.</summary>
    public List<int>? Notes { get; set; }

    /// <summary>By category code.</summary>
    public Dictionary<string, SampleCategory> Categories { get; set; } = [];
    public List<SampleGrouping> Groupings { get; set; } = [];

    /// <param name="notesBefore">Notes the file itself holds: those of the description are numbered after them.</param>
    public Dimension Apply(Dimension dimension, int notesBefore)
    {
        foreach (var code in Categories.Keys.Where(code => dimension.IndexOf(code) < 0))
        {
            throw new KeyNotFoundException($"{dimension.Code} has no category {code}, only {string.Join(", ", dimension.Categories.Take(30).Select(category => category.Code))}.");
        }

        List<Category> categories = [.. dimension.Categories.Select(category =>
        {
            var said = Categories.GetValueOrDefault(category.Code)?.Apply(category, notesBefore) ?? category;
            return Period is null || Periods.Of(category) is not { } moment ? said : said with { Code = Coded(moment) };
        })];
        var totals = categories.Where(category => category.IsTotal).ToList();
        return dimension with
        {
            Label = SampleTable.Both(Label) ?? dimension.Label,
            Role = Role ?? dimension.Role,
            Period = Period ?? dimension.Period,
            Elimination = Elimination switch { "sum" => new(null), { } code => new(code), null => totals is [var only] ? new(only.Code) : dimension.Elimination },
            Levels = [.. Levels.Select(level => SampleTable.Both(level)!)],
            Domain = Domain ?? dimension.Domain,
            Notes = Notes is null ? dimension.Notes : [.. Notes.Select(note => note + notesBefore)],
            Categories = categories,
            Groupings = [.. Groupings.Select(grouping => new Grouping(grouping.Code, SampleTable.Both(grouping.Label)!, GroupingKind.Aggregation, [.. grouping.Groups.Select(group => new Group(group.Code, SampleTable.Both(group.Label)!, group.Members))]))],
        };
    }

    // As PxWeb writes moments: 2026M01, 2026Q1, 2026H1.
    private static string Coded(Periods.Moment moment) => moment.Type switch
    {
        PeriodType.Month => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}M{moment.Part:00}"),
        PeriodType.Quarter => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}Q{moment.Part}"),
        PeriodType.Semester => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}H{moment.Part}"),
        _ => moment.Year.ToString(CultureInfo.InvariantCulture),
    };
}

internal sealed class SampleCategory
{
    public string? Label { get; set; }
    public string? Unit { get; set; }
    public int? Decimals { get; set; }
    public bool? Total { get; set; }
    public string? Parent { get; set; }
    public int? Level { get; set; }
    public List<int>? Notes { get; set; }
    public string? ReferencePeriod { get; set; }
    public string? BasePeriod { get; set; }
    public MeasureNature? Nature { get; set; }

    public Category Apply(Category category, int notesBefore) => category with
    {
        Label = SampleTable.Both(Label) ?? category.Label,
        Unit = SampleTable.Both(Unit) ?? category.Unit,
        Decimals = Decimals ?? category.Decimals,
        IsTotal = Total ?? category.IsTotal,
        Parent = Parent ?? category.Parent,
        Level = Level ?? category.Level,
        Notes = Notes is null ? category.Notes : [.. Notes.Select(note => note + notesBefore)],
        ReferencePeriod = SampleTable.Both(ReferencePeriod) ?? category.ReferencePeriod,
        BasePeriod = SampleTable.Both(BasePeriod) ?? category.BasePeriod,
        Nature = Nature ?? category.Nature,
    };
}

internal sealed class SampleGrouping
{
    public string Code { get; set; } = "";
    public string Label { get; set; } = "";
    public List<SampleGroup> Groups { get; set; } = [];
}

internal sealed class SampleGroup
{
    public string Code { get; set; } = "";
    public string Label { get; set; } = "";
    public List<string> Members { get; set; } = [];
}
