using System.Collections.Concurrent;
using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Formats;
using DataPortal.Tables.Screen;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables;

/// <summary>A published table as one visitor sees it: item, figures, selection.</summary>
/// <param name="Selection">What the address asks for, in the table's own figures.</param>
/// <param name="View">The same as it is seen and taken away: worked out, sorted, empty rows hidden.</param>
public sealed record ShownTable(CatalogItem Item, StoredTable Table, TableSelection Selection, TableView View)
{
    /// <summary>Every row is empty and was to be hidden.</summary>
    public bool AllEmpty { get; init; }

    /// <summary>What was asked and not done, and why; null for all done.</summary>
    public string? Refused { get; init; }
}

/// <summary>Hands out what is shown: <c>/tabel/{id}.{format}?{selection}</c>, with a strong ETag (RFC 9110 §8.8.3) and a name in any letters (RFC 6266, RFC 8187).</summary>
public sealed class TableDownloads(
    IDocumentStore store, TableShelf shelf, DownloadCounter counter, PortalLinks links, IOptions<OfficeOptions> office, TimeProvider clock)
{
    /// <summary>Sizes are said beside the buttons up to this many cells; beyond, working them out would take longer than reading the page.</summary>
    private const int MostCellsSized = 2_000;

    private const int MostSizesKept = 10_000;

    private readonly ConcurrentDictionary<string, long> _sizes = [];

    /// <summary>In the order of the buttons.</summary>
    public static IReadOnlyList<TableFormat> Formats => TableFormats.All;

    /// <summary>Who hands a table out, and when.</summary>
    public TableOrigin OriginOf(ShownTable shown) => new(Speech.T(office.Value.Name, office.Value.NameEnglish), Today)
    {
        Table = shown.Item.Id,
        SubjectCode = shown.Item.Subject,
        Agency = $"BPS{office.Value.Code}",
        Version = $"{shown.Table.Document.Current.Number} ({Show.Date(shown.Table.Document.Current.At)})",
    };

    /// <returns>Null when nothing public has this address; the item without figures is never public.</returns>
    public async Task<ShownTable?> FindAsync(string id, IQueryCollection query, CancellationToken ct)
    {
        if (await store.FindAsync(CatalogQueries.Items, id, ct) is not { Kind: ItemKind.Table, IsPublic: true } item || await shelf.FindAsync(id, ct) is not { } table)
        {
            return null;
        }

        var selection = TableSelection.Of(table, key => query[key]);
        var text = table.Text with
        {
            Title = item.Title,
            Source = item.Source ?? table.Text.Source,
            IsSample = item.IsSample,
            UpdatedAt = item.UpdatedAt,
            Address = links.To($"{item.Path}{Query(query, table)}", Speech.Language),
        };
        var seen = SeenTable.Of(selection, text);
        return new(item, table, selection, seen.View) { AllEmpty = seen.AllEmpty, Refused = seen.Refused };
    }

    /// <summary>The selection as a query string without the page: what a download takes. Words that choose nothing are left out: they must not make one table many.</summary>
    public static string Query(IQueryCollection query, StoredTable table) => TableChoice.Read(table.Cube, key => query[key]).Fresh().Query(table.Cube);

    /// <summary>Bytes of a download; null when it is too large to work out beside a page.</summary>
    public long? Size(ShownTable shown, TableFormat format)
    {
        if (Cells(shown.View) > MostCellsSized)
        {
            return null;
        }

        var key = ETag(shown, format);
        if (_sizes.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_sizes.Count > MostSizesKept)
        {
            _sizes.Clear();
        }

        using var made = new MemoryStream();
        format.Write(made, shown.View, OriginOf(shown), TableOutput.Default);
        return _sizes[key] = made.Length;
    }

    public async Task<IResult> HandAsync(string id, string name, HttpContext http) =>
        TableFormats.Find(name) is { } format && await FindAsync(id, http.Request.Query, http.RequestAborted) is { } shown ? await HandAsync(shown, format, "", http) : await MissingAsync(id, http.RequestAborted);

    /// <summary>What stands where no download does: 410 for a table taken back, else 404.</summary>
    internal async Task<IResult> MissingAsync(string id, CancellationToken ct) =>
        await store.FindAsync(CatalogQueries.Items, id, ct) is { State: ItemState.Withdrawn } ? Results.StatusCode(StatusCodes.Status410Gone) : Results.NotFound();

    /// <param name="variant">What else of the address changes the bytes.</param>
    internal async Task<IResult> HandAsync(ShownTable shown, TableFormat format, string variant, HttpContext http)
    {
        MadeFile.LinkNotes(http, format, shown.Item.Path, Query(http.Request.Query, shown.Table));
        await MadeFile.SendAsync(http, ETag(shown, format, variant), format.MediaType, FileName(shown, format), made => format.Write(made, shown.View, OriginOf(shown), TableOutput.Default), () => counter.Count(shown.Item.Id, format.Name));
        return Results.Empty;
    }

    internal static long Cells(TableView view) => view.Layout.Rows.Concat(view.Layout.Columns).Aggregate(1L, (count, d) => count * view.Layout.Selected[d].Count);

    // A file says on what day it was taken and no more: under one strong ETag the bytes are the same.
    private DateTimeOffset Today => MadeFile.DayOf(clock);

    // The day stands in it because it stands in the file ("diunduh …").
    private string ETag(ShownTable shown, TableFormat format, string variant = "")
    {
        var layout = shown.View.Layout;
        var key = string.Create(CultureInfo.InvariantCulture,
            $"{format.Name}|{variant}|{Speech.Language}|{shown.Item.Version}|{shown.Table.Document.Version}|{shown.Table.Document.Current.Cube.Hash}|{Show.Day(clock.GetUtcNow()):yyyyMMdd}|{shown.View.Text.Address}|{string.Join(',', layout.Rows)}|{string.Join(',', layout.Columns)}|{string.Join(';', layout.Selected.Select(list => string.Join(',', list)))}");
        return MadeFile.ETag(key);
    }

    /// <summary>What the name of a file ends in: it may be all that tells a sample apart once the file is on somebody's disk.</summary>
    internal static string SampleMark(CatalogItem item) => item.IsSample ? Speech.T(" (contoh)", " (sample)") : "";

    internal static string FileName(ShownTable shown, TableFormat format)
    {
        var title = string.Concat(shown.View.Text.Title.ToString().Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c) ? '-' : c));
        var mark = SampleMark(shown.Item);
        // Titles of samples mostly say so themselves.
        title = mark.Length > 0 && title.EndsWith(mark, StringComparison.OrdinalIgnoreCase) ? title[..^mark.Length] : title;
        return $"{(title.Length > 120 ? title[..120].TrimEnd() : title)}{mark}.{format.Extension}";
    }
}
