namespace DataPortal.Procedures.Conformance;

/// <summary>Findings by kind (procedures.md §10): those of attempts done in the period, whatever became of them.</summary>
internal sealed class FindingSums
{
    private readonly Dictionary<string, (int Checks, Dictionary<string, int> Kinds)> _bySteps = new(StringComparer.Ordinal);

    public void Add(EventTally tally, int attempt, string step)
    {
        var found = tally.Found(attempt);
        if (found.Length == 0)
        {
            return;
        }

        var (checks, kinds) = _bySteps.TryGetValue(step, out var known) ? known : (0, new(StringComparer.Ordinal));
        _bySteps[step] = (checks + 1, kinds);
        foreach (var kind in found)
        {
            kinds[tally.Word(kind)] = kinds.GetValueOrDefault(tally.Word(kind)) + 1;
        }
    }

    /// <param name="order">The numbers of the steps.</param>
    public IReadOnlyList<FindingFigures> Figures(IEnumerable<string> order) =>
    [
        .. order.Where(_bySteps.ContainsKey).Select(no => new FindingFigures(no, _bySteps[no].Checks,
            [.. _bySteps[no].Kinds.OrderBy(kind => kind.Key.Length == 0).ThenByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new KindCount(kind.Key, kind.Value))])),
    ];
}
