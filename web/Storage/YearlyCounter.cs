namespace DataPortal.Storage;

/// <summary>
/// Numbers without gaps, one series a name and year: the number is taken in the very commit that uses it,
/// so a commit that fails takes none, and of two that want the same one the second is refused and tries again.
/// </summary>
public static class YearlyCounter
{
    public sealed record Series : Document
    {
        public long Last { get; init; }
    }

    public static Collection<Series> Collection { get; } = new Collection<Series>("counters").Backstage();

    /// <returns>The next number, from 1, and the change that takes it. Commit both together, inside <see cref="DocumentStoreExtensions.CommitAsync{T}"/>.</returns>
    public static async Task<(long Number, Change Taken)> NextAsync(IDocumentStore store, string name, int year, CancellationToken ct)
    {
        var id = $"{name}-{year}";
        return await store.FindAsync(Collection, id, ct) is { } series
            ? (series.Last + 1, Collection.Replace(series with { Last = series.Last + 1 }))
            : (1, Collection.Insert(new Series { Id = id, Last = 1 }));
    }
}
