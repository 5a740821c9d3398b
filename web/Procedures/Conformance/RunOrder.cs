using System.Runtime.InteropServices;

namespace DataPortal.Procedures.Conformance;

/// <summary>When the steps of one run first ended: what tells whether a step was done before any of those that lead to it.</summary>
internal sealed class RunOrder
{
    private const int MostReused = 4096;

    private Dictionary<(ushort Step, int Item), long> _ofItem = [];
    private readonly Dictionary<ushort, long> _ofStep = [];

    public void Begin()
    {
        // Emptying a dictionary costs by its room, and one run in a thousand may be large.
        if (_ofItem.Count > MostReused)
        {
            _ofItem = [];
        }

        _ofItem.Clear();
        _ofStep.Clear();
    }

    public void Note(in AttemptRow attempt)
    {
        var ended = attempt.Ended == 0 ? long.MaxValue : attempt.Ended;
        ref var item = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofItem, (attempt.Step, attempt.Item), out var known);
        item = known ? Math.Min(item, ended) : ended;
        ref var step = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofStep, attempt.Step, out known);
        step = known ? Math.Min(step, ended) : ended;
    }

    /// <summary>Steps that lead to it are in the run's log, and none of them had ended when it was done. Steps done per the same thing are compared item by item.</summary>
    public bool IsOutOfOrder(in AttemptRow attempt, StepMap.Entry entry, EventTally tally)
    {
        var seen = false;
        foreach (var before in entry.Before)
        {
            var step = tally.FindStep(before.No);
            if (step >= 0 && (before.Per == entry.Step.Per
                ? _ofItem.TryGetValue(((ushort)step, attempt.Item), out var ended)
                : _ofStep.TryGetValue((ushort)step, out ended)))
            {
                seen = true;
                if (ended <= attempt.Ended)
                {
                    return false;
                }
            }
        }

        return seen;
    }
}
