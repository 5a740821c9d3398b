using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables;

/// <summary>How a person names a dimension after seeing what was understood.</summary>
public sealed record DimensionWords(Bilingual Label, DimensionRole Role);

/// <summary>What a person says of a table before it is kept.</summary>
public sealed record TableWords
{
    public required Bilingual Title { get; init; }
    public Bilingual? Summary { get; init; }
    public Bilingual? Unit { get; init; }
    public required Bilingual Source { get; init; }
    public IReadOnlyList<Note> Notes { get; init; } = [];
    public required string Period { get; init; }
    public required string Subject { get; init; }
    public string? Region { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public bool IsProjection { get; init; }
    public bool IsSample { get; init; }

    /// <summary>The office's own figure stands on the home page.</summary>
    public bool IsKeyFigure { get; init; }
    public Bilingual? Heading { get; init; }
    public int Order { get; init; }

    /// <summary>What <see cref="CellStatus.Own1"/> and those after it mean.</summary>
    public IReadOnlyList<OwnSymbol> OwnSymbols { get; init; } = [];
    public Bilingual? Contents { get; init; }
    public Bilingual? ReferencePeriod { get; init; }
    public DateOnly? NextRelease { get; init; }
    public string? Contact { get; init; }

    /// <summary>By the code the dimension has in the preview; those not named stay as understood.</summary>
    public IReadOnlyDictionary<string, DimensionWords> Dimensions { get; init; } = new Dictionary<string, DimensionWords>();
}

/// <summary>
/// What the office does with tables (procedure pelayanan-website, step 1): take a file, show what was understood, keep it as a draft, replace figures.
/// A table and its catalogue item change in the same commit.
/// </summary>
public sealed class TableDesk(
    IDocumentStore store, IFileStore files, CatalogDesk catalog, TableShelf shelf, TableImport import, AuditTrail audit, CurrentStaff staff, TimeProvider clock, IOptions<OfficeOptions> office)
{
    /// <summary>Keeps the file as it came, so that a closed browser loses nothing.</summary>
    /// <param name="replaces">The table whose figures it will replace.</param>
    /// <exception cref="UploadRefusedException">It is larger than <c>Limits:TableUploadBytes</c>.</exception>
    public async Task<TableUpload> ReceiveAsync(Stream content, string name, string? replaces, CancellationToken ct)
    {
        try
        {
            var file = await files.PutAsync(content, Path.GetFileName(name), "application/octet-stream", import.Limits.TableUploadBytes, ct);
            var upload = new TableUpload { Id = Document.NewId(clock), File = file, At = clock.GetUtcNow(), By = staff.Name ?? "sistem", Replaces = replaces };
            await store.CommitAsync([TableQueries.Uploads.Insert(upload), audit.Entry("table.uploaded", TableQueries.Uploads, upload.Id, upload.File.Name)], ct);
            return upload with { Version = 1 };
        }
        catch (FileTooLargeException large)
        {
            throw new UploadRefusedException($"Berkas ini lebih besar dari {Show.Size(large.Limit)}. Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa tabel.");
        }
    }

    public async Task<TablePreview> PreviewAsync(TableUpload upload, ImportChoice choice, CancellationToken ct)
    {
        await using var file = await files.OpenAsync(upload.File.Hash, ct) ?? throw new UploadRefusedException("Berkas yang diunggah tidak ditemukan lagi. Unggah sekali lagi.");
        return import.Read(file, upload.File.Name, choice, ct);
    }

    /// <summary>Keeps a new table as a draft of the catalogue, in one commit.</summary>
    /// <param name="id">The identifier wanted; null for one made from the title.</param>
    public async Task<CatalogItem> DraftAsync(TableUpload? upload, FileReference original, TablePreview preview, TableWords words, string? id, CancellationToken ct)
    {
        var (cube, text) = Worded(preview, words);
        var (version, now) = (await KeepAsync(cube, text, original, 1, null, ct), clock.GetUtcNow());
        var item = Described(catalog.New(ItemKind.Table, words.Title, words.Subject), cube, text, words);
        item = id is null ? item : item with { Id = id };
        return await store.CommitAsync(
            async ct =>
            {
                var made = await catalog.DraftAsync(item, ct);
                var table = new TableDocument { Id = made.Item.Id, Text = text with { UpdatedAt = now }, Current = version, Rows = preview.Rows, Columns = preview.Columns };
                List<Change> changes = [.. made.Changes, TableQueries.Tables.Insert(table)];
                await CloseAsync(upload, changes, ct);
                return (made.Item, changes);
            }, ct);
    }

    /// <summary>New figures for a table: a new version, the old ones kept.</summary>
    /// <param name="why">What changed, for the next reader.</param>
    /// <exception cref="UnknownItemException">There is no such table.</exception>
    public async Task<CatalogItem> ReplaceAsync(string id, TableUpload? upload, FileReference original, TablePreview preview, TableWords words, string why, CancellationToken ct)
    {
        var (cube, text) = Worded(preview, words);
        var before = await store.FindAsync(TableQueries.Tables, id, ct) ?? throw new UnknownItemException(id);
        var version = await KeepAsync(cube, text, original, before.Current.Number + 1, why, ct);
        return await store.CommitAsync(
            async ct =>
            {
                var table = await store.FindAsync(TableQueries.Tables, id, ct) ?? throw new UnknownItemException(id);
                var item = await store.FindAsync(CatalogQueries.Items, id, ct) ?? throw new UnknownItemException(id);
                var made = catalog.Edit(item, Described(item, cube, text, words));
                var next = table with
                {
                    Text = text with { UpdatedAt = clock.GetUtcNow() },
                    Current = version with { Number = table.Current.Number + 1 },
                    Earlier = [table.Current, .. table.Earlier],
                    Rows = preview.Rows,
                    Columns = preview.Columns,
                };
                List<Change> changes =
                [
                    .. made.Changes, TableQueries.Tables.Replace(next),
                    audit.Entry("table.replaced", TableQueries.Tables, id, $"versi {next.Current.Number}: {table.Current.Cells} → {next.Current.Cells} sel. {why}"),
                ];
                await CloseAsync(upload, changes, ct);
                return (made.Item, changes);
            }, ct);
    }

    /// <summary>Throws an upload away; the file stays in the store, which forgets nothing.</summary>
    public async Task DiscardAsync(TableUpload upload, CancellationToken ct) =>
        await store.CommitAsync([TableQueries.Uploads.Delete(upload), audit.Entry("table.upload-discarded", TableQueries.Uploads, upload.Id, upload.File.Name)], ct);

    /// <summary>What new figures would change: before and after, counted.</summary>
    public async Task<FiguresCompared?> CompareAsync(string id, Cube after, CancellationToken ct) =>
        await shelf.FindAsync(id, ct) is { } table ? FiguresCompared.Of(table.Cube, after) : null;

    private async Task CloseAsync(TableUpload? upload, List<Change> changes, CancellationToken ct)
    {
        if (upload is not null && await store.FindAsync(TableQueries.Uploads, upload.Id, ct) is { } open)
        {
            changes.Add(TableQueries.Uploads.Delete(open));
        }
    }

    private static (Cube Cube, TableText Text) Worded(TablePreview preview, TableWords words)
    {
        var cube = preview.Cube ?? throw new InvalidOperationException("A preview with errors is not kept.");
        cube = cube with
        {
            Dimensions = [.. cube.Dimensions.Select(dimension => words.Dimensions.TryGetValue(dimension.Code, out var said) ? dimension with { Label = said.Label, Role = said.Role } : dimension)],
        };
        return (cube, new()
        {
            Title = words.Title,
            Unit = words.Unit,
            Decimals = preview.Decimals,
            Source = words.Source,
            Notes = words.Notes,
            OwnSymbols = words.OwnSymbols,
            Contents = words.Contents,
            ReferencePeriod = words.ReferencePeriod,
            NextRelease = words.NextRelease,
            Contact = words.Contact,
            Period = words.Period,
            IsProjection = words.IsProjection,
            IsSample = words.IsSample,
        });
    }

    private async Task<TableVersion> KeepAsync(Cube cube, TableText text, FileReference original, int number, string? why, CancellationToken ct)
    {
        using var made = new MemoryStream();
        CubeFile.Write(made, cube, text);
        made.Position = 0;
        var kept = await files.PutAsync(made, $"v{number}.cube", CubeFile.MediaType, long.MaxValue, ct);
        return new(number, kept, original, clock.GetUtcNow(), staff.Name ?? "sistem", cube.Length, why);
    }

    private CatalogItem Described(CatalogItem item, Cube cube, TableText text, TableWords words) => item with
    {
        Title = words.Title,
        Summary = words.Summary ?? item.Summary,
        Subject = words.Subject,
        Region = words.Region ?? item.Region,
        Tags = words.Tags.Count > 0 ? words.Tags : item.Tags,
        Period = words.Period,
        Years = TableFacts.Years(cube, words.Period),
        Source = words.Source,
        IsSample = words.IsSample,
        Terms = TableFacts.Terms(cube, text),
        Facts = TableFacts.Facts(cube, text, words, office.Value),
        HasFigures = true,
    };
}

/// <summary>Two versions of a table side by side: cells of the same categories compared by their codes.</summary>
/// <param name="Added">Cells only the new one has.</param>
/// <param name="Removed">Cells only the old one has.</param>
public sealed record FiguresCompared(int Before, int After, int Same, int Changed, int Added, int Removed)
{
    public static FiguresCompared Of(Cube before, Cube after)
    {
        var places = before.Dimensions.Select(dimension => after.Dimensions.ToList().FindIndex(other => other.Code == dimension.Code)).ToArray();
        if (places.Length != after.Dimensions.Count || places.Contains(-1))
        {
            return new(before.Length, after.Length, 0, 0, after.Length, before.Length);
        }

        var (from, to) = (before.Strides(), after.Strides());
        var map = before.Dimensions.Select((dimension, d) => dimension.Categories.Select(category => after.Dimensions[places[d]].IndexOf(category.Code)).ToArray()).ToArray();
        var (same, changed) = (0, 0);
        for (var at = 0; at < before.Length; at++)
        {
            var there = 0;
            for (var d = 0; d < map.Length && there >= 0; d++)
            {
                var category = map[d][at / from[d] % map[d].Length];
                there = category < 0 ? -1 : there + category * to[places[d]];
            }

            if (there >= 0)
            {
                var equal = before.Values[at].Equals(after.Values[there]) && before.Status[at] == after.Status[there];
                same += equal ? 1 : 0;
                changed += equal ? 0 : 1;
            }
        }

        return new(before.Length, after.Length, same, changed, after.Length - same - changed, before.Length - same - changed);
    }
}
