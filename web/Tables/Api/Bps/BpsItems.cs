using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Catalog.Pages;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Tables.Api.Bps;

/// <summary>What is handed out whole: publications, press releases, infographics, static tables, key figures. One call's worth: file addresses are absolute, on the host the caller named, and need no key.</summary>
public sealed class BpsItems(BpsRequest request, BpsShown shown, IDocumentStore store, TableShelf shelf, BpsLists lists, OfficeOptions office)
{
    private const int MostRelated = 5;

    /// <summary>BPS names a publication by 24 hexadecimal digits: ours are of the SHA-256 of its identifier, which no other item ever gets.</summary>
    public static string PublicationId(CatalogItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(item.Id)).AsSpan(0, 12));

    public byte[] Publications() => BpsAnswer.List(request, Wanted(ItemKind.Publication), (json, item) => Publication(json, item.Item, Abstract(item.Item)));

    public async Task<byte[]> PublicationAsync(CancellationToken ct)
    {
        if (shown.Of(ItemKind.Publication).FirstOrDefault(item => PublicationId(item.Item).Equals(request["id"], StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            return BpsAnswer.ItemNotAvailable;
        }

        var text = await WholeAsync(found.Item, ct);
        return BpsAnswer.Item(json =>
        {
            Publication(json, found.Item, text);
            json.WriteString("kat_no", found.Item.CatalogueNumber ?? "");
            json.WriteString("pub_no", found.Item.PublicationNumber ?? "");
            json.WriteStartArray("related");
            foreach (var other in shown.Of(ItemKind.Publication).Where(other => other != found && other.Item.Subject == found.Item.Subject).Take(MostRelated))
            {
                json.WriteStartObject();
                json.WriteString("pub_id", PublicationId(other.Item));
                json.WriteString("title", BpsTable.Said(other.Item).ToString());
                json.WriteString("rl_date", BpsAnswer.Day(other.Item.PublishedAt));
                json.WriteString("url", request.To(other.Item.Path, Speech.Language));
                json.WriteString("cover", Cover(other.Item));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public byte[] Releases() => BpsAnswer.List(request, Wanted(ItemKind.PressRelease), (json, item) => Release(json, item, Abstract(item.Item)));

    public async Task<byte[]> ReleaseAsync(CancellationToken ct)
    {
        if (Numbered(ItemKind.PressRelease) is not { } found)
        {
            return BpsAnswer.ItemNotAvailable;
        }

        var text = await WholeAsync(found.Item, ct);
        return BpsAnswer.Item(json => Release(json, found, text));
    }

    public byte[] Infographics() => BpsAnswer.List(request, Wanted(ItemKind.Infographic), (json, item) => Infographic(json, item, Abstract(item.Item)));

    public async Task<byte[]> InfographicAsync(CancellationToken ct)
    {
        if (Numbered(ItemKind.Infographic) is not { } found)
        {
            return BpsAnswer.ItemNotAvailable;
        }

        var text = await WholeAsync(found.Item, ct);
        return BpsAnswer.Item(json => Infographic(json, found, text));
    }

    public byte[] StaticTables() => BpsAnswer.List(request, Wanted(ItemKind.Table), (json, item) =>
    {
        json.WriteNumber("table_id", item.Numbers.Number);
        json.WriteString("title", BpsTable.Said(item.Item).ToString());
        json.WriteCode("subj_id", BpsLists.Digits(item.Item.Subject));
        json.WriteString("subj", lists.SubjectName(item.Item));
        json.WriteString("updt_date", BpsAnswer.Day(item.Item.UpdatedAt));
        json.WriteString("size", SheetSize(item.Table!));
        json.WriteString("excel", Sheet(item.Item));
    });

    /// <summary>Every table once as a static one, and every variable as a dynamic one: <c>id</c> is BPS's hash of number and kind.</summary>
    public byte[] AllTables()
    {
        var tables = Wanted(ItemKind.Table);
        var all = tables.SelectMany(item => item.Table!.Variables.Select(variable => (Item: item, variable.Number, Kind: 2, variable.Title)).Append((Item: item, item.Numbers.Number, Kind: 1, Title: BpsTable.Said(item.Item)))).ToList();
        return BpsAnswer.List(request, all, (json, one) =>
        {
            json.WriteString("id", BpsAnswer.Hash(one.Number, one.Kind));
            json.WriteString("table_id", one.Number.ToString(CultureInfo.InvariantCulture));
            json.WriteString("title", one.Title.ToString());
            json.WriteNumber("tablesource", one.Kind);
            json.WriteString("table_source", one.Kind.ToString(CultureInfo.InvariantCulture));
            json.WriteCode("sub_id", BpsLists.Digits(one.Item.Item.Subject));
            json.WriteString("subject", lists.SubjectName(one.Item.Item));
            json.WriteString("domain", office.Code);
            json.WriteString("updt_date", BpsAnswer.Day(one.Item.Item.UpdatedAt));
            json.WriteString("link", request.To(one.Item.Item.Path, Speech.Language));
        });
    }

    /// <param name="isAny">True for model <c>tablestatistic</c>, whose identifier is a hash of number and kind.</param>
    public async Task<byte[]> TableAsync(bool isAny, CancellationToken ct)
    {
        var found = isAny && Unhashed(request["id"]) is var (number, kind) && kind == 2
            ? shown.Of(ItemKind.Table).FirstOrDefault(item => item.Table!.Variables.Any(variable => variable.Number == number))
            : isAny && Unhashed(request["id"]) is { Kind: 1 } hashed ? shown.Of(ItemKind.Table).FirstOrDefault(item => item.Numbers.Number == hashed.Number)
            : Numbered(ItemKind.Table);
        if (found is null || await shelf.FindAsync(found.Item.Id, ct) is not { } table)
        {
            return BpsAnswer.ItemNotAvailable;
        }

        var html = BpsHtml.Of(found.Item, table, Sheet(found.Item));
        return BpsAnswer.Item(json =>
        {
            json.WriteNumber("table_id", found.Numbers.Number);
            json.WriteCode("sub_id", BpsLists.Digits(found.Item.Subject));
            json.WriteString("subj", lists.SubjectName(found.Item));
            json.WriteString("title", BpsTable.Said(found.Item).ToString());
            json.WriteString("table", BpsAnswer.Escaped(html));
            json.WriteString("cr_date", BpsAnswer.Day(found.Item.PublishedAt));
            json.WriteString("updt_date", BpsAnswer.Day(found.Item.UpdatedAt));
            json.WriteString("excel", Sheet(found.Item));
            json.WriteString("size", SheetSize(found.Table!));
        });
    }

    public byte[] Indicators()
    {
        var wanted = BpsFilter.Of(request["var"]);
        var figures = shown.Items.SelectMany(item => item.Item.Facts.Where(fact => fact.IsKeyFigure).Select(fact => (Item: item, Fact: fact)))
            .Where(figure => wanted is null || figure.Item.Table?.Variables.Any(variable => wanted.Has(variable.Number)) == true)
            .OrderBy(figure => figure.Fact.Order).ThenBy(figure => figure.Item.Item.Id, StringComparer.Ordinal).ToList();
        return BpsAnswer.List(request, figures, (json, figure) => Indicator(json, figure.Item, figure.Fact));
    }

    public byte[] Indicator() =>
        request.Whole("id") is { } id && shown.Items.FirstOrDefault(item => item.Numbers.Number == id && item.Item.Facts.Any(fact => fact.IsKeyFigure)) is { } found
            ? BpsAnswer.Item(json => Indicator(json, found, found.Item.Facts.First(fact => fact.IsKeyFigure)))
            : BpsAnswer.ItemNotAvailable;

    private void Indicator(Utf8JsonWriter json, BpsItem item, Fact fact)
    {
        var variable = item.Table?.Variables[0].Number ?? 0;
        var title = $"{fact.Heading ?? fact.Label}{(item.Item.IsSample ? Speech.T(" (contoh)", " (example)") : "")}";
        json.WriteNumber("indicator_id", item.Numbers.Number);
        json.WriteString("title", $"{title}, {fact.Period}");
        json.WriteString("name", $"{fact.Label}{(fact.Region is { } region ? $" {Speech.T("di", "in")} {region}" : "")}, {fact.Period}");
        json.WriteNumber("var", variable);
        json.WriteCode("subject_csa", BpsLists.Digits(item.Item.Subject));
        json.WriteString("data_source", item.Item.Source?.ToString() ?? office.ShortName);
        json.WriteNumber("value", fact.Value);
        json.WriteString("unit", fact.Unit.ToString());
        json.WriteNumber("category", 2);
        json.WriteString("hash_id", BpsAnswer.Hash(variable, 2));
        json.WriteString("periode", fact.Period);
    }

    private void Publication(Utf8JsonWriter json, CatalogItem item, string text)
    {
        json.WriteString("pub_id", PublicationId(item));
        json.WriteString("title", BpsTable.Said(item).ToString());
        json.WriteString("abstract", text);
        json.WriteString("issn", item.Issn ?? item.Isbn ?? "-");
        json.WriteString("sch_date", BpsAnswer.Day(item.PublishedAt));
        json.WriteString("rl_date", BpsAnswer.Day(item.PublishedAt));
        Changed(json, item);
        json.WriteString("cover", Cover(item));
        json.WriteString("pdf", Pdf(item));
        json.WriteString("size", BpsAnswer.Size(PdfOf(item)));
    }

    private void Release(Utf8JsonWriter json, BpsItem item, string text)
    {
        json.WriteNumber("brs_id", item.Numbers.Number);
        json.WriteCode("subj_id", BpsLists.Digits(item.Item.Subject));
        json.WriteString("subj", lists.SubjectName(item.Item));
        json.WriteString("title", BpsTable.Said(item.Item).ToString());
        json.WriteString("abstract", text);
        json.WriteString("rl_date", item.Item.ReleaseDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? BpsAnswer.Day(item.Item.PublishedAt));
        Changed(json, item.Item);
        json.WriteString("pdf", Pdf(item.Item));
        json.WriteString("size", BpsAnswer.Size(PdfOf(item.Item)));
        json.WriteString("slide", "");
        json.WriteString("thumbnail", Cover(item.Item));
    }

    private void Infographic(Utf8JsonWriter json, BpsItem item, string text)
    {
        json.WriteNumber("inf_id", item.Numbers.Number);
        json.WriteString("title", BpsTable.Said(item.Item).ToString());
        json.WriteString("img", Cover(item.Item));
        json.WriteString("desc", text);
        json.WriteNumber("category", 0);
        json.WriteString("dl", item.Item.Files is [var file, ..] ? Address(file) : Cover(item.Item));
    }

    /// <summary>Null as long as it is as it came out.</summary>
    private static void Changed(Utf8JsonWriter json, CatalogItem item)
    {
        if (item.PublishedAt is { } published && Show.Day(item.UpdatedAt) > Show.Day(published))
        {
            json.WriteString("updt_date", BpsAnswer.Day(item.UpdatedAt));
        }
        else
        {
            json.WriteNull("updt_date");
        }
    }

    private BpsItem? Numbered(ItemKind kind) => request.Whole("id") is { } id ? shown.Of(kind).FirstOrDefault(item => item.Numbers.Number == id) : null;

    /// <summary>Published items of a kind that pass <c>keyword</c>, <c>month</c>, <c>year</c> and <c>subject</c>, newest first.</summary>
    private List<BpsItem> Wanted(ItemKind kind)
    {
        var (month, year, subject) = (request.Whole("month"), request.Whole("year"), BpsLists.Subject(request));
        return [.. shown.Of(kind).Where(item =>
        {
            var day = item.Item.ReleaseDay ?? Show.Day(item.Item.PublishedAt ?? item.Item.UpdatedAt);
            return (month is null || day.Month == month) && (year is null || day.Year == year) && subject?.Has(BpsLists.Digits(item.Item.Subject)) != false && BpsLists.Says(request, item.Item.Title);
        })];
    }

    private static string Abstract(CatalogItem item) => BpsAnswer.Escaped(item.Summary?.ToString());

    /// <summary>The whole text, which the shelf does not hold.</summary>
    private async Task<string> WholeAsync(CatalogItem item, CancellationToken ct) =>
        BpsAnswer.Escaped((await store.FindAsync(CatalogQueries.Items, item.Id, ct) is { IsPublic: true } whole ? whole.Body ?? whole.Summary : item.Summary)?.ToString());

    private string Address(FileReference file) => request.To(ItemWords.Address(file), "id");

    private string Cover(CatalogItem item) => item.Cover is { } cover ? Address(cover) : "";

    private static FileReference? PdfOf(CatalogItem item) => item.Files.FirstOrDefault(file => file.MediaType == FileKinds.Pdf) ?? (item.Files.Count > 0 ? item.Files[0] : null);

    /// <summary>The file; the item's page where it has none: clients fetch what stands here.</summary>
    private string Pdf(CatalogItem item) => PdfOf(item) is { } file ? Address(file) : request.To(item.Path, Speech.Language);

    private string Sheet(CatalogItem item) => request.To(item.Path + ".xlsx", Speech.Language);

    /// <summary>To the nearest ten kilobytes: a workbook's frame is six, a cell packs to about five bytes.</summary>
    private static string SheetSize(BpsTable table) => BpsAnswer.Size(6_000 + 5L * table.Document.Current.Cells);

    private static (int Number, int Kind)? Unhashed(string id)
    {
        var bytes = new byte[64];
        return id.Length <= 64 && Convert.TryFromBase64String(id.PadRight((id.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split('#') is [var number, var kind]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? (n, k) : null;
    }
}
