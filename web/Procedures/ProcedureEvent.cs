using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Procedures;

/// <summary>What the log records. The first eight are the marks of §1.6; the others are what else a replay needs to rebuild the run.</summary>
public enum Mark
{
    Ready,
    Started,
    Paused,
    Resumed,
    Done,
    Skipped,
    Cancelled,
    Reopened,

    /// <summary>The run was opened. Step empty.</summary>
    Opened,

    /// <summary>An item joined the run, or its dates or person changed. Step empty.</summary>
    Planned,

    /// <summary>An item left or was settled without the rest of its way. Step empty.</summary>
    Settled,

    /// <summary>The attempt was taken by, given back by or handed to a person.</summary>
    Assigned,

    /// <summary>The due moment was moved.</summary>
    Moved,

    /// <summary>All before the step is done, but its date, or something of its item, is missing yet.</summary>
    Awaited,

    /// <summary>The run ended. Step empty; the outcome is <c>selesai</c> or <c>batal</c>.</summary>
    Ended,
}

/// <summary>One mark of one attempt at one step (procedures.md §1.6). Append-only.</summary>
public sealed record ProcedureEvent : Document
{
    public required DateTimeOffset At { get; init; }

    /// <summary>When it happened, where that is not when it was written.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary><i>Susulan</i>: done on paper and entered by hand, with a reason (§1.5). Counted, and shown apart in reports of time.</summary>
    public bool IsLateEntry { get; init; }

    public required string Procedure { get; init; }
    public required string ProcedureVersion { get; init; }
    public required string Run { get; init; }
    public required string Step { get; init; }
    public required string Item { get; init; }
    public int Attempt { get; init; } = 1;
    public required Mark Mark { get; init; }
    public string? Outcome { get; init; }

    /// <summary>The nicer end of the standard, where it is a range: with <see cref="Mark.Ready"/>, <see cref="Mark.Resumed"/> and <see cref="Mark.Moved"/>.</summary>
    public DateTimeOffset? Target { get; init; }

    /// <summary>Late after this moment: with <see cref="Mark.Ready"/>, <see cref="Mark.Resumed"/> and <see cref="Mark.Moved"/>; null where nothing is judged, or by the slice itself.</summary>
    public DateTimeOffset? Limit { get; init; }

    public string? Actor { get; init; }
    public Role? Role { get; init; }
    public string? OnBehalfOf { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The portal event behind it (appendix A), e.g. <c>request.received</c>.</summary>
    public string? Cause { get; init; }

    /// <summary>What only a replay of the run needs; null in the marks of slices that keep their own state.</summary>
    public MarkDetail? Detail { get; init; }

    /// <summary>When it was true: what every measure reckons with.</summary>
    [JsonIgnore]
    public DateTimeOffset Moment => ObservedAt ?? At;
}

/// <summary>The part of a mark that is about the run itself, not about time.</summary>
public sealed record MarkDetail
{
    /// <summary>The mark's place in its run, from 0.</summary>
    public required int Order { get; init; }

    /// <summary>Short hash of the event that made it.</summary>
    public required string Event { get; init; }
    public string? ActorId { get; init; }

    /// <summary>Whom the attempt was given to.</summary>
    public string? PersonId { get; init; }
    public string? Person { get; init; }
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>The kind of each finding, in their order, empty text where nobody said; null when nobody said any.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>The version of the calendar the due moment was reckoned with.</summary>
    public string? Calendar { get; init; }

    /// <summary>A due date of the attempt's own.</summary>
    public DateTimeOffset? Set { get; init; }

    /// <summary>The step whose reading gave that date; null when a person set it.</summary>
    public string? SetBy { get; init; }

    /// <summary>With <see cref="Mark.Awaited"/>: the day it waits for, when that is all.</summary>
    public DateTimeOffset? Until { get; init; }
    public PauseReason? Why { get; init; }

    /// <summary>With <see cref="Mark.Planned"/>: the item as it now is.</summary>
    public RunItem? Plan { get; init; }

    /// <summary>With <see cref="Mark.Opened"/>.</summary>
    public RunOpening? Opening { get; init; }
}

/// <param name="FirstStep">Where it began.</param>
public sealed record RunOpening(string Title, string FirstStep, RunParent? Parent, string? Replaces, DateTimeOffset? Due);

public static class ProcedureEvents
{
    /// <summary>What the store takes as an identifier (<see cref="Document.Id"/>).</summary>
    private const int LongestId = 128;

    /// <summary>The identifier is made from what happened, so writing the same event twice is refused by the store: that is the idempotence of §1.2.</summary>
    public static string IdOf(string run, string step, string item, int attempt, Mark mark, int time = 1)
    {
        // A catalogue item's address may be long, and it stands here twice: the head stays readable, the hash tells it from others.
        var id = $"{run}.{step}.{item}.{attempt}.{mark}.{time}";
        return id.Length <= LongestId ? id : $"{id[..(LongestId - 41)]}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..40]}";
    }

    /// <summary>The identifier of a run's n-th mark: two who write the same one refuse each other.</summary>
    public static string IdOf(string run, int order) => $"{run}.{order:D6}";

    public static Collection<ProcedureEvent> Collection { get; } = new Collection<ProcedureEvent>("procedure_events")
        .Index("at", happened => happened.At)
        .Index("procedure", happened => happened.Procedure)
        .Index("run", happened => happened.Run)
        .Backstage();
}
