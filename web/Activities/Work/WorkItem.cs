using System.Text.Json.Serialization;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Work;

/// <summary>
/// One attempt as the work lists show it: a copy of what its run says, written in the same commit, so that a person's steps are found without reading runs.
/// There is one for each attempt that is open, and one for each that was done; what was skipped or cancelled has none.
/// </summary>
public sealed record WorkItem : Document
{
    public required string Run { get; init; }
    public required string RunTitle { get; init; }
    public required string Procedure { get; init; }
    public required string ProcedureName { get; init; }
    public required string Step { get; init; }
    public required string Activity { get; init; }

    /// <summary>The form it is done with; null: the plain one.</summary>
    public string? Form { get; init; }

    /// <summary>Empty: the run itself.</summary>
    public required string Item { get; init; }
    public string? ItemTitle { get; init; }
    public required int Number { get; init; }
    public required AttemptState State { get; init; }

    /// <summary>Whose role answers for it; null: nobody's in the office.</summary>
    public Role? Role { get; init; }
    public string? PersonId { get; init; }
    public string? Person { get; init; }
    public DateTimeOffset? Ready { get; init; }
    public DateTimeOffset? Limit { get; init; }

    /// <summary>The day it waits for.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What holds it, in words.</summary>
    public string? Held { get; init; }
    public WorkClock Clock { get; init; }

    /// <summary>Its time is counted in days or longer, or is a date: reminders go out (procedures.md §1.5).</summary>
    public bool IsDated { get; init; }

    /// <summary>What the checker found; only of an attempt that a decision sent back.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    public bool IsSample { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? DoneById { get; init; }
    public string? Outcome { get; init; }

    [JsonIgnore]
    public bool IsOpen => State is AttemptState.Waiting or AttemptState.Ready or AttemptState.Started or AttemptState.Paused;

    [JsonIgnore]
    public bool IsDoable => State is AttemptState.Ready or AttemptState.Started;

    /// <summary><i>Kembali untuk diperbaiki</i>.</summary>
    [JsonIgnore]
    public bool IsBack => IsOpen && Findings.Count > 0;

    /// <summary>What it is about, in one line: the item's title, else the run's.</summary>
    [JsonIgnore]
    public string About => ItemTitle ?? RunTitle;

    [JsonIgnore]
    public string Link => RunLinks.Step(Run, Step, Form, Item);

    /// <summary>Its form keeps a document of its own beside the run: giving back and handing over are done there, with a reason (procedures.md §4.3).</summary>
    [JsonIgnore]
    public bool HasOwnActs => Form == Survey.SurveySteps.CollectionForm || (Form == Survey.SurveySteps.AllocationForm && IsAsked);

    /// <summary>Given to an actor, to nobody by name: it waits for what that actor decides.</summary>
    [JsonIgnore]
    public bool IsAsked => PersonId is null && Person is not null;

    public bool IsLate(DateTimeOffset now) => Limit is { } limit && (DoneAt ?? now) > limit && State != AttemptState.Paused;
}

/// <summary>What the work lists know of themselves.</summary>
public sealed record WorkState : Document
{
    public const string TheOne = "work";

    /// <summary>The edition of <see cref="WorkItem"/> the kept ones were made by.</summary>
    public int Edition { get; init; }

    /// <summary>The last day for which the collected letters were written.</summary>
    public DateOnly? Letters { get; init; }
}

/// <summary>What a person wants of the work lists. Its identifier is the person's.</summary>
public sealed record WorkSettings : Document
{
    /// <summary>No collected letter of what is due.</summary>
    public bool NoDailyLetter { get; init; }

    /// <summary>Hash of the secret in the address of the calendar feed; null: no feed.</summary>
    public string? CalendarKey { get; init; }

    /// <summary>The secret itself, protected: the person may read the address again.</summary>
    public string? CalendarSecret { get; init; }
    public DateTimeOffset? CalendarSince { get; init; }
}

/// <summary>That the collected letter of a day was written to a person: a second of the same is refused by the store.</summary>
public sealed record WorkLetter : Document
{
    public required DateTimeOffset At { get; init; }
}
