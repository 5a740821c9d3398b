namespace DataPortal.Storage;

/// <summary>A document as it is kept.</summary>
public readonly record struct KeptDocument(string Id, long Version, string Body);

/// <summary>What an engine does beside serving documents: it tells what it holds, so that all of it can be copied elsewhere.</summary>
public interface IDocumentEngine : IDocumentStore
{
    /// <summary>Every collection in the store, whether or not this program knows it.</summary>
    IReadOnlyList<string> Collections();

    /// <summary>Every document of a collection, ordered by identifier, read a page at a time.</summary>
    IEnumerable<KeptDocument> Everything(string collection);
}
