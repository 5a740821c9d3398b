namespace DataPortal.Procedures.Runs;

/// <summary>Makes a run from its marks, one after the other. The engine and a replay of the log use the same, so they cannot disagree.</summary>
public sealed class RunFold
{
    private readonly List<Attempt> _attempts = [];
    private readonly List<RunItem> _items = [];
    private readonly List<string> _seen = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Where the last attempt at a step for an item stands.</summary>
    private readonly Dictionary<(string Step, string Item), int> _last = [];

    /// <summary>Where an item stands.</summary>
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>Items of which something was done or skipped.</summary>
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private Run? _run;

    public RunFold()
    {
    }

    /// <param name="run">Where to go on from.</param>
    public RunFold(Run run)
    {
        _run = run;
        _seen.AddRange(run.Seen);
        _known.UnionWith(run.Seen);
        foreach (var item in run.Items)
        {
            Put(item);
        }

        foreach (var attempt in run.Attempts)
        {
            Put(attempt);
        }
    }

    /// <summary>The run as its log has it.</summary>
    /// <param name="marks">All marks of one run, in their order.</param>
    /// <exception cref="InvalidDataException">The log does not begin with the opening, or a mark does not fit.</exception>
    public static Run Replay(IEnumerable<ProcedureEvent> marks)
    {
        var fold = new RunFold();
        foreach (var mark in marks)
        {
            fold.Apply(mark);
        }

        return fold.ToRun();
    }

    public RunState State => Current.State;
    public string Id => Current.Id;
    public DateTimeOffset OpenedAt => Current.OpenedAt;
    public DateTimeOffset LastAt => Current.LastAt;
    public string FirstStep => Current.FirstStep;
    public DateTimeOffset? Due => Current.Due;
    public int Marks => Current.Marks;
    public IReadOnlyList<Attempt> Attempts => _attempts;
    public IReadOnlyList<RunItem> Items => _items;

    private Run Current => _run ?? throw new InvalidDataException("The log does not begin with the opening of its run.");

    public bool HasSeen(string hash) => _known.Contains(hash);

    public RunItem? Item(string key) => _places.TryGetValue(key, out var index) ? _items[index] : null;

    /// <summary>Whether anything of an item was done or skipped: what holds back its beginning counts no more.</summary>
    public bool HasBegun(string item) => _begun.Contains(item);

    public Attempt? Last(string step, string item) => _last.TryGetValue((step, item), out var index) ? _attempts[index] : null;

    public Attempt? Open(string step, string item) => Last(step, item) is { IsOpen: true } open ? open : null;

    public Attempt? First(string step, string item) => _attempts.Find(attempt => attempt.Step == step && attempt.Item == item);

    public Run ToRun() => Current with { Attempts = [.. _attempts], Items = [.. _items], Seen = [.. _seen] };

    /// <exception cref="InvalidDataException">The mark does not fit what was before.</exception>
    public void Apply(ProcedureEvent mark)
    {
        var detail = mark.Detail ?? throw new InvalidDataException($"The mark {mark.Id} is not of a run.");
        if (mark.Mark == Mark.Opened)
        {
            var opening = detail.Opening ?? throw new InvalidDataException($"The mark {mark.Id} says nothing of its run.");
            _run = new()
            {
                Id = mark.Run,
                Procedure = mark.Procedure,
                ProcedureVersion = mark.ProcedureVersion,
                Title = opening.Title,
                OpenedAt = mark.Moment,
                OwnerId = detail.ActorId,
                Owner = mark.Actor,
                Parent = opening.Parent,
                Replaces = opening.Replaces,
                FirstStep = opening.FirstStep,
                Due = opening.Due,
            };
        }

        _run = Current with { LastAt = mark.At, Marks = Current.Marks + 1 };
        if (_known.Add(detail.Event))
        {
            _seen.Add(detail.Event);
        }

        string Missing(string what) => $"The mark {mark.Id} has no {what}.";

        switch (mark.Mark)
        {
            case Mark.Opened:
                break;
            case Mark.Planned when mark.Item == mark.Run:
                _run = Current with { Due = (detail.Plan ?? throw new InvalidDataException(Missing("plan"))).Due };
                break;
            case Mark.Planned:
                Put(detail.Plan ?? throw new InvalidDataException(Missing("plan")));
                break;
            case Mark.Settled:
                Put((Item(mark.Item) ?? throw new InvalidDataException(Missing("item"))) with { State = mark.Outcome is null ? ItemState.Ended : ItemState.Settled, Outcome = mark.Outcome, Reason = mark.Reason, Arrived = mark.Step });
                break;
            case Mark.Ended:
                _run = Current with { State = mark.Outcome == Ending.Cancelled ? RunState.Cancelled : RunState.Ended, EndedAt = mark.Moment, Reason = mark.Reason };
                break;
            case Mark.Awaited or Mark.Ready or Mark.Started or Mark.Paused or Mark.Resumed or Mark.Done or Mark.Skipped or Mark.Cancelled or Mark.Assigned or Mark.Moved or Mark.Reopened:
                Put(Marked(mark, detail));
                break;
            default:
                throw new InvalidDataException($"The mark {mark.Id} is of no kind this portal knows.");
        }
    }

    private Attempt Marked(ProcedureEvent mark, MarkDetail detail)
    {
        var item = mark.Item == mark.Run ? "" : mark.Item;
        var at = mark.Moment;
        var attempt = Last(mark.Step, item);
        if (attempt?.Number != mark.Attempt)
        {
            attempt = mark.Mark is Mark.Awaited or Mark.Ready && mark.Attempt == (attempt?.Number ?? 0) + 1
                ? new() { Step = mark.Step, Item = item, Number = mark.Attempt }
                : throw new InvalidDataException($"The mark {mark.Id} is of an attempt that was not opened.");
        }

        switch (mark.Mark)
        {
            case Mark.Awaited:
                return attempt with { State = AttemptState.Waiting, Until = detail.Until, Set = detail.Set, SetBy = detail.SetBy, PersonId = detail.PersonId, Person = detail.Person };
            case Mark.Ready:
                return attempt with
                {
                    State = AttemptState.Ready,
                    Ready = at,
                    Until = null,
                    Set = detail.Set,
                    SetBy = detail.SetBy,
                    Target = mark.Target,
                    Limit = mark.Limit,
                    Calendar = detail.Calendar,
                    PersonId = detail.PersonId,
                    Person = detail.Person,
                };
            case Mark.Started:
                return attempt with
                {
                    State = AttemptState.Started,
                    Started = at,
                    PersonId = detail.PersonId ?? attempt.PersonId,
                    Person = detail.Person ?? attempt.Person,
                    Evidence = [.. attempt.Evidence, .. mark.Evidence],
                };
            case Mark.Paused:
                return attempt with { State = AttemptState.Paused, Pauses = [.. attempt.Pauses, new(at, null, detail.Why!.Value, mark.Reason)] };
            case Mark.Resumed:
                return attempt with
                {
                    State = AttemptState.Started,
                    Pauses = [.. attempt.Pauses.SkipLast(1), attempt.Pauses[^1] with { To = at }],
                    Target = mark.Target,
                    Limit = mark.Limit,
                    Calendar = detail.Calendar,
                };
            case Mark.Done or Mark.Skipped or Mark.Cancelled:
                return attempt with
                {
                    State = mark.Mark switch { Mark.Done => AttemptState.Done, Mark.Skipped => AttemptState.Skipped, _ => AttemptState.Cancelled },
                    Pauses = attempt.Pauses is [.., { To: null } last] ? [.. attempt.Pauses.SkipLast(1), last with { To = at }] : attempt.Pauses,
                    Done = at,
                    DoneBy = mark.Actor,
                    Outcome = mark.Outcome,
                    Reason = mark.Reason,
                    Findings = detail.Findings ?? [],
                    Evidence = [.. attempt.Evidence, .. mark.Evidence],
                    IsLateEntry = mark.IsLateEntry,
                };
            case Mark.Assigned:
                return attempt with { PersonId = detail.PersonId, Person = detail.Person };
            case Mark.Moved:
                return attempt with
                {
                    Target = mark.Target,
                    Limit = mark.Limit,
                    Set = detail.Set ?? attempt.Set,
                    SetBy = detail.Set is null ? attempt.SetBy : null,
                    Calendar = detail.Calendar,
                    FirstLimit = detail.Set is null ? attempt.FirstLimit : attempt.FirstLimit ?? attempt.Limit,
                };
            case Mark.Reopened:
                if (State == RunState.Ended)
                {
                    _run = Current with { State = RunState.Open, EndedAt = null };
                }

                if (item.Length > 0 && Item(item) is { IsOpen: false } ended)
                {
                    Put(ended with { State = ItemState.Open, Outcome = null, Reason = null, Arrived = null });
                }

                return attempt;
            default:
                throw new InvalidDataException($"The mark {mark.Id} is of no attempt.");
        }
    }

    private void Put(Attempt attempt)
    {
        if (attempt.State is AttemptState.Done or AttemptState.Skipped)
        {
            _begun.Add(attempt.Item);
        }

        if (_last.TryGetValue((attempt.Step, attempt.Item), out var index) && _attempts[index].Number == attempt.Number)
        {
            _attempts[index] = attempt;
            return;
        }

        _last[(attempt.Step, attempt.Item)] = _attempts.Count;
        _attempts.Add(attempt);
    }

    private void Put(RunItem item)
    {
        if (_places.TryGetValue(item.Key, out var index))
        {
            _items[index] = item;
        }
        else
        {
            _places[item.Key] = _items.Count;
            _items.Add(item);
        }
    }
}

/// <summary>How a run ends, as the log says it.</summary>
public static class Ending
{
    public const string Done = "selesai";
    public const string Cancelled = "batal";

    /// <summary>The outcome of an item that was planned, and whose run went its way without it.</summary>
    public const string Unworked = "tidak dikerjakan";
}
