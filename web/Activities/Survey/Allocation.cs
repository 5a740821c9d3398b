using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>Officer × target × dates × load (seed 000, step 2): a draft until the Kabid saves it, in force when Kasie JRS has taken it. Its identifier is the run's.</summary>
public sealed record Allocation : Document
{
    public IReadOnlyList<AllocationRow> Rows { get; init; } = [];

    /// <summary>When and by whom it was saved: the end of the Kabid's work (§4.3).</summary>
    public DateTimeOffset? SavedAt { get; init; }
    public string? SavedBy { get; init; }

    /// <summary>Why it was saved in spite of its warnings, and which they were.</summary>
    public string? Reason { get; init; }
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Who is asked to take it; once taken, who took it.</summary>
    public string? LeadId { get; init; }
    public string? Lead { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public string? AcceptedBy { get; init; }

    /// <summary>Kasie JRS wants it changed, and it was not saved since; null else.</summary>
    public Said? Returned { get; init; }

    /// <summary>The time from saving to <i>terima</i>: shown apart, not judged.</summary>
    [JsonIgnore]
    public TimeSpan? UntilAccepted => AcceptedAt - SavedAt;
}

/// <summary>One assignment to be.</summary>
/// <param name="Key">The item of the run it becomes.</param>
/// <param name="Target">The target's key.</param>
/// <param name="OfficerId">Null: nobody yet.</param>
/// <param name="Load">Days of work of one person (<i>hari orang</i>).</param>
public sealed record AllocationRow(string Key, string Target, string? OfficerId, string? Officer, DateOnly? From, DateOnly? Due, int Units, decimal Load);

/// <summary>Days on which somebody is not there: leave, illness, a journey.</summary>
public sealed record Absence : Document
{
    public required string StaffId { get; init; }
    public required string Name { get; init; }
    public DateOnly From { get; init; }

    /// <summary>The last day away.</summary>
    public DateOnly To { get; init; }

    /// <summary>In words: <i>cuti tahunan</i>, <i>sakit</i>, <i>dinas luar</i>.</summary>
    public required string Kind { get; init; }
    public string? AddedBy { get; init; }

    public bool Overlaps(DateOnly from, DateOnly to) => From <= to && from <= To;
}
