using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Activities.Delegating;

/// <summary><i>Pelaksana harian</i>: a role of one person, in the hands of another for some days (procedures.md §1.3). The log shows both names.</summary>
public sealed record Delegation : Document
{
    public required Role Role { get; init; }

    /// <summary>Whose role it is.</summary>
    public required string FromId { get; init; }
    public required string From { get; init; }

    /// <summary>Who stands in.</summary>
    public required string ToId { get; init; }
    public required string To { get; init; }
    public required DateOnly First { get; init; }

    /// <summary>The last day, that day included.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>Why, or the letter's number and date.</summary>
    public required string Reason { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Ended before its last day.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }

    public bool IsOn(DateOnly day) => EndedAt is null && First <= day && day <= Last;
}

public static class DelegationQueries
{
    public static Collection<Delegation> Collection { get; } = new Collection<Delegation>("delegations")
        .Index("last", delegation => delegation.Last)
        .Backstage();

    /// <summary>Those that last at least until a day.</summary>
    public static Query<Delegation> Until(DateOnly day) => Collection.All().AtLeast("last", day).OrderBy("last");

    /// <summary>The latest first.</summary>
    public static Query<Delegation> All() => Collection.All().OrderByDescending("last");
}
