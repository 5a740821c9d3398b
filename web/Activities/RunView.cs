using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;

namespace DataPortal.Activities;

/// <summary>A step of a run as its page shows it.</summary>
/// <param name="Attempt">Of the run itself: the last one; null for a step per item or one not reached.</param>
/// <param name="Words">Where it stands, in words.</param>
/// <param name="Open">Open attempts of all items.</param>
public sealed record StepRow(ProcedureStep Step, Attempt? Attempt, string Words, int Open, int Late, DateTimeOffset? Due);

/// <summary>An item of a run with its last attempt at each step that is done per item.</summary>
public sealed record ItemRow(RunItem Item, IReadOnlyList<Attempt?> Cells);

/// <summary>A run laid out for reading: one pass over its attempts, whatever their number.</summary>
public sealed class RunView
{
    private readonly Dictionary<(string Step, string Item), Attempt> _last = [];

    public RunView(Run run, Procedure? procedure, DateTimeOffset now)
    {
        foreach (var attempt in run.Attempts)
        {
            _last[(attempt.Step, attempt.Item)] = attempt;
        }

        Run = run;
        var byStep = run.Attempts.ToLookup(attempt => attempt.Step);
        var lastByStep = _last.Values.ToLookup(attempt => attempt.Step);
        ItemSteps = [.. (procedure?.Steps ?? []).Where(StepWork.IsPerItem)];
        Steps = [.. (procedure?.Steps ?? []).Where(step => !step.IsCounted && (!step.IsPeriodic || byStep.Contains(step.No))).Select(step => Row(step, [.. lastByStep[step.No]], run, now))];
        // A run whose document vanished still has what was done, by the numbers of its steps.
        Bare = procedure is null ? [.. byStep.Select(group => group.Last())] : [];
    }

    public Run Run { get; }
    public IReadOnlyList<StepRow> Steps { get; }
    public IReadOnlyList<ProcedureStep> ItemSteps { get; }
    public IReadOnlyList<Attempt> Bare { get; }

    public IReadOnlyList<ItemRow> Items(int page, int size) =>
        [.. Run.Items.Skip((page - 1) * size).Take(size).Select(item => new ItemRow(item, [.. ItemSteps.Select(step => _last.GetValueOrDefault((step.No, item.Key)))]))];

    private static StepRow Row(ProcedureStep step, IReadOnlyList<Attempt> attempts, Run run, DateTimeOffset now)
    {
        var open = attempts.Where(attempt => attempt.IsOpen).ToList();
        var late = open.Count(attempt => attempt.IsLate(now));
        var due = open.Min(attempt => attempt.Limit);
        if (!StepWork.IsPerItem(step))
        {
            var last = attempts.Count > 0 ? attempts[^1] : null;
            return new(step, last, last is null ? "belum sampai" : RunWords.Beside(last), open.Count, late, due);
        }

        var words = attempts.Count == 0
            ? run.Items.Count == 0 ? "belum ada butir" : "belum sampai"
            : string.Join(", ", attempts.GroupBy(attempt => attempt.State).OrderBy(group => group.Key).Select(group => $"{Show.Number(group.Count())} {RunWords.State(group.Key)}")) + $", dari {Show.Number(run.Items.Count)} butir";
        return new(step, null, words, open.Count, late, due);
    }
}
