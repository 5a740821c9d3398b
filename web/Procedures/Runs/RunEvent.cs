using DataPortal.Accounts;

namespace DataPortal.Procedures.Runs;

/// <summary>Something that happened to a run: what <see cref="RunEngine.Advance"/> takes.</summary>
public abstract record RunEvent
{
    /// <summary>Names the event: the same one twice changes nothing. A form carries one from when it was opened.</summary>
    public required string Id { get; init; }

    /// <summary>The server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it happened, where that was earlier.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Who, by identifier and by name; null: the portal itself.</summary>
    public string? ActorId { get; init; }
    public string? Actor { get; init; }

    /// <summary>In which role.</summary>
    public Role? Role { get; init; }

    /// <summary>Whom the person stands in for (a delegation, §1.3).</summary>
    public string? OnBehalfOf { get; init; }
    public string? Reason { get; init; }

    /// <summary>The portal event behind it (appendix A).</summary>
    public string? Cause { get; init; }
}

/// <summary>An event at one step of one item.</summary>
public abstract record StepEvent : RunEvent
{
    public required string Step { get; init; }

    /// <summary>Empty: the run itself.</summary>
    public string Item { get; init; } = "";
}

/// <summary>A person took it, or the event that shows it. Evidence may name a run that does it in detail.</summary>
public sealed record Start : StepEvent
{
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>It is done.</summary>
public sealed record Complete : StepEvent
{
    /// <summary>The decision's word; null where nothing is decided.</summary>
    public string? Outcome { get; init; }

    /// <summary>What is to be repaired: at least one when the outcome sends work back (§1.4).</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The kind of each finding (<see cref="FindingKinds"/>), in their order; empty text, or none at all, where nobody said.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>By when the repair is due, when the outcome sends work back; null: what the document's reading says.</summary>
    public DateTimeOffset? RepairDue { get; init; }
}

/// <summary><i>Catat susulan</i>: done on paper, its times entered by hand with a reason (§1.5).</summary>
public sealed record EnterLater : StepEvent
{
    public DateTimeOffset? Started { get; init; }
    public required DateTimeOffset Done { get; init; }
    public string? Outcome { get; init; }
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <inheritdoc cref="Complete.Kinds"/>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <inheritdoc cref="Complete.RepairDue"/>
    public DateTimeOffset? RepairDue { get; init; }
}

public sealed record PauseStep : StepEvent
{
    public required PauseReason Why { get; init; }
}

public sealed record Resume : StepEvent;

/// <summary>Only a step that may be skipped goes without a reason; any other needs the section head's approval (§1.5).</summary>
public sealed record Skip : StepEvent
{
    public string? Outcome { get; init; }
}

/// <summary>Taken, given back (no person) or handed over (§1.3).</summary>
public sealed record Assign : StepEvent
{
    public string? PersonId { get; init; }
    public string? Person { get; init; }
}

/// <summary>A new due date, with a reason. The first stays for reports.</summary>
public sealed record Move : StepEvent
{
    public required DateTimeOffset Due { get; init; }
}

/// <summary>A done step is never edited: a person above its doer opens a new attempt, with a reason (§1.5).</summary>
public sealed record Reopen : StepEvent;

/// <summary>An item joins the run, or its dates, its person or what holds it change.</summary>
public sealed record PlanItem : RunEvent
{
    /// <summary>Unique in the run; empty: the run itself, of which only <see cref="Due"/> counts.</summary>
    public required string Key { get; init; }
    public string Title { get; init; } = "";
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Due { get; init; }
    public string? PersonId { get; init; }
    public string? Person { get; init; }
    public string? Held { get; init; }
}

/// <summary>An item is settled without the rest of its way: <i>tidak diperoleh</i>, <i>batal</i>, <i>nihil</i>.</summary>
public sealed record SettleItem : RunEvent
{
    public required string Key { get; init; }
    public required string Outcome { get; init; }
}

/// <summary>The owner closes the rest: every open item is settled with this outcome, so that the join behind becomes ready (§1.4).</summary>
public sealed record SettleRest : RunEvent
{
    public required string Outcome { get; init; }
}

/// <summary>Time went on, or the calendar was corrected: what waited for its date becomes ready, open attempts get their due moment anew (§2.3, 6).</summary>
public sealed record Tick : RunEvent;

/// <summary><i>Batalkan</i>: open attempts become <i>batal</i>; nothing is deleted.</summary>
public sealed record CancelRun : RunEvent;
