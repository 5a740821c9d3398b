namespace DataPortal.Procedures.Conformance;

/// <summary>What counting needs to know of a document's steps: what leads to each, which end a run, which send work back.</summary>
internal sealed class StepMap
{
    private readonly Dictionary<string, Entry> _byNo = new(StringComparer.Ordinal);

    /// <param name="Before">Numbers of the steps that lead to it; empty where nothing need come first.</param>
    /// <param name="EndsRun">Its end is the end of its run: nothing follows but what the calendar or a counter does.</param>
    public sealed record Entry(ProcedureStep Step, IReadOnlyList<ProcedureStep> Before, bool EndsRun);

    /// <param name="Back">The outcome words that send work back.</param>
    public sealed record Loop(ProcedureStep Decision, ProcedureStep Target, IReadOnlySet<string> Back);

    public StepMap(Procedure procedure)
    {
        var steps = procedure.Steps;
        for (var at = 0; at < steps.Count; at++)
        {
            var step = steps[at];
            var before = at == 0 || step.OpensByItself || step.IsCounted
                ? []
                : steps.Where(other => !other.IsPeriodic && !other.IsCounted && other.Next.Steps.Contains(step.No)).ToArray();
            var ends = step.Next.Outcomes.All(outcome => outcome.Step is null || procedure.FindStep(outcome.Step) is not { IsPeriodic: false, IsCounted: false });
            _byNo[step.No] = new(step, before, ends);
        }

        var row = steps.Select((step, at) => (step.No, at)).ToDictionary(entry => entry.No, entry => entry.at, StringComparer.Ordinal);
        Loops =
        [
            .. from step in steps
               where step.Next.Kind == NextKind.Decision
               from target in step.Next.Outcomes.Where(outcome => outcome.Step is not null && row.TryGetValue(outcome.Step, out var to) && to <= row[step.No]).GroupBy(outcome => outcome.Step!)
               select new Loop(step, procedure.Step(target.Key), target.Select(outcome => outcome.Word).ToHashSet(StringComparer.OrdinalIgnoreCase)),
        ];
    }

    public IReadOnlyList<Loop> Loops { get; }

    public Entry? Find(string no) => _byNo.GetValueOrDefault(no);
}
