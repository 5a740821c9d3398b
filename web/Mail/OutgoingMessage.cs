using DataPortal.Storage;

namespace DataPortal.Mail;

public enum DeliveryState
{
    /// <summary>Written in the commit of its cause; waits for <see cref="OutgoingMessage.NextAttemptAt"/>.</summary>
    Waiting,

    /// <summary>A sender has claimed it until <see cref="OutgoingMessage.NextAttemptAt"/>.</summary>
    Sending,

    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>The server refused it for good (5xx), or temporary refusals went on too long.</summary>
    Failed,

    /// <summary>The data went out and the answer was lost: it may or may not have arrived. Staff decide; it is never resent silently.</summary>
    Unknown,

    /// <summary>Staff decided not to send it.</summary>
    Cancelled,
}

/// <summary>A message to one recipient, made once with a fixed Message-ID (RFC 5322) and then sent. Written in the same commit as its cause.</summary>
public sealed record OutgoingMessage : Document
{
    /// <summary>With its angle brackets.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who sends it, fixed when it was made: every attempt sends the same bytes.</summary>
    public required string From { get; init; }
    public string? FromName { get; init; }
    public required string To { get; init; }
    public string? ToName { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public IReadOnlyList<FileReference> Attachments { get; init; } = [];
    public string? InReplyTo { get; init; }
    public string? ReplyTo { get; init; }

    /// <summary><c>id</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "id";

    /// <summary>The portal sent it by itself: <c>Auto-Submitted: auto-generated</c> (RFC 3834), so that no holiday answer comes back.</summary>
    public bool Automatic { get; init; } = true;

    /// <summary>What it is about: <c>collection/id</c> of the document that caused it.</summary>
    public required string Cause { get; init; }

    public DeliveryState State { get; init; } = DeliveryState.Waiting;

    /// <summary>How often a sender claimed it. Names the claim: whoever holds an older one has lost it.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is due; while it is being sent, when the claim runs out.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Begin of the time in which temporary failures are tried again. A resend by staff begins anew.</summary>
    public DateTimeOffset? TryingSince { get; init; }

    /// <summary>Recorded durably before the message itself goes out: a claim that ran out with it leaves nobody knowing.</summary>
    public bool DataBegun { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What the server said last.</summary>
    public string? LastAnswer { get; init; }

    /// <summary>What came of the attempts, the newest last; at most <see cref="MaxAnswers"/>.</summary>
    public IReadOnlyList<DeliveryAnswer> Answers { get; init; } = [];

    public const int MaxAnswers = 20;

    /// <summary>This message in a new state, with what led to it.</summary>
    public OutgoingMessage Become(DeliveryState state, DateTimeOffset at, string answer) => this with
    {
        State = state,
        DataBegun = false,
        LastAnswer = answer,
        Answers = [.. Answers.TakeLast(MaxAnswers - 1), new(at, state, answer)],
        SentAt = state == DeliveryState.Sent ? at : SentAt,
    };
}

/// <summary>One thing that happened to a message: what a server answered, or what staff decided.</summary>
public sealed record DeliveryAnswer(DateTimeOffset At, DeliveryState State, string Text);

public static class Outbox
{
    public static Collection<OutgoingMessage> Collection { get; } = new Collection<OutgoingMessage>("outbox")
        .Index("state", message => message.State)
        .Index("next", message => message.NextAttemptAt)
        .Index("created", message => message.CreatedAt)
        .Index("cause", message => message.Cause)
        .Index("to", message => message.To.ToLowerInvariant())
        .Unique("message_id", message => message.MessageId)
        .Backstage();
}
