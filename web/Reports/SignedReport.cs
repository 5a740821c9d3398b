using DataPortal.Storage;

namespace DataPortal.Reports;

/// <summary>Who signed or received, as printed.</summary>
public sealed record Signature(string StaffId, string Name, string? Nip, string Title, DateTimeOffset At);

/// <summary>
/// One edition of a month's 16-1 and 16-2, signed off (<i>Pelayanan Website</i>, step 8). What was signed is a file named by its hash and never changes;
/// a later correction is another edition beside it.
/// </summary>
public sealed record SignedReport : Document
{
    /// <summary><c>2026-10</c></summary>
    public required string Month { get; init; }

    /// <summary>From 1.</summary>
    public required int Edition { get; init; }

    /// <summary>The frozen <see cref="Snapshot"/> as JSON.</summary>
    public required FileReference Content { get; init; }
    public required int Lines { get; init; }
    public required Balance Total { get; init; }

    /// <summary>Number of the letter, as the office numbers them; may be empty.</summary>
    public string? LetterNumber { get; init; }

    /// <summary>What was corrected; for editions after the first.</summary>
    public string? Reason { get; init; }
    public required Signature SignedBy { get; init; }

    /// <summary>By the head of division: ends step 8.</summary>
    public Signature? ReceivedBy { get; init; }

    public static string IdOf(ReportMonth month, int edition) => $"{month}.{edition}";
}

/// <summary>Everything a month's reports are made of: live, or frozen by a signature.</summary>
public sealed record Snapshot(string Month, IReadOnlyList<RegisterLine> Lines, IReadOnlyList<SnapshotStep> Steps);

public sealed record SnapshotStep(string No, string Activity, string Standard);
