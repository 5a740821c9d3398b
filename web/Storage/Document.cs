namespace DataPortal.Storage;

/// <summary>Something kept. A document never changes: it is replaced by a changed copy (<c>with</c>).</summary>
public abstract record Document
{
    /// <summary>Unique in its collection; ASCII letters, digits and <c>. _ -</c>, at most 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>How often it was written; 0 before the first time. Set by the store, by nobody else.</summary>
    public long Version { get; init; }

    /// <summary>A new identifier that sorts by the moment it was made (RFC 9562, version 7).</summary>
    public static string NewId(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
}
