using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;
using DataPortal.Tables.Formats;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>
/// PxWebApi 1 (API of PxWeb, 2011–): <c>/{language}/{database}/{subject}/{table}</c>; a folder lists what lies in it, a table describes itself to GET and hands out its figures to POST.
/// Errors are <c>{"error":"…"}</c>.
/// </summary>
public sealed class PxWebV1(PxTables tables, PxData data, ApiAnswers answers, Catalog.Subjects subjects, IOptions<ApiLimits> limits, IOptions<OfficeOptions> office)
{
    public const string Root = "/api/pxweb/v1";

    private const string DefaultFormat = "px";
    private const int LongestPath = 1_000;

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The one database: the office's.</summary>
    private string Database => $"bps{office.Value.Code}";

    public Task GetAsync(string? language, string? path, HttpContext http) => AnswerAsync(http, language, async () =>
    {
        if (http.Request.Query.ContainsKey("config") || http.Request.QueryString.Value?.Split('?', '&').Contains("config") == true)
        {
            await SendAsync(http, new { maxValues = limits.Value.ApiCells, maxCells = limits.Value.ApiCells, maxCalls = limits.Value.ApiCalls, timeWindow = limits.Value.ApiSeconds, CORS = true });
            return;
        }

        if (language is null)
        {
            await SendAsync(http, PxHttp.Languages.Select(one => new { id = one.Id, text = one.Label }));
            return;
        }

        var parts = Parts(path);
        if (parts.Length == 0)
        {
            await SendAsync(http, new[] { new { dbid = Database, text = Speech.T(office.Value.PortalName, office.Value.PortalNameEnglish) } });
            return;
        }

        // A folder first, then a table: the last part alone names it, whatever folder the client kept from before.
        var subject = parts is [_, var code] ? subjects.Find(code) : null;
        if (parts.Length == 1 || subject is not null)
        {
            await FolderAsync(http, subject);
        }
        else
        {
            await MetadataAsync(http, await TableAsync(parts, http));
        }
    });

    public Task PostAsync(string language, string? path, HttpContext http) => AnswerAsync(http, language, async () =>
    {
        var table = await TableAsync(Parts(path), http);
        using var body = await PxHttp.BodyAsync(http, limits.Value.ApiBodyBytes) ?? throw new PxRequestException(400, "Parameter error", Speech.T("Badan permintaan kosong.", "The body is empty."));
        var format = Format(body.RootElement.Member("response")?.Text("format") ?? DefaultFormat);
        await data.SendAsync(http, table, PxSelection.Of(table.Stored, Asked(body.RootElement), limits.Value.ApiCells), format);
    });

    private async Task FolderAsync(HttpContext http, Catalog.Subject? subject)
    {
        if (http.Request.Query.Parameter("query") is { } query)
        {
            await SearchAsync(http, query, http.Request.Query.Parameter("filter"), subject);
            return;
        }

        var hits = await tables.SearchAsync(null, subject is null ? [] : [subject.Code], http.RequestAborted);
        if (subject is null)
        {
            var filled = hits.Select(hit => hit.Item.Subject).ToHashSet();
            await SendAsync(http, subjects.All.Where(one => filled.Contains(one.Code)).Select(one => new { id = one.Code, type = "l", text = one.Name.ToString() }));
            return;
        }

        var cards = new List<TableCard>();
        foreach (var hit in hits)
        {
            if (await tables.CardAsync(hit.Item, http.RequestAborted) is { } card)
            {
                cards.Add(card);
            }
        }

        await SendAsync(http, cards.Select(card => new { id = card.Item.Id, type = "t", text = card.Item.Title.ToString(), updated = Moment(card.Updated) }));
    }

    /// <param name="filter">Where the words must stand; <c>title</c> is the one PxWeb documents.</param>
    private async Task SearchAsync(HttpContext http, string query, string? filter, Catalog.Subject? subject)
    {
        var hits = await tables.SearchAsync(query, subject is null ? [] : [subject.Code], http.RequestAborted);
        var wanted = query.Split([' ', '*', '"'], StringSplitOptions.RemoveEmptyEntries);
        var inTitle = filter is not null && filter.Contains("title", StringComparison.OrdinalIgnoreCase);
        await SendAsync(http, hits
            .Where(hit => !inTitle || Array.TrueForAll(wanted, word => hit.Item.Title.ToString().Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(hit => new
            {
                id = hit.Item.Id,
                path = subject is null ? $"/{hit.Item.Subject}" : "",
                title = hit.Item.Title.ToString(),
                score = hit.Score,
                published = Moment(hit.Item.PublishedAt ?? hit.Item.UpdatedAt),
            }));
    }

    private Task MetadataAsync(HttpContext http, PxTable table)
    {
        var (stub, heading) = PxDefault.Placement(table.Stored);
        return SendAsync(http, new
        {
            title = table.Item.Title.ToString(),
            variables = stub.Concat(heading).Select(at => table.Cube.Dimensions[at]).Select(dimension => new
            {
                code = dimension.Code,
                text = dimension.Label.ToString(),
                values = dimension.Categories.Select(category => category.Code),
                valueTexts = dimension.Categories.Select(category => category.Label.ToString()),
                elimination = PxSelection.EliminationOf(dimension) is null ? null : (bool?)true,
                time = dimension.Role is DimensionRole.Time ? (bool?)true : null,
                map = dimension.Role is DimensionRole.Region ? dimension.Domain : null,
            }),
        });
    }

    private async Task<PxTable> TableAsync(string[] parts, HttpContext http) =>
        parts is [_, .., var id] && await tables.FindAsync(id, http.RequestAborted) is { } table ? table
            : throw new PxRequestException(404, "Not Found", Speech.T("Tabel atau folder ini tidak ada.", "There is no such table or folder."));

    /// <exception cref="PxRequestException">The database is not there.</exception>
    private string[] Parts(string? path)
    {
        if (path?.Length > LongestPath)
        {
            throw new PxRequestException(404, "Not Found", Speech.T("Alamat ini terlalu panjang.", "This address is too long."));
        }

        var parts = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 || parts[0].Equals(Database, StringComparison.OrdinalIgnoreCase) ? parts
            : throw new PxRequestException(404, "Not Found", Speech.T($"Basis data ini tidak ada; yang ada: {Database}.", $"There is no such database; there is {Database}."));
    }

    /// <summary><c>{"query":[{"code","selection":{"filter","values"}}],"response":{"format"}}</c></summary>
    private static PxRequest Asked(JsonElement asked)
    {
        var query = asked.Member("query");
        if (asked.ValueKind is not JsonValueKind.Object || query is { ValueKind: not JsonValueKind.Array } || query?.GetArrayLength() > SavedQueryDesk.MostChoices)
        {
            throw PxHttp.Shape("query", "[{\"code\":…,\"selection\":{\"filter\":…,\"values\":[…]}}]");
        }

        return new() { MissingIsAll = true, Choices = query is null ? [] : [.. query.Value.EnumerateArray().Select(Choice)] };
    }

    private static PxChoice Choice(JsonElement one)
    {
        var code = one.Text("code") ?? throw PxHttp.Shape("code", "text");
        var selection = one.Member("selection") ?? throw PxHttp.Shape("selection", "{\"filter\":…,\"values\":[…]}");
        var filter = selection.Text("filter") ?? "item";
        var values = selection.Texts("values") ?? [];
        bool Is(string prefix, out string rest)
        {
            var found = filter.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
            rest = found ? List(filter[prefix.Length..]) : "";
            return found;
        }

        if (Is("agg_single:", out var list))
        {
            return new(code, Items(values), list, Single: true);
        }

        if (Is("agg:", out list) || Is("vs:", out list))
        {
            return new(code, Items(values), list);
        }

        return filter.ToLowerInvariant() switch
        {
            "item" => new(code, [.. values.Select(value => $"[{value}]")]),
            // Nothing under "all" is all.
            "all" => new(code, values.Count == 0 ? ["*"] : values),
            "top" => values is [var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
                ? new(code, [FormattableString.Invariant($"top({n})")])
                : throw PxHttp.Shape("top", "[\"n\"]"),
            _ => throw PxHttp.Shape("filter", "item, all, top, agg:…, vs:…"),
        };

        static IReadOnlyList<string>? Items(IReadOnlyList<string> values) => values.Count == 0 ? null : [.. values.Select(value => value == "*" ? value : $"[{value}]")];

        // PxWeb names an aggregation by its file.
        static string List(string name) => name.EndsWith(".agg", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".vs", StringComparison.OrdinalIgnoreCase) ? name[..name.LastIndexOf('.')] : name;
    }

    private static PxOutput Format(string name)
    {
        name = name.Trim().ToLowerInvariant();
        var format = name switch
        {
            "json" => TableFormats.Find("json-px"),
            "px" or "csv" or "csv2" or "csv3" or "json-stat" or "json-stat2" or "xlsx" => TableFormats.Find(name),
            _ => null,
        };
        return format is null ? throw new PxRequestException(400, "Parameter error", Speech.T(
                "Format ini tidak disediakan. Yang ada: px, csv, csv2, csv3, json, json-stat, json-stat2, xlsx.", "This format is not offered. There are: px, csv, csv2, csv3, json, json-stat, json-stat2, xlsx."))
            : new($"v1-{name}", format, new(Separator: format.Extension is "csv" ? ',' : null));
    }

    private static string Moment(DateTimeOffset moment) => Show.Local(moment).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private Task SendAsync(HttpContext http, object value) => answers.SendAsync(http, JsonSerializer.SerializeToUtf8Bytes(value, _json), PxHttp.Json);

    private static async Task AnswerAsync(HttpContext http, string? language, Func<Task> answer)
    {
        try
        {
            ApiAccess.Speak(PxHttp.Language(language) ?? throw new PxRequestException(404, "Not Found", Speech.T("Bahasa yang ada: id, en.", "The languages are id and en.")));
            await answer();
        }
        catch (PxRequestException wrong)
        {
            await ErrorAsync(wrong.Status, wrong.Message);
        }
        catch (SheetTooLargeException large)
        {
            // What was said of the file that is not sent.
            http.Response.Clear();
            await ErrorAsync(StatusCodes.Status413PayloadTooLarge, large.Message);
        }

        Task ErrorAsync(int status, string message)
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = PxHttp.Json;
            return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { error = message }, _json), http.RequestAborted).AsTask();
        }
    }
}
