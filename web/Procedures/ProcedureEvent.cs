using System.Security.Cryptography;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Procedures;

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
}

/// <summary>One mark of one attempt at one step (procedures.md §1.6). Append-only.</summary>
public sealed record ProcedureEvent : Document
{
    public required DateTimeOffset At { get; init; }

    /// <summary>When it happened, where it was entered later.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    public required string Procedure { get; init; }
    public required string ProcedureVersion { get; init; }
    public required string Run { get; init; }
    public required string Step { get; init; }
    public required string Item { get; init; }
    public int Attempt { get; init; } = 1;
    public required Mark Mark { get; init; }
    public string? Outcome { get; init; }
    public string? Actor { get; init; }
    public Role? Role { get; init; }
    public string? OnBehalfOf { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The portal event behind it (appendix A), e.g. <c>request.received</c>.</summary>
    public string? Cause { get; init; }
}

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

    public static Collection<ProcedureEvent> Collection { get; } = new Collection<ProcedureEvent>("procedure_events")
        .Index("at", happened => happened.At)
        .Index("procedure", happened => happened.Procedure)
        .Index("run", happened => happened.Run)
        .Backstage();
}
