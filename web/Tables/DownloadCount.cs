using DataPortal.Storage;

namespace DataPortal.Tables;

/// <summary>How often a table was taken in a format on a day: a count, nothing about persons (<em>Pelayanan Website</em>, step 4).</summary>
public sealed record DownloadCount : Document
{
    public required DateOnly Day { get; init; }
    public required string Item { get; init; }

    /// <summary>csv, xlsx, pdf …</summary>
    public required string Format { get; init; }

    public required long Count { get; init; }
}
