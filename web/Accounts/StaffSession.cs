using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>A person signed in at one device. The cookie holds only its identifier: deleting this document ends it at the next request.</summary>
public sealed record StaffSession : Document
{
    public required string StaffId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>To within <see cref="StaffSessions.SeenEvery"/>.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    public required string Stamp { get; init; }
    public string? Address { get; init; }

    /// <summary>The device in words: <em>Firefox di Windows</em>.</summary>
    public required string Device { get; init; }
}
