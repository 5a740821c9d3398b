using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;

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

    /// <summary>The day the next figures are planned for.</summary>
    public DateOnly? NextRelease { get; init; }
    public string? Contact { get; init; }

    /// <summary>By the code the dimension has in the preview; those not named stay as understood.</summary>
    public IReadOnlyDictionary<string, DimensionWords> Dimensions { get; init; } = new Dictionary<string, DimensionWords>();
}

/// <summary>
/// What the office does with tables (procedure pelayanan-website, step 1): take a file, show what was understood, keep it as a draft.
/// A table and its catalogue item change in the same commit.
/// </summary>
public sealed class TableDesk(
    IDocumentStore store, IFileStore files, CatalogDesk catalog, CubeKeeper keeper, TableImport import, AuditTrail audit, CurrentStaff staff, TimeProvider clock)
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
    public Task<CatalogItem> DraftAsync(TableUpload? upload, FileReference original, TablePreview preview, TableWords words, string? id, CancellationToken ct) =>
        DraftAsync(upload, original, preview, words, id, null, [], ct);

    /// <inheritdoc cref="DraftAsync(TableUpload?, FileReference, TablePreview, TableWords, string?, CancellationToken)"/>
    /// <param name="mapping">How its files are read from now on.</param>
    public async Task<CatalogItem> DraftAsync(
        TableUpload? upload, FileReference original, TablePreview preview, TableWords words, string? id, TableMapping? mapping, IReadOnlyList<AcceptedFinding> accepted, CancellationToken ct)
    {
        var (cube, text) = Worded(preview, words);
        var (kept, now) = (await keeper.KeepAsync(cube, text, "v1.cube", ct), clock.GetUtcNow());
        var version = new TableVersion(1, kept, original, now, staff.Name ?? "sistem", cube.Length) { Accepted = accepted };
        var item = keeper.Described(catalog.New(ItemKind.Table, words.Title, words.Subject), cube, text, words);
        item = id is null ? item : item with { Id = id };
        return await store.CommitAsync(
            async ct =>
            {
                var made = await catalog.DraftAsync(item, ct);
                var table = new TableDocument { Id = made.Item.Id, Text = text with { UpdatedAt = now }, Current = version, Rows = preview.Rows, Columns = preview.Columns, Mapping = mapping };
                List<Change> changes = [.. made.Changes, TableQueries.Tables.Insert(table)];
                if (version.Accepted.Count > 0)
                {
                    changes.Add(audit.Entry("table.findings-accepted", TableQueries.Tables, made.Item.Id, string.Join(" ", version.Accepted.Select(one => $"{one.What}: {one.Reason}."))));
                }

                await CloseAsync(upload, changes, ct);
                return (made.Item, changes);
            }, ct);
    }

    /// <summary>Keeps what was typed about an upload, so that a closed browser loses nothing.</summary>
    public async Task RememberAsync(TableUpload upload, string draft, CancellationToken ct) => await store.CommitAsync([TableQueries.Uploads.Replace(upload with { Draft = draft })], ct);

    /// <summary>Throws an upload away; the file stays in the store, which forgets nothing.</summary>
    public async Task DiscardAsync(TableUpload upload, CancellationToken ct) =>
        await store.CommitAsync([TableQueries.Uploads.Delete(upload), audit.Entry("table.upload-discarded", TableQueries.Uploads, upload.Id, upload.File.Name)], ct);

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
        return (CubeKeeper.Renumbered(cube, preview.Notes, words.Notes), CubeKeeper.Text(words, preview.Decimals, preview.Text));
    }
}
