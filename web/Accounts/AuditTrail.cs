using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>One line of the audit trail: who did what to which document, when, from where. Never changed, never deleted; holds no message bodies and no secrets.</summary>
public sealed record AuditEntry : Document
{
    public required DateTimeOffset At { get; init; }
    public string? ActorId { get; init; }
    public required string Actor { get; init; }

    /// <summary>A verb in the domain's words, dotted: <c>request.answered</c>, <c>item.published</c>, <c>staff.signed-in</c>.</summary>
    public required string Action { get; init; }

    public required string Collection { get; init; }
    public required string DocumentId { get; init; }

    /// <summary>What a reader needs to know, in one line without personal data.</summary>
    public string? Summary { get; init; }

    public string? Address { get; init; }
}

/// <summary>Makes audit lines as changes, so that a line is written in the very commit it tells of.</summary>
public sealed class AuditTrail(CurrentStaff staff, TimeProvider clock)
{
    /// <summary>Only grows: the collection itself refuses to make a change that alters or deletes a line.</summary>
    public static Collection<AuditEntry> Collection { get; } = new Collection<AuditEntry>("audit")
        .Index("at", entry => entry.At)
        .Index("actor", entry => entry.ActorId)
        .Index("action", entry => entry.Action)
        .Index("document", entry => $"{entry.Collection}/{entry.DocumentId}")
        .AppendOnly()
        .Backstage();

    /// <param name="actor">Who, when it is not the signed-in person: a visitor (<c>pemohon</c>) or the portal itself (<c>sistem</c>).</param>
    public Change Entry(string action, ICollection collection, string documentId, string? summary = null, string? actor = null) =>
        Collection.Insert(new AuditEntry
        {
            Id = Document.NewId(clock),
            At = clock.GetUtcNow(),
            ActorId = staff.Id,
            Actor = actor ?? staff.Name ?? "sistem",
            Action = action,
            Collection = collection.Name,
            DocumentId = documentId,
            Summary = summary,
            Address = staff.Address,
        });

    /// <summary>A line about a person of the office.</summary>
    /// <param name="by">Who, while nobody is signed in yet (a sign-in, a one-time link).</param>
    /// <param name="actor">Who, in words, when it is neither.</param>
    internal Change About(Staff whom, string action, string? summary = null, Staff? by = null, string? actor = null) =>
        Collection.Insert(new AuditEntry
        {
            Id = Document.NewId(clock),
            At = clock.GetUtcNow(),
            ActorId = by?.Id ?? staff.Id,
            Actor = actor ?? by?.Name ?? staff.Name ?? "sistem",
            Action = action,
            Collection = StaffQueries.Collection.Name,
            DocumentId = whom.Id,
            Summary = summary,
            Address = staff.Address,
        });
}
