using DataPortal.Storage;

namespace DataPortal.Tables;

/// <summary>A file somebody uploaded and has not yet made a table of. Kept, so that a closed browser loses nothing.</summary>
public sealed record TableUpload : Document
{
    public required FileReference File { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The table whose figures this file replaces; null for a new table.</summary>
    public string? Replaces { get; init; }

    /// <summary>What was typed about it and not yet saved, as the form keeps it.</summary>
    public string? Draft { get; init; }
}
