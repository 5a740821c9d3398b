using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Formats;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace DataPortal.Tables.Versions;

/// <summary>A published table and those of its versions visitors may know of, newest first.</summary>
public sealed record VersionHistory(CatalogItem Item, TableDocument Table, IReadOnlyList<TableVersion> Versions)
{
    public TableVersion? Find(int number) => Versions.FirstOrDefault(version => version.Number == number);
}

/// <summary>What visitors may see of the versions of a table: the list, what changed between any two, an old one marked as such. What waits under embargo is in none of it.</summary>
public sealed class TableVersions(IDocumentStore store, TableShelf shelf, PortalLinks links, IOptions<TableLimits> limits, IOptions<OfficeOptions> office, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/tabel/{id}/perubahan.{format}", methods, (string id, string format, int? dari, int? ke, TableVersions versions, HttpContext http) => versions.ChangesAsync(id, dari, ke, format, http));
        routes.MapMethods("/tabel/{id}/versi/{number:int}.{format}", methods, (string id, int number, string format, HttpContext http, TableVersions versions) => versions.HandAsync(id, number, format, http));
    }

    /// <returns>Null when there is no such public table.</returns>
    public async Task<VersionHistory?> FindAsync(string id, CancellationToken ct) =>
        await store.FindAsync(CatalogQueries.Items, id, ct) is { Kind: ItemKind.Table, IsPublic: true } item && await store.FindAsync(TableQueries.Tables, id, ct) is { } table
            ? new(item, table, [table.Current, .. table.Earlier.Where(version => version is { WasPublic: true, IsHidden: false })])
            : null;

    /// <returns>Null when one of the two is no version visitors may know of.</returns>
    public async Task<ChangeTable?> CompareAsync(VersionHistory history, int from, int to, CancellationToken ct)
    {
        if (history.Find(from) is not { } older || history.Find(to) is not { } newer)
        {
            return null;
        }

        return await CompareAsync(older, newer, ct);
    }

    public async Task<ChangeTable> CompareAsync(TableVersion older, TableVersion newer, CancellationToken ct)
    {
        var (before, beforeText) = await shelf.ReadAsync(older.Cube.Hash, ct);
        var (after, afterText) = await shelf.ReadAsync(newer.Cube.Hash, ct);
        return new(before, beforeText, after, afterText, CubeChanges.Of(before, after));
    }

    /// <summary>An earlier version whole, its title saying that it is old; null where the office does not show them or it never was public.</summary>
    /// <param name="whole">All of it, as a file holds it; false: as much as a screen does.</param>
    public async Task<(VersionHistory History, TableVersion Version, TableView View)?> OldAsync(string id, int number, bool whole, CancellationToken ct)
    {
        if (!limits.Value.TableOldVersions || await FindAsync(id, ct) is not { } history || history.Find(number) is not { } version || version == history.Table.Current)
        {
            return null;
        }

        var (cube, text) = await shelf.ReadAsync(version.Cube.Hash, ct);
        var stored = new StoredTable(history.Table with { Text = text, Current = version }, cube);
        var mark = new Bilingual($"versi lama {version.Number}, diganti", $"old version {version.Number}, replaced");
        var since = (history.Table.Earlier.Where(other => other.Number > number).OrderBy(other => other.Number).FirstOrDefault() ?? history.Table.Current).At;
        text = text with
        {
            Title = new($"{text.Title.Id} ({mark.Id})", $"{text.Title.En ?? text.Title.Id} ({mark.En})"),
            Notes = [.. text.Notes, new($"VERSI LAMA: angka ini diganti pada {Written(since, Speech.Indonesian)} dan tidak berlaku lagi.", $"OLD VERSION: these figures were replaced on {Written(since, Speech.English)} and are no longer valid.", Mandatory: true)],
            IsSample = history.Item.IsSample,
            UpdatedAt = version.At,
            Address = links.To($"{history.Item.Path}/versi/{number}", Speech.Language),
        };
        return (history, version, new(cube, text, TableSelection.Of(stored, key => whole && cube.Dimensions.Any(dimension => dimension.Code == key) ? "*" : default(StringValues)).Layout));

        static string Written(DateTimeOffset moment, System.Globalization.CultureInfo culture) => Show.Local(moment).ToString("d MMMM yyyy", culture);
    }

    private async Task<IResult> ChangesAsync(string id, int? from, int? to, string format, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (ChangeFile.MediaType(format) is not { } mediaType || await FindAsync(id, ct) is not { } history || Pair(history, from, to) is not var (older, newer) || history.Find(older) is not { } before || history.Find(newer) is not { } after)
        {
            return Results.NotFound();
        }

        // Versions never change, so neither does what lies between two of them.
        var etag = MadeFile.ETag($"{format}|{id}|{older}|{before.Cube.Hash}|{newer}|{after.Cube.Hash}|{history.Table.Current.At:O}|{Speech.Language}");
        await MadeFile.SendAsync(http, etag, mediaType, $"perubahan-{id}-{older}-{newer}{TableDownloads.SampleMark(history.Item)}.{format}", async made =>
            ChangeFile.Write(made, await CompareAsync(before, after, ct), format, $"perubahan-{id}-{older}-{newer}", Speech.T(office.Value.Name, office.Value.NameEnglish), history.Table.Current.At));
        return Results.Empty;
    }

    /// <summary>The two versions an address asks for; without a word, the current one and the one before. Null where there is only one.</summary>
    public static (int From, int To)? Pair(VersionHistory history, int? from, int? to)
    {
        var newer = to ?? history.Table.Current.Number;
        return (from ?? history.Versions.FirstOrDefault(version => version.Number < newer)?.Number) is { } older && older != newer ? (older, newer) : null;
    }

    private async Task<IResult> HandAsync(string id, int number, string extension, HttpContext http)
    {
        if (TableFormats.Find(extension) is not { } format || await OldAsync(id, number, whole: true, http.RequestAborted) is not var (history, version, view))
        {
            return Results.NotFound();
        }

        var today = MadeFile.DayOf(clock);
        var origin = new TableOrigin(Speech.T(office.Value.Name, office.Value.NameEnglish), today)
        {
            Table = id,
            SubjectCode = history.Item.Subject,
            Agency = $"BPS{office.Value.Code}",
            Version = $"{version.Number} ({Show.Date(version.At)})",
        };
        var etag = MadeFile.ETag($"{format.Name}|{id}|{version.Number}|{version.Cube.Hash}|{history.Item.Version}|{history.Table.Version}|{Show.Day(today):yyyyMMdd}|{view.Text.Address}|{Speech.Language}");
        MadeFile.LinkNotes(http, format, $"{history.Item.Path}/versi/{number}");
        await MadeFile.SendAsync(http, etag, format.MediaType, $"{id}-versi-{number}{TableDownloads.SampleMark(history.Item)}.{format.Extension}", made => format.Write(made, view, origin, TableOutput.Default));
        return Results.Empty;
    }
}
