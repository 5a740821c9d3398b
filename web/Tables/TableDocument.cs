using DataPortal.Storage;

namespace DataPortal.Tables;

/// <summary>One version of a table's figures. Versions are added, never changed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cube">The checked cube file (<see cref="CubeFile"/>).</param>
/// <param name="Original">What was uploaded, as it came.</param>
/// <param name="Why">What this version changed, for the next reader; null for the first.</param>
public sealed record TableVersion(
    int Number, FileReference Cube, FileReference? Original, DateTimeOffset At, string By, int Cells, string? Why = null);

/// <summary>A statistical table: same identifier as its catalogue item. Its figures lie in the file store, its words here.</summary>
public sealed record TableDocument : Document
{
    public required TableText Text { get; init; }

    /// <summary>The version visitors see.</summary>
    public required TableVersion Current { get; init; }

    /// <summary>Older versions, newest first.</summary>
    public IReadOnlyList<TableVersion> Earlier { get; init; } = [];

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
