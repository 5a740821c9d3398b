using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataPortal.Catalog;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Api.PxWeb;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.Ckan;

/// <summary>
/// What harvesters and clients ask of a CKAN catalogue (CKAN 2.10, Action API: <c>/api/3/action/{action}</c>, also without the version), by GET or by POST with a JSON object. Reading only: the catalogue is kept elsewhere.
/// </summary>
public sealed class CkanApi(IDocumentStore store, CatalogSearch search, Subjects subjects, ApiAnswers answers, IOptions<OfficeOptions> office, IOptions<ApiLimits> limits, ILogger<CkanApi> logger)
{
    private const string ContentType = "application/json;charset=utf-8";
    private const int MostRows = 1_000;
    private const int UsualRows = 10;

    /// <summary>Packages of <c>current_package_list_with_resources</c>.</summary>
    private const int MostWhole = 100;

    private readonly ConcurrentDictionary<string, string> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _named = new(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes)
    {
        string[] both = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];
        routes.MapMethods("/api/3/action/{action}", both, Answer).Describe(
            "CKAN: site_read, status_show, package_list, current_package_list_with_resources, package_search, package_show, package_autocomplete, resource_show, organization_list, organization_show, group_list, group_show, tag_list, license_list",
            ("id", "Name or identifier, for …_show"), ("q", "Words, or field:value"), ("fq", "field:value …"), ("rows", "Up to 1000"), ("start", "From 0"), ("sort", "metadata_modified desc, title asc, …"), ("limit", "For lists"), ("offset", "For lists"));
        routes.MapMethods("/api/action/{action}", both, Answer).ExcludeFromDescription();
        routes.MapMethods("/api/3", both, () => Results.Json(new { version = 3 })).ExcludeFromDescription();

        static Task Answer(string action, HttpContext http, CkanApi api) => api.AnswerAsync(action, http);
    }

    private async Task AnswerAsync(string action, HttpContext http)
    {
        var root = PxHttp.Root(http);
        var answer = new JsonObject { ["help"] = $"{root}/api/3/action/help_show?name={Uri.EscapeDataString(action.Length > 60 ? action[..60] : action)}" };
        try
        {
            var call = new CkanCall(await ParametersAsync(http), new(subjects, office.Value, root));
            answer["success"] = true;
            answer["result"] = await ResultAsync(action, call, http.RequestAborted);
        }
        catch (CkanException refused)
        {
            http.Response.StatusCode = refused.Status;
            answer["success"] = false;
            answer["error"] = refused.Field is { } field
                ? new JsonObject { ["__type"] = refused.Type, [field] = new JsonArray(refused.Message) }
                : new JsonObject { ["__type"] = refused.Type, ["message"] = refused.Message };
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !http.Response.HasStarted)
        {
            logger.LogError(fault, "A CKAN action failed");
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            answer["success"] = false;
            answer["error"] = new JsonObject { ["__type"] = "Internal Server Error", ["message"] = Speech.T("Terjadi gangguan di pihak kami. Coba lagi.", "Something went wrong on our side. Try again.") };
        }

        await answers.SendAsync(http, JsonSerializer.SerializeToUtf8Bytes(answer, _json), ContentType);
    }

    private async Task<JsonNode?> ResultAsync(string action, CkanCall call, CancellationToken ct)
    {
        switch (action.ToLowerInvariant())
        {
            case "site_read":
                return true;
            case "status_show":
                return new JsonObject
                {
                    ["ckan_version"] = "2.10.0",
                    ["site_url"] = call.Package.Root,
                    ["site_title"] = Speech.T(office.Value.PortalName, office.Value.PortalNameEnglish),
                    ["site_description"] = "",
                    ["locale_default"] = "id",
                    ["error_emails_to"] = null,
                    ["extensions"] = new JsonArray(),
                };
            case "package_list":
                return Names(Part((await AllAsync(ct)).Select(item => item.Id).Order(StringComparer.Ordinal), call));
            case "current_package_list_with_resources":
                return new JsonArray([.. Part((await AllAsync(ct)).OrderByDescending(item => item.UpdatedAt), call, UsualRows, MostWhole).Select(item => (JsonNode)call.Package.Of(item))]);
            case "package_search":
                return await SearchAsync(call, ct);
            case "package_show":
                return await PackageAsync(call, ct);
            case "package_autocomplete":
                return new JsonArray([.. (await FoundAsync(call["q"], ct)).Take(call.Whole("limit", UsualRows, MostRows)).Select(item => (JsonNode)new JsonObject
                {
                    ["name"] = item.Id, ["title"] = item.Title.ToString(), ["match_field"] = "title", ["match_displayed"] = item.Title.ToString(),
                })]);
            case "resource_show":
                return await ResourceAsync(call, ct);
            case "organization_list":
                return call.Flag("all_fields") ? new JsonArray(await OfficeAsync(call, ct)) : new JsonArray(CkanPackage.Organization);
            case "organization_show":
                return call.Needed("id") is CkanPackage.Organization || call["id"] == CkanPackage.Id(CkanPackage.Organization) ? await OfficeAsync(call, ct) : throw CkanException.NotFound();
            case "group_list":
                var groups = await GroupsAsync(call, ct);
                return call.Flag("all_fields") ? new JsonArray([.. groups]) : Names(groups.Select(group => group["name"]!.GetValue<string>()));
            case "group_show":
                return (await GroupsAsync(call, ct)).FirstOrDefault(group => group["name"]!.GetValue<string>() == call.Needed("id") || group["id"]!.GetValue<string>() == call["id"]) ?? throw CkanException.NotFound();
            case "tag_list":
                return Names((await AllAsync(ct)).SelectMany(item => item.Tags).Distinct(StringComparer.Ordinal).Where(tag => tag.Contains(call["query"], StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
            case "license_list":
                return new JsonArray(new JsonObject { ["id"] = call.Package.License, ["title"] = call.Package.LicenseTitle, ["status"] = "active", ["url"] = office.Value.LicenceAddress });
            case "vocabulary_list":
                return new JsonArray();
            default:
                throw new CkanException(StatusCodes.Status400BadRequest, "Bad Request", $"Action name not known: {(action.Length > 60 ? action[..60] : action)}");
        }
    }

    private async Task<JsonObject> SearchAsync(CkanCall call, CancellationToken ct)
    {
        var query = CkanQuery.Of(call["q"], call["fq"] + " " + call["fq_list"], subjects, call.Package.License);
        var (found, sort) = Sorted((await FoundAsync(query.Words, ct)).Where(query.Fits), call["sort"]);
        var (start, rows) = (call.Whole("start", 0, int.MaxValue), call.Whole("rows", UsualRows, MostRows));
        var facets = call["facet.field"].Split(['[', ']', '"', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(10)
            .ToDictionary(name => name, name => found.SelectMany(item => Facet(name, item)).CountBy(value => value).OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal)
                .Take(call.Whole("facet.limit", 50, MostRows)).ToList(), StringComparer.Ordinal);
        return new()
        {
            ["count"] = found.Count,
            ["sort"] = sort,
            ["facets"] = new JsonObject(facets.Select(facet => KeyValuePair.Create(facet.Key, (JsonNode?)new JsonObject(facet.Value.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)))))),
            ["results"] = new JsonArray([.. found.Skip(start).Take(rows).Select(item => (JsonNode)call.Package.Of(item))]),
            ["search_facets"] = new JsonObject(facets.Select(facet => KeyValuePair.Create(facet.Key, (JsonNode?)new JsonObject
            {
                ["title"] = facet.Key,
                ["items"] = new JsonArray([.. facet.Value.Select(value => (JsonNode)new JsonObject { ["name"] = value.Key, ["display_name"] = value.Key, ["count"] = value.Value })]),
            }))),
        };
    }

    private IEnumerable<string> Facet(string name, CatalogItem item) => name switch
    {
        "organization" => [CkanPackage.Organization],
        "groups" => [CkanPackage.GroupName(subjects, item.Subject)],
        "tags" => item.Tags,
        "res_format" => CkanPackage.Formats(item).Distinct(),
        "license_id" => [CkanPackage.LicenseOf(office.Value)],
        _ => [],
    };

    private static (List<CatalogItem> Found, string Sort) Sorted(IEnumerable<CatalogItem> found, string sort)
    {
        // Only the first key decides; ties stay in the order of relevance.
        var (field, down) = sort.Split(',')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var name, var direction] => (name.ToLowerInvariant(), direction.Equals("desc", StringComparison.OrdinalIgnoreCase)),
            [var name] => (name.ToLowerInvariant(), false),
            _ => ("score", true),
        };
        return field switch
        {
            "metadata_modified" => (By(item => item.UpdatedAt), sort),
            "metadata_created" => (By(item => item.PublishedAt ?? item.CreatedAt), sort),
            "name" or "id" => (By(item => item.Id), sort),
            "title" or "title_string" => (By(item => item.Title.ToString()), sort),
            _ => ([.. found], "score desc, metadata_modified desc"),
        };

        List<CatalogItem> By<T>(Func<CatalogItem, T> key) => down ? [.. found.OrderByDescending(key)] : [.. found.OrderBy(key)];
    }

    private async Task<JsonObject> PackageAsync(CkanCall call, CancellationToken ct)
    {
        var id = call["id"].Length > 0 ? call["id"] : call["name_or_id"].Length > 0 ? call["name_or_id"] : throw CkanException.Missing("id");
        var found = await search.FindAsync(id, ct) ?? (await AllAsync(ct)).FirstOrDefault(item => CkanPackage.Id(item.Id) == id) ?? throw CkanException.NotFound();
        return await store.FindAsync(CatalogQueries.Items, found.Id, ct) is { IsPublic: true } whole ? call.Package.Of(whole, whole.Body?.ToString()) : throw CkanException.NotFound();
    }

    private async Task<JsonObject> ResourceAsync(CkanCall call, CancellationToken ct)
    {
        var id = call.Needed("id");
        if (!_resources.ContainsKey(id))
        {
            // An item's resources are named once a version; who asks for one that is not there makes nothing anew.
            foreach (var item in (await AllAsync(ct)).Where(item => !_named.TryGetValue(item.Id, out var version) || version != item.Version))
            {
                foreach (var resource in CkanPackage.ResourceIds(item))
                {
                    _resources[resource] = item.Id;
                }

                _named[item.Id] = item.Version;
            }
        }

        return _resources.TryGetValue(id, out var owner) && await search.FindAsync(owner, ct) is { } found
            ? call.Package.Resources(found).FirstOrDefault(resource => resource["id"]!.GetValue<string>() == id) ?? throw CkanException.NotFound()
            : throw CkanException.NotFound();
    }

    private async Task<JsonObject> OfficeAsync(CkanCall call, CancellationToken ct)
    {
        var one = call.Package.Office();
        one["display_name"] = one["title"]!.GetValue<string>();
        one["package_count"] = (await AllAsync(ct)).Count;
        return one;
    }

    private async Task<List<JsonObject>> GroupsAsync(CkanCall call, CancellationToken ct)
    {
        var counts = (await AllAsync(ct)).CountBy(item => item.Subject).ToDictionary();
        return [.. subjects.All.Where(subject => counts.ContainsKey(subject.Code)).Select(subject =>
        {
            var group = call.Package.Group(subject.Code);
            (group["type"], group["state"], group["is_organization"], group["package_count"]) = ("group", "active", false, counts[subject.Code]);
            return group;
        })];
    }

    private async Task<IReadOnlyList<CatalogItem>> AllAsync(CancellationToken ct) => await FoundAsync("", ct);

    private async Task<IReadOnlyList<CatalogItem>> FoundAsync(string words, CancellationToken ct) =>
        [.. (await search.SearchAsync(new() { Text = words, Order = words.Length == 0 ? SearchOrder.Newest : SearchOrder.Relevance, Size = 1_000_000 }, ct)).Hits.Select(hit => hit.Item)];

    private static IEnumerable<T> Part<T>(IEnumerable<T> all, CkanCall call, int usual = int.MaxValue, int most = int.MaxValue) =>
        all.Skip(call.Whole("offset", 0, int.MaxValue)).Take(call.Whole("limit", usual, most));

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);

    /// <summary>Of the query string, and of a posted JSON object or form.</summary>
    private async Task<Dictionary<string, string>> ParametersAsync(HttpContext http)
    {
        var found = http.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.ContentLength == 0)
        {
            return found;
        }

        var body = new byte[Math.Min(limits.Value.ApiBodyBytes, 64 * 1024) + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, http.RequestAborted);
        if (length == body.Length)
        {
            throw new CkanException(StatusCodes.Status413PayloadTooLarge, "Bad Request", "The request body is too large");
        }

        if (length == 0)
        {
            return found;
        }

        if (http.Request.HasFormContentType && body[0] != '{')
        {
            foreach (var (key, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body, 0, length)))
            {
                found[key] = value.ToString();
            }

            return found;
        }

        try
        {
            using var posted = JsonDocument.Parse(body.AsMemory(0, length));
            foreach (var one in posted.RootElement.EnumerateObject())
            {
                found[one.Name] = one.Value.ValueKind is JsonValueKind.Null ? "" : one.Value.ToString();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CkanException(StatusCodes.Status400BadRequest, "Bad Request", "JSON Error: the request body is no JSON object");
        }

        return found;
    }
}

/// <summary>One call: its parameters, and how packages are written for it.</summary>
internal sealed class CkanCall(IReadOnlyDictionary<string, string> parameters, CkanPackage package)
{
    public CkanPackage Package => package;

    public string this[string name] => parameters.GetValueOrDefault(name, "");

    public string Needed(string name) => this[name] is { Length: > 0 } value ? value : throw CkanException.Missing(name);

    public bool Flag(string name) => this[name].ToLowerInvariant() is "true" or "1" or "yes";

    /// <summary>From 0 to <paramref name="most"/>; more is the most.</summary>
    public int Whole(string name, int otherwise, int most) => this[name] is not { Length: > 0 } written ? otherwise
        : long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (int)Math.Min(number, most) : throw CkanException.Invalid(name);
}
