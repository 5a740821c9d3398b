namespace DataPortal.Storage;

public enum ChangeKind
{
    Insert,
    Replace,
    Delete,
}

/// <summary>One index of a document as it is written: its name and one key, or several for a document with several values.</summary>
public sealed record IndexEntry(string Index, IReadOnlyList<string> Keys);

/// <summary>
/// One write, as a value: what to do, to which document, and the version it was read at (0: it must not exist).
/// Made by <see cref="Collection{T}"/>; handed to <see cref="IDocumentStore.CommitAsync"/> together with the others of its commit.
/// </summary>
public sealed record Change(
    ChangeKind Kind, ICollection Collection, string Id, long ReadVersion, string Body, IReadOnlyList<IndexEntry> Keys)
{
    /// <summary>The version the document has once this change is committed.</summary>
    public long NewVersion => ReadVersion + 1;
}

/// <summary>Which document a commit touched.</summary>
public readonly record struct DocumentKey(string Collection, string Id);
