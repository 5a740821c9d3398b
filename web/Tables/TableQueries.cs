using DataPortal.Storage;

namespace DataPortal.Tables;

/// <summary>What the slice keeps and how it is looked up.</summary>
public static class TableQueries
{
    public static Collection<TableDocument> Tables { get; } = new Collection<TableDocument>("tables")
        .Index("waiting", table => table.Waiting?.At);

    public static Collection<TableUpload> Uploads { get; } = new Collection<TableUpload>("table_uploads")
        .Backstage()
        .Index("at", upload => upload.At);

    public static Collection<DownloadCount> Downloads { get; } = new Collection<DownloadCount>("table_downloads")
        .Backstage()
        .Index("day", count => count.Day)
        .Index("item", count => count.Item);

    public static Collection<SavedQuery> SavedQueries { get; } = new Collection<SavedQuery>("saved_queries")
        .Backstage()
        .AppendOnly();

    /// <summary>Uploads nobody finished, newest first: their files are kept, so the work can be taken up again.</summary>
    public static Query<TableUpload> OpenUploads(int top) => Uploads.All().OrderByDescending("at").Top(top);

    /// <summary>Uploads older than a moment, oldest first.</summary>
    public static Query<TableUpload> UploadsBefore(DateTimeOffset moment) => Uploads.All().Before("at", moment).OrderBy("at");

    /// <summary>Tables with figures under embargo, soonest first.</summary>
    public static Query<TableDocument> Waiting() => Tables.All().AtLeast("waiting", DateTimeOffset.MinValue).OrderBy("waiting");

    /// <summary>Tables whose waiting figures are to be shown by now.</summary>
    public static Query<TableDocument> DueBy(DateTimeOffset moment) => Tables.All().Before("waiting", moment).OrderBy("waiting");

    /// <summary>Downloads from <paramref name="from"/> on and before <paramref name="before"/>.</summary>
    public static Query<DownloadCount> DownloadsBetween(DateOnly from, DateOnly before) => Downloads.All().AtLeast("day", from).Before("day", before);
}
