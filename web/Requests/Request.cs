using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>A request for data (<i>permintaan</i>): one run of steps 5 to 7 of <i>Pelayanan Website</i>, from its arrival to its answer.</summary>
public sealed record Request : Document
{
    /// <summary><c>2026-0147</c>: year of registration and a number without gaps. Null while the request is held: spam takes no number.</summary>
    public string? Number { get; init; }

    /// <summary>Opens the tracking page: 256 random bits, base64url. Kept readable because <i>Lupa tautan</i> must be able to send it again; looked up by its SHA-256.</summary>
    public required string Token { get; init; }

    /// <summary>Of the signed form it came from: the same form sent twice is one request.</summary>
    public required string FormId { get; init; }

    public required Channel Channel { get; init; }
    public required Requester Requester { get; init; }
    public required Need Need { get; init; }

    /// <summary>What was asked, one part per decision. At least one; the office may split a request that asks for several things.</summary>
    public required IReadOnlyList<RequestItem> Items { get; init; }

    public required RequestState State { get; init; }

    /// <summary>Set when <see cref="State"/> is <see cref="RequestState.Closed"/>.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>When it reached the office. The clock of steps 6 and 7 runs from here.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it got its number; later than <see cref="ReceivedAt"/> when it was held or entered by staff.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When an officer first opened it: <i>started</i> of steps 6 and 7.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it ended, whatever the outcome: <i>done</i> of step 6 or 7.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the answer is due; pauses push <see cref="Deadline.Limit"/>.</summary>
    public required Deadline Due { get; init; }

    public IReadOnlyList<Pause> Pauses { get; init; } = [];
    public Officer? Assigned { get; init; }

    /// <summary>Since when a message of the requester lies unread: the first one no officer has seen. Null when all are seen.</summary>
    public DateTimeOffset? UnreadSince { get; init; }

    /// <summary>The conversation in order of time, events and internal notes among it.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>Working time from arrival to end without pauses (<i>lead</i>), by the step's clock; set at the end.</summary>
    public TimeSpan? WorkingTimeUsed { get; init; }

    /// <summary>Working time from opening to end without pauses (<i>work</i>); null when no opening was observed.</summary>
    public TimeSpan? WorkingTimeSinceOpened { get; init; }

    /// <summary>Whether it ended by <see cref="Due"/>; set for answers, null for what was withdrawn or spam.</summary>
    public bool? OnTime { get; init; }

    /// <summary>Who ended it.</summary>
    public Officer? ClosedBy { get; init; }

    public Satisfaction? Satisfaction { get; init; }

    /// <summary>Why it was held, in the office's words.</summary>
    public IReadOnlyList<string> Suspicions { get; init; } = [];

    /// <summary>Version of the procedure it started with (procedures.md §1.1).</summary>
    public string? ProcedureVersion { get; init; }

    /// <summary>Message-ID of the receipt; later letters answer it, so that a mail program keeps them together.</summary>
    public string? MailThread { get; init; }

    /// <summary>A made-up request of the demo: shown as <i>contoh</i> everywhere.</summary>
    public bool IsSample { get; init; }

    [JsonIgnore]
    public bool IsOpen => State is RequestState.New or RequestState.Opened or RequestState.Waiting;

    /// <summary>The pause that has not ended, while the office waits for the requester.</summary>
    [JsonIgnore]
    public Pause? OpenPause => Pauses.LastOrDefault(pause => pause.To is null);

    /// <summary>The number, or what stands for it while the request is held.</summary>
    [JsonIgnore]
    public string Name => Number ?? "(ditahan)";
}

/// <summary>Who asks. Only a name is needed; an e-mail too when the request comes through the form.</summary>
public sealed record Requester
{
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public int? BirthYear { get; init; }
    public Sex? Sex { get; init; }
    public Education? Education { get; init; }
    public Occupation? Occupation { get; init; }
    public string? Institution { get; init; }
    public InstitutionCategory? InstitutionCategory { get; init; }

    /// <summary><c>id</c> or <c>en</c>: the language mail is written in.</summary>
    public string Language { get; init; } = "id";

    /// <summary>When the requester agreed to the use of personal data (UU 27/2022), and to which version of the text.</summary>
    public DateTimeOffset? ConsentAt { get; init; }
    public string? ConsentVersion { get; init; }
}

/// <summary>What is asked and why.</summary>
public sealed record Need
{
    /// <summary>One line for lists.</summary>
    public required string Title { get; init; }

    /// <summary>In the requester's words.</summary>
    public required string Wanted { get; init; }

    /// <summary>CSA code.</summary>
    public string? Subject { get; init; }
    public string? Region { get; init; }
    public string? Period { get; init; }
    public string? Detail { get; init; }
    public required Purpose Purpose { get; init; }
    public string? PurposeNote { get; init; }

    /// <summary>The published item the visitor came from.</summary>
    public string? FromItem { get; init; }
}

/// <summary>One part of a request and what was decided about it.</summary>
public sealed record RequestItem
{
    /// <summary>From 1, within the request.</summary>
    public required int No { get; init; }
    public required string Title { get; init; }

    /// <summary>Null until decided.</summary>
    public ItemDecision? Decision { get; init; }
    public NotHeldReason? NotHeldReason { get; init; }
    public RefusalReason? RefusalReason { get; init; }

    /// <summary>What the office adds to the coded reason, for the requester.</summary>
    public string? Note { get; init; }

    /// <summary>Who holds it instead: the agency as the requester reads it.</summary>
    public string? Referral { get; init; }
}

/// <summary>When something is due. Computed once at arrival, by the calendar of that version (procedures.md §2.3, 6).</summary>
/// <param name="Standard">As the procedure wrote it: <c>5 menit</c>.</param>
public sealed record Deadline(DateTimeOffset? Target, DateTimeOffset Limit, string CalendarVersion, string Standard);

/// <summary>While the clock stands, and why.</summary>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, string Reason);

public sealed record Officer(string Id, string Name);

public enum EntryKind
{
    FromRequester,
    FromOffice,

    /// <summary>Something that happened; both sides see it.</summary>
    Event,

    /// <summary>Something only the office sees happen: assignment, opening.</summary>
    InternalEvent,

    /// <summary>A note among officers; the requester never sees it.</summary>
    Note,
}

/// <summary>One line of the conversation.</summary>
public sealed record Entry
{
    public required DateTimeOffset At { get; init; }
    public required EntryKind Kind { get; init; }

    /// <summary>The officer's name, or null for the requester and the portal.</summary>
    public string? By { get; init; }
    public required string Text { get; init; }

    /// <summary>The text of an event in English, for an English visitor.</summary>
    public string? English { get; init; }
    public IReadOnlyList<FileReference> Files { get; init; } = [];

    /// <summary>Published items the office points to.</summary>
    public IReadOnlyList<AttachedItem> Items { get; init; } = [];

    /// <summary>The channel an answer went by when not by e-mail.</summary>
    public Channel? SentBy { get; init; }

    /// <summary>The officer who wrote down what the requester said by another way.</summary>
    public string? RecordedBy { get; init; }
}

/// <summary>A published item attached to an answer, as it was named then.</summary>
public sealed record AttachedItem(string Id, string Title, string Path);

/// <summary>The requester's short judgement after the end: one score from 1 to 10 and, if any, a line.</summary>
public sealed record Satisfaction(int Score, string? Comment, DateTimeOffset At);
