using DataPortal.Catalog.Search;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>What the slice keeps and every question it asks of the store. What visitors look up goes through <see cref="CatalogSearch"/>, which holds every published item in memory.</summary>
public static class CatalogQueries
{
    public static Collection<CatalogItem> Items { get; } = new Collection<CatalogItem>("catalog_items")
        .Index("state", item => item.State)
        .Index("kind", item => item.Kind)
        .Index("subject", item => item.Subject)
        .Index("shelf", item => item.IsPublic ? item.Kind : null)
        .Index("published", item => item.PublishedAt)
        .Index("updated", item => item.UpdatedAt)
        .Index("publish_at", item => item.State is ItemState.Draft ? item.PublishAt : null)
        .Index("revised_at", item => item.IsPublic ? item.RevisedAt : null)
        .Index("next_release", item => item.IsPublic ? item.NextRelease : null)
        .Index("corrected", item => item.IsPublic ? item.CorrectedAt : null)
        .Index("sample", item => item.IsSample)
        .Many("public_file", item => item.IsPublic ? Hashes(item) : [])
        .Many("file", Hashes)
        .Many("word", item => Words.Of(string.Join(' ', item.Title.Id, item.Title.En, item.CatalogueNumber, item.PublicationNumber, item.ReleaseNumber)).Distinct().Take(60));

    /// <summary>Published items, newest first.</summary>
    public static Query<CatalogItem> Published() => Items.Where("state", ItemState.Published).OrderByDescending("published");

    /// <summary>Published items of a kind, newest first.</summary>
    public static Query<CatalogItem> Published(ItemKind kind) => Items.Where("shelf", kind).OrderByDescending("published");

    /// <summary>What staff see: last changed first.</summary>
    public static Query<CatalogItem> Worked(ItemState? state, ItemKind? kind, string? subject)
    {
        var query = Items.All();
        query = state is { } is1 ? query.Where("state", is1) : query;
        query = kind is { } of ? query.Where("kind", of) : query;
        query = string.IsNullOrEmpty(subject) ? query : query.Where("subject", subject);
        return query.OrderByDescending("updated");
    }

    /// <summary>Narrows to items in which every typed word begins a word of the title or a number.</summary>
    public static Query<CatalogItem> Saying(this Query<CatalogItem> query, string? typed) =>
        Words.Of(typed ?? "").Distinct().Take(6).Aggregate(query, (narrowed, word) => narrowed.StartsWith("word", word));

    /// <summary>The published items that hand out a file: whoever asks for its bytes may have them when there is one.</summary>
    public static Query<CatalogItem> PublicWithFile(string hash) => Items.Where("public_file", hash);

    /// <summary>Any item, published or not, that holds a file.</summary>
    public static Query<CatalogItem> WithFile(string hash) => Items.Where("file", hash);

    /// <summary>Drafts the portal is to publish by now.</summary>
    public static Query<CatalogItem> DueBy(DateTimeOffset moment) => Items.All().Before("publish_at", moment).OrderBy("publish_at");

    /// <summary>Drafts to be published from a moment on, soonest first.</summary>
    public static Query<CatalogItem> PublishedFrom(DateTimeOffset moment) => Items.All().AtLeast("publish_at", moment).OrderBy("publish_at");

    /// <summary>Published items whose new figures are shown from a moment on, soonest first.</summary>
    public static Query<CatalogItem> RevisedFrom(DateTimeOffset moment) => Items.All().AtLeast("revised_at", moment).OrderBy("revised_at");

    /// <summary>Published items with new figures planned from a day on, soonest first.</summary>
    public static Query<CatalogItem> NextFrom(DateOnly day) => Items.All().AtLeast("next_release", day).OrderBy("next_release");

    /// <summary>Published items whose figures were put right, last first.</summary>
    public static Query<CatalogItem> Corrected() => Items.All().AtLeast("corrected", DateTimeOffset.MinValue).OrderByDescending("corrected");

    private static IEnumerable<string> Hashes(CatalogItem item) =>
        (item.Cover is { } cover ? item.Files.Append(cover) : item.Files).Select(file => file.Hash).Distinct();
}
