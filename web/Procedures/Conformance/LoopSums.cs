using System.Runtime.InteropServices;
using DataPortal.Procedures.Runs;

namespace DataPortal.Procedures.Conformance;

/// <summary>
/// Rework and first-pass yield of one decision (procedures.md §10). An item belongs to the period of its first decision. Where the target of the loop is done
/// per another thing than the decision, its own items count, from the first time one came to its end.
/// </summary>
internal sealed class LoopSums(StepMap.Loop loop)
{
    private readonly Dictionary<int, (long At, bool Back)> _decided = [];
    private readonly Dictionary<int, (long At, int Attempts)> _target = [];
    private int _decidedCount;
    private int _firstPass;
    private int _reached;
    private int _reworked;

    public void Count(EventTally tally, in RunRow run, (long From, long To) period)
    {
        var (decision, target) = (tally.FindStep(loop.Decision.No), tally.FindStep(loop.Target.No));
        if (decision < 0)
        {
            return;
        }

        _decided.Clear();
        _target.Clear();
        var attempts = tally.Attempts;
        for (var at = run.First; at >= 0; at = attempts[at].Next)
        {
            ref readonly var attempt = ref attempts[at];
            if (attempt.Step == decision && attempt.State == AttemptState.Done)
            {
                ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_decided, attempt.Item, out var known);
                if (!known || attempt.Ended < first.At)
                {
                    first = (attempt.Ended, loop.Back.Contains(tally.Word(attempt.Outcome)));
                }
            }

            if (attempt.Step == target)
            {
                ref var done = ref CollectionsMarshal.GetValueRefOrAddDefault(_target, attempt.Item, out _);
                done.Attempts++;
                done.At = attempt.State == AttemptState.Done && (done.At == 0 || attempt.Ended < done.At) ? attempt.Ended : done.At;
            }
        }

        foreach (var (at, back) in _decided.Values)
        {
            _decidedCount += Within(at, period) ? 1 : 0;
            _firstPass += Within(at, period) && !back ? 1 : 0;
        }

        var same = loop.Decision.Per == loop.Target.Per;
        foreach (var (item, (at, count)) in _target)
        {
            var reached = same ? _decided.TryGetValue(item, out var decided) ? decided.At : 0 : at;
            _reached += Within(reached, period) ? 1 : 0;
            _reworked += Within(reached, period) && count >= 2 ? 1 : 0;
        }
    }

    public LoopFigures Figures() => new(loop.Decision.No, loop.Target.No, _decidedCount, _firstPass, _reached, _reworked);

    private static bool Within(long at, (long From, long To) period) => at >= period.From && at < period.To;
}
