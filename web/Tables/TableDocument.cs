using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using DataPortal.Tables.Versions;

namespace DataPortal.Tables;

public enum VersionKind
{
    /// <summary>New figures (<i>rilis</i>).</summary>
    Release,

    /// <summary>Figures that were wrong are put right (<i>perbaikan</i>).</summary>
    Correction,
}

/// <summary>Something the checks found and a person judged to be right.</summary>
/// <param name="Reason">In that person's words.</param>
public sealed record AcceptedFinding(FindingKind Kind, string What, string Reason);

/// <summary>One version of a table's figures. Versions are added, never changed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cube">The checked cube file (<see cref="CubeFile"/>).</param>
/// <param name="Original">What was uploaded, as it came.</param>
/// <param name="Why">What this version changed, for the next reader; null for the first.</param>
public sealed record TableVersion(
    int Number, FileReference Cube, FileReference? Original, DateTimeOffset At, string By, int Cells, string? Why = null)
{
    public VersionKind Kind { get; init; }

    public string? WhyEnglish { get; init; }

    public IReadOnlyList<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>Of an earlier version: visitors saw it, so it may still be read. What a draft held before it was published never was.</summary>
    public bool WasPublic { get; init; }

    /// <summary>Of an earlier version: the office took it out of sight, for it held what must not be read.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What changed, in both languages.</summary>
    public Bilingual? Reason => Why is null ? null : new(Why, WhyEnglish);
}

/// <summary>New figures that are kept and seen by nobody outside the office until their moment.</summary>
/// <param name="At">When the portal shows them.</param>
/// <param name="Incoming">What the file held: laid over again when the figures it was laid over change before its moment.</param>
public sealed record WaitingVersion(DateTimeOffset At, TableVersion Version, FileReference Incoming, UpdateMode Mode, TableText Text, TableWords Words)
{
    /// <summary>The table's words when this was scheduled, to tell what the person changed; null while it does not wait.</summary>
    public TableWords? Found { get; init; }

    /// <summary>Digits after the decimal mark the table had then.</summary>
    public int FoundDecimals { get; init; }

    public IReadOnlyList<string> Rows { get; init; } = [];
    public IReadOnlyList<string> Columns { get; init; } = [];
    public TableMapping? Mapping { get; init; }
}

/// <summary>A statistical table: same identifier as its catalogue item. Its figures lie in the file store, its words here.</summary>
public sealed record TableDocument : Document
{
    public required TableText Text { get; init; }

    /// <summary>The version visitors see.</summary>
    public required TableVersion Current { get; init; }

    /// <summary>Older versions, newest first.</summary>
    public IReadOnlyList<TableVersion> Earlier { get; init; } = [];

    /// <summary>New figures under embargo: read by staff pages and by nothing else.</summary>
    public WaitingVersion? Waiting { get; init; }

    /// <summary>How the office's files for this table are read: what last year taught.</summary>
    public TableMapping? Mapping { get; init; }

    /// <summary>Codes of the dimensions that run down unless the address says otherwise, outermost first.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Codes of the dimensions that run across unless the address says otherwise, outermost first.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>A table's document and its figures, read and checked.</summary>
public sealed record StoredTable(TableDocument Document, Cube Cube)
{
    public string Id => Document.Id;

    public TableText Text => Document.Text;
}
