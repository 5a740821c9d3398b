using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Something a person should look at, where it is, and what to do.</summary>
/// <param name="Row">As the person's program numbers it; null for the sheet as a whole.</param>
/// <param name="Column">From 0; null for the row as a whole.</param>
public sealed record ImportIssue(string? Sheet, int? Row, int? Column, string What, string Remedy)
{
    /// <summary>Lembar Data, baris 7, kolom C</summary>
    public string Place => string.Join(", ", new[]
    {
        Sheet is null ? null : $"lembar {Sheet}",
        Row is null ? null : $"baris {Row}",
        Column is null ? null : $"kolom {Import.Sheet.ColumnName(Column.Value)}",
    }.Where(part => part is not null));
}

public enum SheetForm
{
    /// <summary>One figure a row.</summary>
    Listed,

    /// <summary>Headings across, labels down.</summary>
    CrossTab,
}

/// <summary>How the figures of a column were read.</summary>
/// <param name="Guessed">Nothing in the column settles it: <c>1.234</c> alone may be a thousand or one and a bit. A person should look.</param>
public sealed record ColumnReading(int Column, string Heading, DecimalMark Mark, bool Guessed, string? Example);

/// <summary>Whether the parts of a dimension make its total.</summary>
/// <param name="Compared">How many totals could be compared; 0 when none.</param>
/// <param name="Off">Those that do not add up, the first twenty in words.</param>
public sealed record TotalsCheck(string Dimension, string Total, int Compared, int OffCount, IReadOnlyList<string> Off)
{
    /// <summary>More often off than not: an average, a rate or an index rather than a sum.</summary>
    public bool IsNoSum => Compared > 0 && OffCount * 2 > Compared;
}

/// <summary>How a person wants a file read, where the importer's own choice is not theirs.</summary>
public sealed record ImportChoice(string? Sheet = null, DecimalMark? Mark = null)
{
    /// <summary>How many rows of headings stand over the figures; null as found.</summary>
    public int? HeaderRows { get; init; }

    /// <summary>True: several rows of headings are one dimension, whatever they look like.</summary>
    public bool JoinHeader { get; init; }

    /// <summary>What columns are for, by <see cref="ColumnRead.Key"/>: found again wherever the column moved.</summary>
    public IReadOnlyDictionary<string, ColumnUse> Uses { get; init; } = new Dictionary<string, ColumnUse>();
}

public enum ColumnUse
{
    Ignored,

    /// <summary>Codes of the labels beside it.</summary>
    Code,
    Label,
    Value,

    /// <summary>English of the labels, to the right of the figures, as BPS prints them.</summary>
    English,
}

/// <summary>One column of a file as it was understood.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Key">Its headings without what typing changes; of several alike, with the number among them.</param>
/// <param name="Example">What stands in it first.</param>
public sealed record ColumnRead(int Column, string Key, string Heading, string Example, ColumnUse Use);

/// <summary>What was understood of a file. Nothing is published from it before a person agreed.</summary>
public sealed record TablePreview
{
    public required string FileName { get; init; }
    public IReadOnlyList<string> Sheets { get; init; } = [];
    public string? Sheet { get; init; }
    public SheetForm Form { get; init; }
    public string Title { get; init; } = "";
    public string? TitleEnglish { get; init; }
    public string? Unit { get; init; }
    public string? Source { get; init; }
    public IReadOnlyList<string> Notes { get; init; } = [];
    public string Period { get; init; } = "";
    public int Decimals { get; init; }

    /// <summary>What a file that describes itself (PX, JSON-stat) says beside what people are asked about: own symbols, contact, kept keywords. Null for a spreadsheet.</summary>
    public TableText? Text { get; init; }

    /// <summary>True for a file that describes itself, sound or not: nothing in it is mended in a spreadsheet program.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>Null when there are errors.</summary>
    public Cube? Cube { get; init; }

    /// <summary>The columns of a spreadsheet, and how many rows of headings stand over them; none for a file that describes itself.</summary>
    public IReadOnlyList<ColumnRead> Layout { get; init; } = [];
    public int HeaderRows { get; init; }

    /// <summary>Codes of the dimensions that run down and across in the file.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];
    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyDictionary<CellStatus, int> Symbols { get; init; } = new Dictionary<CellStatus, int>();
    public IReadOnlyList<ColumnReading> Readings { get; init; } = [];
    public IReadOnlyList<TotalsCheck> Totals { get; init; } = [];
    public IReadOnlyList<ImportIssue> Warnings { get; init; } = [];

    /// <summary>At most <see cref="TableImport.MostErrors"/>; <see cref="ErrorCount"/> says how many there are.</summary>
    public IReadOnlyList<ImportIssue> Errors { get; init; } = [];
    public int ErrorCount { get; init; }
}
