using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Survey;

/// <summary>The states of an assignment (procedures.md §4.3).</summary>
public enum AssignmentState
{
    /// <summary><i>Direncanakan</i>: waits for its date, its officer's briefing, or for the run to come to it.</summary>
    Planned,

    /// <summary><i>Siap</i></summary>
    Ready,

    /// <summary><i>Dikerjakan</i></summary>
    Started,

    /// <summary><i>Diserahkan</i></summary>
    HandedIn,

    /// <summary><i>Diperiksa</i></summary>
    Checking,

    /// <summary><i>Dikembalikan</i>: sent back for repair, not begun again.</summary>
    Returned,

    /// <summary><i>Diterima</i></summary>
    Accepted,

    /// <summary><i>Dialihkan</i>: to another officer; only whoever had it before sees it so.</summary>
    HandedOver,

    /// <summary><i>Dikembalikan petugas</i>: has no officer until Kasie JRS gives it to another.</summary>
    GivenBack,

    /// <summary><i>Dilaporkan tidak diperoleh</i>: the officer says so, and Kasie JRS has not decided.</summary>
    Reported,

    /// <summary><i>Tidak diperoleh</i></summary>
    NotObtained,

    /// <summary><i>Batal</i></summary>
    Cancelled,
}

/// <summary>Where assignments stand: what the run's item and attempts say, in the words of the procedure's notes.</summary>
public static class AssignmentStates
{
    /// <summary>How an item is settled that could not be obtained.</summary>
    public const string NotObtained = "tidak diperoleh";

    /// <summary>How an item is settled that is no longer wanted.</summary>
    public const string Cancelled = "batal";

    /// <summary>In the order of their way; side exits last.</summary>
    public static IReadOnlyList<AssignmentState> All { get; } =
    [
        AssignmentState.Planned, AssignmentState.Ready, AssignmentState.Started, AssignmentState.HandedIn, AssignmentState.Checking, AssignmentState.Returned, AssignmentState.Accepted,
        AssignmentState.GivenBack, AssignmentState.Reported, AssignmentState.NotObtained, AssignmentState.Cancelled, AssignmentState.HandedOver,
    ];

    public static AssignmentState Of(Run run, SurveySteps steps, Assignment assignment) =>
        Of(run.State, run.FindItem(assignment.Item), run.LastAttempt(steps.Collection!.No, assignment.Item), run.LastAttempt(steps.Check!.No, assignment.Item), assignment);

    /// <param name="collection">The last attempt at the collection, or null.</param>
    /// <param name="check">The last attempt at the check, or null.</param>
    public static AssignmentState Of(RunState run, RunItem? item, Attempt? collection, Attempt? check, Assignment assignment) =>
        item is { State: ItemState.Settled, Outcome: NotObtained } ? AssignmentState.NotObtained
        : item is null or { State: ItemState.Settled } ? AssignmentState.Cancelled
        : item.State == ItemState.Ended ? AssignmentState.Accepted
        : run == RunState.Cancelled ? AssignmentState.Cancelled
        : check is { IsOpen: true } ? (check.State == AttemptState.Ready ? AssignmentState.HandedIn : AssignmentState.Checking)
        : assignment.GivenBack is not null ? AssignmentState.GivenBack
        : assignment.Refused is not null && collection is { IsOpen: true } ? AssignmentState.Reported
        : collection is null or { State: AttemptState.Waiting } ? AssignmentState.Planned
        : collection.State == AttemptState.Ready ? (collection.Number > 1 && assignment.Checks is [.., { Repair: true }] ? AssignmentState.Returned : AssignmentState.Ready)
        : collection.IsOpen ? AssignmentState.Started
        : AssignmentState.HandedIn;

    /// <summary>Of all assignments of a run at once.</summary>
    public static IReadOnlyDictionary<string, AssignmentState> OfAll(Run run, SurveySteps steps, IEnumerable<Assignment> assignments)
    {
        var items = run.Items.ToDictionary(item => item.Key, StringComparer.Ordinal);
        Dictionary<(string, string), Attempt> last = [];
        foreach (var attempt in run.Attempts)
        {
            last[(attempt.Step, attempt.Item)] = attempt;
        }

        return assignments.ToDictionary(
            assignment => assignment.Item,
            assignment => Of(
                run.State, items.GetValueOrDefault(assignment.Item), last.GetValueOrDefault((steps.Collection!.No, assignment.Item)), last.GetValueOrDefault((steps.Check!.No, assignment.Item)), assignment),
            StringComparer.Ordinal);
    }

    public static bool IsSettled(this AssignmentState state) => state is AssignmentState.Accepted or AssignmentState.NotObtained or AssignmentState.Cancelled;

    public static string Words(this AssignmentState state) => state switch
    {
        AssignmentState.Planned => "direncanakan",
        AssignmentState.Ready => "siap",
        AssignmentState.Started => "dikerjakan",
        AssignmentState.HandedIn => "diserahkan",
        AssignmentState.Checking => "diperiksa",
        AssignmentState.Returned => "dikembalikan",
        AssignmentState.Accepted => "diterima",
        AssignmentState.HandedOver => "dialihkan",
        AssignmentState.GivenBack => "dikembalikan petugas",
        AssignmentState.Reported => "dilaporkan tidak diperoleh",
        AssignmentState.NotObtained => "tidak diperoleh",
        AssignmentState.Cancelled => "batal",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The class of its badge.</summary>
    public static string Badge(this AssignmentState state) => state switch
    {
        AssignmentState.Planned or AssignmentState.HandedOver or AssignmentState.Cancelled => "badge",
        AssignmentState.Ready or AssignmentState.Started => "badge badge-info",
        AssignmentState.HandedIn or AssignmentState.Checking or AssignmentState.GivenBack or AssignmentState.Reported => "badge badge-warn",
        AssignmentState.Returned or AssignmentState.NotObtained => "badge badge-bad",
        AssignmentState.Accepted => "badge badge-ok",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Words(this NonResponseReason reason) => reason switch
    {
        NonResponseReason.Refused => "Menolak",
        NonResponseReason.NotMet => "Tidak dapat ditemui",
        NonResponseReason.Gone => "Tutup atau pindah",
        NonResponseReason.NoData => "Data belum ada",
        NonResponseReason.OutOfScope => "Bukan cakupan",
        NonResponseReason.Other => "Lainnya",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Words(this FindingState state) => state switch
    {
        FindingState.Open => "perlu diperbaiki",
        FindingState.Answered => "sudah dijawab petugas",
        FindingState.Confirmed => "beres",
        FindingState.Reopened => "dibuka lagi",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
