using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Procedures.Runs;

public enum RunState
{
    Open,
    Ended,

    /// <summary><i>Batal</i>: stopped by its owner, with a reason.</summary>
    Cancelled,
}

/// <summary>
/// One execution of a procedure (<i>kegiatan</i>, procedures.md §1.2): one survey, one round, one visit. All of it is what its log says:
/// <see cref="RunFold"/> makes it from the marks, and nothing else does.
/// </summary>
public sealed record Run : Document
{
    public required string Procedure { get; init; }

    /// <summary>The version it started with and keeps until it ends (§1.1).</summary>
    public required string ProcedureVersion { get; init; }
    public required string Title { get; init; }
    public RunState State { get; init; }
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who opened it, by identifier and by name; null when the calendar or an event did.</summary>
    public string? OwnerId { get; init; }
    public string? Owner { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>The step of another run that this one does in detail (§5.3).</summary>
    public RunParent? Parent { get; init; }

    /// <summary>The run that was ended so that this one could begin, when its document changed (§1.5).</summary>
    public string? Replaces { get; init; }

    /// <summary>The step it began with.</summary>
    public required string FirstStep { get; init; }

    /// <summary>The date set for the run as a whole: what a step <i>sesuai jadwal</i> of the run itself is due by.</summary>
    public DateTimeOffset? Due { get; init; }

    public IReadOnlyList<RunItem> Items { get; init; } = [];

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>The moment of the last mark. Time in a run never goes back, whatever the machine's clock does.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Marks made so far: the number of the next one.</summary>
    public int Marks { get; init; }

    /// <summary>Short hashes of the events that made a mark: one that comes again changes nothing (§1.2).</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    [JsonIgnore]
    public bool IsOpen => State == RunState.Open;

    /// <summary>Whether an event of this name made a mark: a form that comes again did what it says already.</summary>
    public bool HasSeen(string eventId) => Seen.Contains(RunEngine.Hash(eventId));

    public RunItem? FindItem(string key) => Items.FirstOrDefault(item => item.Key == key);

    /// <summary>The attempt at a step that is not settled yet, or null.</summary>
    /// <param name="item">Empty: the run itself.</param>
    public Attempt? OpenAttempt(string step, string item = "") => Attempts.LastOrDefault(attempt => attempt.IsOpen && attempt.Step == step && attempt.Item == item);

    /// <summary>The last attempt at a step, open or not; null when it was never reached.</summary>
    public Attempt? LastAttempt(string step, string item = "") => Attempts.LastOrDefault(attempt => attempt.Step == step && attempt.Item == item);
}

/// <param name="Item">Empty: the run itself.</param>
public sealed record RunParent(string Run, string Step, string Item);

public enum ItemState
{
    Open,

    /// <summary>It went the whole way, or arrived where the run goes on as a whole.</summary>
    Ended,

    /// <summary>Settled without the rest of its way, with a reason: not obtained, cancelled.</summary>
    Settled,
}

/// <summary>What steps are done per: an assignment, a producer, a submission (§1.2).</summary>
public sealed record RunItem
{
    /// <summary>Unique in the run.</summary>
    public required string Key { get; init; }
    public required string Title { get; init; }

    /// <summary>Its first step is not ready before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>What a step <i>sesuai jadwal</i> is due by.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The date set first: it stays for reports when the due date is moved.</summary>
    public DateTimeOffset? FirstDue { get; init; }

    /// <summary>Whose it is, by identifier and by name: attempts at it are theirs from the beginning.</summary>
    public string? PersonId { get; init; }
    public string? Person { get; init; }

    /// <summary>Why it cannot begin yet, in words (<i>belum ikut briefing</i>); null when nothing holds it.</summary>
    public string? Held { get; init; }
    public ItemState State { get; init; }

    /// <summary>The step of the run at which it arrived; empty: the end; null while it is open.</summary>
    public string? Arrived { get; init; }

    /// <summary>How and why it was settled.</summary>
    public string? Outcome { get; init; }
    public string? Reason { get; init; }

    [JsonIgnore]
    public bool IsOpen => State == ItemState.Open;
}

/// <summary>The states of §1.2.</summary>
public enum AttemptState : byte
{
    /// <summary><i>Menunggu</i>: all before it is done, but its date, or something of its item, is missing.</summary>
    Waiting,

    /// <summary><i>Siap</i></summary>
    Ready,

    /// <summary><i>Dikerjakan</i></summary>
    Started,

    /// <summary><i>Ditunda</i></summary>
    Paused,

    /// <summary><i>Selesai</i></summary>
    Done,

    /// <summary><i>Dilewati</i></summary>
    Skipped,

    /// <summary><i>Batal</i></summary>
    Cancelled,
}

/// <summary>One doing of one step for one item. A loop back opens a new one; the old one stays as it was.</summary>
public sealed record Attempt
{
    public required string Step { get; init; }

    /// <summary>Empty: the run itself.</summary>
    public required string Item { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public AttemptState State { get; init; }

    /// <summary>The three marks (§1.2). One that was not observed is null, never invented.</summary>
    public DateTimeOffset? Ready { get; init; }
    public DateTimeOffset? Started { get; init; }
    public DateTimeOffset? Done { get; init; }

    /// <summary>The day it waits for, while that is all it waits for.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The date by which it was first due when that is a date of its own: a repair's, or one somebody set.</summary>
    public DateTimeOffset? Set { get; init; }

    /// <summary>The step whose reading (<i>Perbaikan</i>) gave <see cref="Set"/>: it is reckoned anew with a corrected calendar. Null: a person set it, and it stays.</summary>
    public string? SetBy { get; init; }
    public DateTimeOffset? Target { get; init; }
    public DateTimeOffset? Limit { get; init; }

    /// <summary>The limit it had first, when it was moved.</summary>
    public DateTimeOffset? FirstLimit { get; init; }

    /// <summary>The calendar its due moment was reckoned with (§2.3, 6).</summary>
    public string? Calendar { get; init; }
    public string? PersonId { get; init; }
    public string? Person { get; init; }
    public string? DoneBy { get; init; }
    public string? Outcome { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<string> Findings { get; init; } = [];
    public IReadOnlyList<string> Evidence { get; init; } = [];
    public IReadOnlyList<Pause> Pauses { get; init; } = [];
    public bool IsLateEntry { get; init; }

    [JsonIgnore]
    public bool IsOpen => State is AttemptState.Waiting or AttemptState.Ready or AttemptState.Started or AttemptState.Paused;

    /// <summary>Whether somebody can work on it now.</summary>
    [JsonIgnore]
    public bool IsDoable => State is AttemptState.Ready or AttemptState.Started;

    /// <summary>The run that does it in detail, or null.</summary>
    [JsonIgnore]
    public string? Child => Evidence.FirstOrDefault(evidence => evidence.StartsWith(ChildEvidence, StringComparison.Ordinal))?[ChildEvidence.Length..];

    /// <summary>How evidence names the run that does a step in detail.</summary>
    public const string ChildEvidence = "run/";

    /// <summary>Whether it is done, or still open, after its limit. While it is paused its time stands still.</summary>
    public bool IsLate(DateTimeOffset now) => Limit is { } limit && (Done ?? (State == AttemptState.Paused ? Pauses[^1].From : now)) > limit;
}

/// <param name="To">Null while it lasts.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, PauseReason Why, string? Note);

/// <summary>The short list of §1.2.</summary>
public enum PauseReason
{
    /// <summary>Waiting for the visitor or requester.</summary>
    Requester,

    /// <summary>Waiting for another agency.</summary>
    Agency,

    /// <summary>Waiting for a decision of a superior.</summary>
    Superior,

    /// <summary><i>Keadaan kahar</i></summary>
    ForceMajeure,
}
