using DataPortal.Shared;

namespace DataPortal.Procedures.Chart;

/// <summary>What is open at a step now, shown at its row in words.</summary>
/// <param name="Open">Attempts not yet done.</param>
/// <param name="Late">Those of them past their due moment.</param>
/// <param name="Words">2 siap, 1 dikerjakan, 1 lewat tenggat</param>
public sealed record StepBadge(int Open, int Late, string Words)
{
    /// <summary>From the counts of the open states; those that are 0 are not said.</summary>
    public static StepBadge Of(int ready, int working, int paused, int late)
    {
        var said = new[]
        {
            (ready, Speech.T("siap", "ready")), (working, Speech.T("dikerjakan", "in work")), (paused, Speech.T("ditunda", "paused")), (late, Speech.T("lewat tenggat", "overdue")),
        }.Where(one => one.Item1 > 0).Select(one => $"{Show.Number(one.Item1)} {one.Item2}");
        return new(ready + working + paused, late, string.Join(", ", said));
    }
}
