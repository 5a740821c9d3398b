using DataPortal.Storage;

namespace DataPortal.Procedures.Runs;

public static class RunQueries
{
    /// <summary>Runs by procedure, state, owner, parent and by who has open work in them.</summary>
    public static Collection<Run> Runs { get; } = new Collection<Run>("runs")
        .Index("procedure", run => run.Procedure)
        .Index("state", run => run.State)
        .Index("opened", run => run.OpenedAt)
        .Index("owner", run => run.OwnerId)
        .Index("parent", run => run.Parent?.Run)
        .Index("replaces", run => run.Replaces)
        .Many("person", run => run.IsOpen ? run.Attempts.Where(attempt => attempt.IsOpen).Select(attempt => attempt.PersonId).OfType<string>() : [])
        .Index("wakes", run => run.IsOpen ? Wakes(run) : null)
        .Pair("state", "opened")
        .Pair("procedure", "opened")
        .Backstage();

    public static Query<Run> Open() => Runs.Where("state", RunState.Open).OrderBy("opened");

    /// <summary>Newest first.</summary>
    public static Query<Run> Of(string procedure) => Runs.Where("procedure", procedure).OrderByDescending("opened");

    /// <summary>Newest first; of one procedure, in one state, opened in [from, before), where these are given.</summary>
    public static Query<Run> Matching(string? procedure, RunState? state, DateTimeOffset? from = null, DateTimeOffset? before = null)
    {
        var query = Runs.All();
        query = procedure is null ? query : query.Where("procedure", procedure);
        query = state is { } wanted ? query.Where("state", wanted) : query;
        query = from is { } first ? query.AtLeast("opened", first) : query;
        query = before is { } end ? query.Before("opened", end) : query;
        return query.OrderByDescending("opened");
    }

    /// <summary>The first ever opened, first.</summary>
    public static Query<Run> Oldest() => Runs.All().OrderBy("opened");

    /// <summary>The run that began anew what this one was ended for.</summary>
    public static Query<Run> ReplacementOf(string run) => Runs.Where("replaces", run);

    /// <summary>Open runs in which this person has an attempt of their own.</summary>
    public static Query<Run> With(string personId) => Runs.Where("person", personId);

    public static Query<Run> ChildrenOf(string run) => Runs.Where("parent", run);

    /// <summary>Runs in which something waited for a moment that has come.</summary>
    public static Query<Run> WakingBy(DateTimeOffset moment) => Runs.All().Before("wakes", moment).OrderBy("wakes");

    public static Query<Run> NextToWake() => Runs.All().AtLeast("wakes", DateTimeOffset.MinValue).OrderBy("wakes");

    /// <summary>All marks of a run, in their order.</summary>
    public static Query<ProcedureEvent> Log(string run) => ProcedureEvents.Collection.Where("run", run);

    /// <summary>When the next attempt that waits for its day may begin; null when none does.</summary>
    public static DateTimeOffset? Wakes(Run run) => run.Attempts.Where(attempt => attempt.State == AttemptState.Waiting).Min(attempt => attempt.Until);
}
