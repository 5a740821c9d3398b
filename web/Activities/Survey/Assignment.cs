using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>
/// One officer collecting from one target (seed 000, steps 4 and 5): what was handed in, what was found, what was done about it.
/// Where it stands is the run's to say (<see cref="AssignmentStates"/>). Its identifier is <c>{run}.{item}</c>.
/// </summary>
public sealed record Assignment : Document
{
    public required string Run { get; init; }
    public required string Item { get; init; }

    /// <summary>The title of the run, for lists that cross runs.</summary>
    public required string RunTitle { get; init; }
    public required string TargetKey { get; init; }
    public required string Target { get; init; }
    public TargetKind Kind { get; init; }

    /// <summary>The code of the target's kecamatan; null when it has none.</summary>
    public string? Kecamatan { get; init; }
    public required string OfficerId { get; init; }
    public required string Officer { get; init; }

    /// <summary>From the opening of that day.</summary>
    public DateOnly From { get; init; }

    /// <summary>To the closing of that day.</summary>
    public DateOnly Due { get; init; }

    /// <summary>The date set first: it stays for reports when the due date is moved.</summary>
    public DateOnly FirstDue { get; init; }
    public int PlannedUnits { get; init; }

    /// <summary>Days of work of one person.</summary>
    public decimal Load { get; init; }

    /// <summary>One for each attempt at the collection, in order.</summary>
    public IReadOnlyList<HandIn> HandIns { get; init; } = [];

    /// <summary>One for each attempt at the check, in order.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>Numbered from 1 through all checks.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The officer gave it back and nobody has it yet; null else.</summary>
    public Said? GivenBack { get; init; }

    /// <summary>The officer says nothing can be obtained there, and Kasie JRS has not settled it; null else.</summary>
    public Said? Refused { get; init; }

    /// <summary>What the officer said that Kasie JRS has to decide on: given back, or nothing can be obtained; null: nothing.</summary>
    [JsonIgnore]
    public Said? ToDecide => GivenBack ?? Refused;

    /// <summary>What happened to it beside its steps, oldest first.</summary>
    public IReadOnlyList<AssignmentChange> History { get; init; } = [];

    /// <summary>When something was handed in last.</summary>
    [JsonIgnore]
    public DateTimeOffset? HandedInAt => HandIns is [.., var last] ? last.At : null;

    /// <summary>Units of the last hand-in.</summary>
    [JsonIgnore]
    public int Obtained => HandIns is [.., var last] ? last.Obtained : 0;

    [JsonIgnore]
    public IReadOnlyList<NonResponse> NonResponses => HandIns is [.., var last] ? last.NonResponses : [];

    /// <summary>Findings the officer still has to answer.</summary>
    [JsonIgnore]
    public IEnumerable<Finding> ToAnswer => Findings.Where(finding => finding.State is FindingState.Open or FindingState.Reopened);

    /// <summary>Findings the officer answered and the checker has not looked at.</summary>
    [JsonIgnore]
    public IEnumerable<Finding> ToConfirm => Findings.Where(finding => finding.State == FindingState.Answered);

    [JsonIgnore]
    public bool WasRepaired => HandIns.Count > 1;

    /// <summary>Everybody who ever had it or handed something in for it.</summary>
    [JsonIgnore]
    public IEnumerable<string> Officers => HandIns.Select(handIn => handIn.ById).Concat(History.Select(change => change.FromOfficerId).OfType<string>()).Append(OfficerId).Distinct(StringComparer.Ordinal);
}

/// <summary>A hand-in (<i>serahan</i>): file or link, units, and why others were not obtained.</summary>
/// <param name="Attempt">The attempt at the collection step, from 1.</param>
/// <param name="Obtained">Units of those planned.</param>
public sealed record HandIn(
    int Attempt, DateTimeOffset At, string ById, string By, IReadOnlyList<FileReference> Files, string? Link, int Obtained, IReadOnlyList<NonResponse> NonResponses, string? Note);

public sealed record NonResponse(NonResponseReason Reason, int Units);

/// <summary>Why a unit was not obtained.</summary>
public enum NonResponseReason
{
    /// <summary><i>Menolak</i></summary>
    Refused,

    /// <summary><i>Tidak dapat ditemui</i></summary>
    NotMet,

    /// <summary><i>Tutup atau pindah</i></summary>
    Gone,

    /// <summary><i>Data belum ada</i></summary>
    NoData,

    /// <summary><i>Bukan cakupan</i></summary>
    OutOfScope,

    /// <summary><i>Lainnya</i></summary>
    Other,
}

/// <summary>A decision of the check (step 5).</summary>
/// <param name="Attempt">The attempt at the check step, from 1.</param>
/// <param name="Repair">True: back to the officer; false: accepted.</param>
/// <param name="RepairDue">By when, when it went back.</param>
public sealed record Check(int Attempt, DateTimeOffset At, string ById, string By, bool Repair, DateTimeOffset? RepairDue, string? Note);

/// <summary>One thing to be repaired.</summary>
public sealed record Finding
{
    public required int No { get; init; }

    /// <summary>The attempt at the check that found it, from 1.</summary>
    public required int Attempt { get; init; }
    public required string What { get; init; }
    public required string Where { get; init; }
    public required string ToDo { get; init; }

    /// <summary>Of <see cref="Procedures.Runs.FindingKinds"/>; null when none was chosen.</summary>
    public string? Kind { get; init; }
    public FindingState State { get; init; }

    /// <summary>What was said about it since, oldest first: the officer's answers and the checker's verdicts.</summary>
    public IReadOnlyList<FindingStep> Steps { get; init; } = [];
}

public sealed record FindingStep(DateTimeOffset At, string By, FindingState State, string? Text);

public enum FindingState
{
    Open,

    /// <summary>Closed by the officer, not confirmed yet.</summary>
    Answered,

    /// <summary>Confirmed by the checker.</summary>
    Confirmed,

    /// <summary>Opened again by the checker.</summary>
    Reopened,
}

/// <summary>Something said about an assignment, with its reason.</summary>
public sealed record Said(DateTimeOffset At, string ById, string By, string Reason);

public enum AssignmentChangeKind
{
    /// <summary><i>Dialihkan</i></summary>
    HandedOver,

    /// <summary><i>Dikembalikan petugas</i></summary>
    GivenBack,

    /// <summary><i>Tenggat digeser</i></summary>
    Moved,

    /// <summary>Reported as not to be obtained.</summary>
    Refused,

    /// <summary>The report of the officer was not agreed to.</summary>
    GoOn,

    /// <summary><i>Tidak diperoleh</i></summary>
    NotObtained,

    /// <summary><i>Batal</i></summary>
    Cancelled,
}

/// <param name="FromOfficerId">Who had it before, when it was handed over or given back.</param>
public sealed record AssignmentChange(AssignmentChangeKind Kind, DateTimeOffset At, string By, string Text, string? Reason, string? FromOfficerId = null);
