using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataPortal.Catalog.Pages;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Catalog;

/// <summary>The catalogue for other catalogues: <c>/data.json</c> (DCAT-US 1.1, what open-data harvesters read) and <c>/katalog.jsonld</c> (W3C DCAT 3).</summary>
public static class CatalogExports
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/data.json", [HttpMethods.Get, HttpMethods.Head], DcatUsAsync).WithMetadata(new PublicPageAttribute());
        routes.MapMethods("/katalog.jsonld", [HttpMethods.Get, HttpMethods.Head], DcatAsync).WithMetadata(new PublicPageAttribute());
    }

    private static async Task<IResult> DcatUsAsync(CatalogSearch search, PortalLinks links, Subjects subjects, Regions regions, IOptions<OfficeOptions> options, CancellationToken ct)
    {
        var office = options.Value;
        var datasets = new JsonArray();
        foreach (var item in await AllAsync(search, ct))
        {
            datasets.Add(new JsonObject
            {
                ["@type"] = "dcat:Dataset",
                ["identifier"] = Feeds.Urn(item.Id),
                ["title"] = Named(item),
                ["description"] = item.Summary?.ToString() ?? item.Title.ToString(),
                ["keyword"] = new JsonArray([.. Keywords(item, subjects).Select(word => (JsonNode)word)]),
                ["theme"] = new JsonArray(subjects.Name(item.Subject)),
                ["issued"] = Feeds.Moment(item.PublishedAt ?? item.UpdatedAt),
                ["modified"] = Feeds.Moment(item.UpdatedAt),
                ["accessLevel"] = "public",
                ["language"] = new JsonArray(item.Title.En is null ? ["id"] : ["id", "en"]),
                ["landingPage"] = links.To(item.Path, Speech.Language),
                ["spatial"] = regions.Name(item.Region),
                ["temporal"] = Span(item),
                ["publisher"] = new JsonObject { ["@type"] = "org:Organization", ["name"] = Speech.T(office.Name, office.NameEnglish) },
                ["contactPoint"] = new JsonObject { ["@type"] = "vcard:Contact", ["fn"] = office.ShortName, ["hasEmail"] = "mailto:" + office.Email },
                ["distribution"] = new JsonArray([.. Distributions(item, links).Select(found => (JsonNode)new JsonObject
                {
                    ["@type"] = "dcat:Distribution", ["downloadURL"] = found.Address, ["mediaType"] = found.Type, ["format"] = found.Format, ["title"] = found.Name,
                })]),
            });
        }

        return Json(new()
        {
            ["@context"] = "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
            ["@id"] = links.To("/data.json", Speech.Language),
            ["@type"] = "dcat:Catalog",
            ["conformsTo"] = "https://project-open-data.cio.gov/v1.1/schema",
            ["describedBy"] = "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
            ["dataset"] = datasets,
        }, "application/json; charset=utf-8");
    }

    private static async Task<IResult> DcatAsync(CatalogSearch search, PortalLinks links, Subjects subjects, Regions regions, IOptions<OfficeOptions> options, CancellationToken ct)
    {
        var office = options.Value;
        var publisher = new JsonObject { ["@id"] = links.To("/", "id") + "#penerbit", ["@type"] = "foaf:Agent", ["foaf:name"] = Languages(new(office.Name, office.NameEnglish)) };
        var datasets = new JsonArray();
        foreach (var item in await AllAsync(search, ct))
        {
            var subject = subjects.Find(item.Subject);
            datasets.Add(new JsonObject
            {
                ["@id"] = links.To(item.Path, "id"),
                ["@type"] = "dcat:Dataset",
                ["dct:identifier"] = Feeds.Urn(item.Id),
                ["dct:title"] = Languages(item.IsSample ? new(item.Title.Id + " (contoh)", item.Title.En is { } en ? en + " (example)" : null) : item.Title),
                ["dct:description"] = Languages(item.Summary ?? item.Title),
                ["dct:issued"] = Typed(Feeds.Moment(item.PublishedAt ?? item.UpdatedAt), "xsd:dateTime"),
                ["dct:modified"] = Typed(Feeds.Moment(item.UpdatedAt), "xsd:dateTime"),
                ["dct:type"] = item.Kind.Name(),
                ["dct:spatial"] = new JsonObject { ["@type"] = "dct:Location", ["dct:identifier"] = item.Region, ["rdfs:label"] = Languages(regions.Find(item.Region)?.Name ?? new(item.Region)) },
                ["dct:temporal"] = item.Years.Count == 0 ? null : new JsonObject
                {
                    ["@type"] = "dct:PeriodOfTime",
                    ["dcat:startDate"] = Typed(item.Years.Min().ToString(System.Globalization.CultureInfo.InvariantCulture), "xsd:gYear"),
                    ["dcat:endDate"] = Typed(item.Years.Max().ToString(System.Globalization.CultureInfo.InvariantCulture), "xsd:gYear"),
                },
                ["dcat:theme"] = new JsonObject { ["@id"] = links.To("/subjek/" + item.Subject, "id"), ["@type"] = "skos:Concept", ["skos:notation"] = item.Subject, ["skos:prefLabel"] = subject is null ? item.Subject : Languages(subject.Name) },
                ["dcat:keyword"] = new JsonArray([.. item.Tags.Select(tag => (JsonNode)tag)]),
                ["dcat:landingPage"] = new JsonObject { ["@id"] = links.To(item.Path, "id") },
                ["dct:publisher"] = new JsonObject { ["@id"] = publisher["@id"]!.GetValue<string>() },
                ["dct:accessRights"] = new JsonObject { ["@id"] = "http://publications.europa.eu/resource/authority/access-right/PUBLIC" },
                ["dcat:distribution"] = new JsonArray([.. Distributions(item, links).Select(found => (JsonNode)new JsonObject
                {
                    ["@type"] = "dcat:Distribution",
                    ["dct:title"] = found.Name,
                    ["dcat:accessURL"] = new JsonObject { ["@id"] = links.To(item.Path, "id") },
                    ["dcat:downloadURL"] = new JsonObject { ["@id"] = found.Address },
                    // PX has no registered media type: only its name says what it is.
                    ["dcat:mediaType"] = found.Type.Contains("/x-", StringComparison.Ordinal) ? null : new JsonObject { ["@id"] = "https://www.iana.org/assignments/media-types/" + found.Type },
                    ["dct:format"] = new JsonObject { ["@type"] = "dct:MediaTypeOrExtent", ["rdfs:label"] = found.Format },
                    ["dct:license"] = office.LicenceAddress is { Length: > 0 } licence ? new JsonObject { ["@id"] = licence } : null,
                    ["dcat:byteSize"] = found.Length is { } length ? Typed(length.ToString(System.Globalization.CultureInfo.InvariantCulture), "xsd:nonNegativeInteger") : null,
                })]),
            });
        }

        return Json(new()
        {
            ["@context"] = new JsonObject
            {
                ["dcat"] = "http://www.w3.org/ns/dcat#",
                ["dct"] = "http://purl.org/dc/terms/",
                ["foaf"] = "http://xmlns.com/foaf/0.1/",
                ["skos"] = "http://www.w3.org/2004/02/skos/core#",
                ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
                ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
            },
            ["@id"] = links.To("/katalog.jsonld", "id"),
            ["@type"] = "dcat:Catalog",
            ["dct:title"] = Languages(new(office.PortalName, office.PortalNameEnglish)),
            ["dct:publisher"] = publisher,
            ["dct:language"] = new JsonArray("id", "en"),
            ["foaf:homepage"] = new JsonObject { ["@id"] = links.To("/", "id") },
            ["dcat:dataset"] = datasets,
        }, "application/ld+json; charset=utf-8");
    }

    private static async Task<IEnumerable<CatalogItem>> AllAsync(CatalogSearch search, CancellationToken ct) =>
        (await search.SearchAsync(new() { Order = SearchOrder.Newest, Size = 1_000_000 }, ct)).Hits.Select(hit => hit.Item);

    private static string Named(CatalogItem item) => item.Title + (item.IsSample ? Speech.T(" (contoh)", " (example)") : "");

    private static IEnumerable<string> Keywords(CatalogItem item, Subjects subjects) => item.Tags.DefaultIfEmpty(subjects.Name(item.Subject));

    /// <summary>The forms with a button on a table's page; Catalog knows nothing of Tables, a test holds the two together.</summary>
    private static readonly (string Extension, string Type, string Format)[] _tableForms =
    [
        ("xlsx", FileKinds.Xlsx, "XLSX"), ("csv", FileKinds.Csv, "CSV"), ("pdf", FileKinds.Pdf, "PDF"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", "ODS"), ("json", "application/json", "JSON-stat"), ("px", "text/x-px", "PX"),
    ];

    private static IEnumerable<(string Name, string Type, string Format, string Address, long? Length)> Distributions(CatalogItem item, PortalLinks links) => item.Kind is ItemKind.Table
        ? _tableForms.Select(form => ($"{item.Id}.{form.Extension}", form.Type, form.Format, links.To($"{item.Path}.{form.Extension}", Speech.Language), (long?)null))
        : (item.Kind is ItemKind.Infographic && item.Cover is { } picture ? item.Files.Prepend(picture).DistinctBy(file => file.Hash) : item.Files)
            .Select(file => (file.Name, file.MediaType, FileKinds.Name(file.MediaType), links.To(ItemWords.Address(file), "id"), (long?)file.Length));

    private static string? Span(CatalogItem item) => item.Years.Count == 0 ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item.Years.Min()}-01-01/{item.Years.Max()}-12-31");

    private static JsonArray Languages(Bilingual text)
    {
        JsonArray both = [new JsonObject { ["@value"] = text.Id, ["@language"] = "id" }];
        if (text.En is { } english)
        {
            both.Add(new JsonObject { ["@value"] = english, ["@language"] = "en" });
        }

        return both;
    }

    private static JsonObject Typed(string value, string type) => new() { ["@value"] = value, ["@type"] = type };

    private static IResult Json(JsonObject document, string type)
    {
        Prune(document);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(document, _json), type);
    }

    /// <summary>What is not known is left out, not written as null.</summary>
    private static void Prune(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var entry in list)
            {
                Prune(entry);
            }
        }
        else if (node is JsonObject named)
        {
            foreach (var name in named.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
            {
                named.Remove(name);
            }

            foreach (var entry in named)
            {
                Prune(entry.Value);
            }
        }
    }
}
