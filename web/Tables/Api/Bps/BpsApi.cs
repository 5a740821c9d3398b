using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Api.PxWeb;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.Bps;

/// <summary>
/// The BPS WebAPI, version 1, under <c>/v1/api</c> (<see href="https://webapi.bps.go.id/documentation/"/>): the same addresses and answers, so that a program written for BPS needs another host and nothing else.
/// A key is accepted and not looked at.
/// </summary>
public sealed class BpsApi(
    BpsShelf shelf, BpsLists lists, BpsDomains domains, TableShelf tables, IDocumentStore store, ApiAnswers answers, IOptions<ApiLimits> limits, IOptions<OfficeOptions> office, ILogger<BpsApi> logger)
{
    private const int MostRelated = 5;

    /// <summary>Lists BPS has and this office keeps none of.</summary>
    private static readonly HashSet<string> _empty = ["news", "newscategory", "glosarium", "sdgs", "sdds", "kbli2009", "kbli2015", "kbli2017", "kbli2020", "kbki2015"];

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<ICollection>(BpsQueries.Numbers)
        .AddSingleton<ICollection>(BpsQueries.Series)
        .AddSingleton<BpsShelf>()
        .AddHostedService<BpsNumberKeeper>()
        .AddSingleton<BpsLists>()
        .AddSingleton<BpsDomains>()
        .AddSingleton<BpsApi>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        string[] read = [HttpMethods.Get, HttpMethods.Head];
        (string, string) key = ("key", "Accepted and not looked at");
        (string, string) lang = ("lang", "ind or eng");
        (string, string) domain = ("domain", "Region code of the office; its own where it is left out");
        routes.MapMethods("/v1/api/domain", read, Answer).Describe("BPS WebAPI: domains. Parameters may also stand in the path, as pairs: /v1/api/domain/type/all", ("type", "all, prov, kab or kabbyprov"), ("prov", "Province, for kabbyprov"), key);
        routes.MapMethods("/v1/api/list", read, Answer).Describe(
            "BPS WebAPI: lists, and with model=data figures. Parameters may also stand in the path, as pairs: /v1/api/list/model/data/domain/1603/var/101",
            ("model", "subject, subcat, subcsa, subcatcsa, var, vervar, turvar, th, turth, unit, data, statictable, tablestatistic, publication, pressrelease, infographic, news or indicators"),
            domain, lang, key, ("page", "From 1"), ("perpage", "10 unless said; up to 100000"), ("keyword", "Words of the title"), ("subject", "Subject number"), ("year", "Of release"), ("month", "Of release"),
            ("var", "Variable number"), ("vervar", "Numbers: 1;2 or 1:3"), ("turvar", "Numbers: 1;2 or 1:3"), ("th", "Year less 1900: 117;118 or 117:120"), ("turth", "Numbers: 1;2 or 1:3"));
        routes.MapMethods("/v1/api/view", read, Answer).Describe(
            "BPS WebAPI: one item. Parameters may also stand in the path, as pairs", ("model", "statictable, tablestatistic, publication, pressrelease, infographic, news or indicators"), ("id", "As the list names it"), domain, lang, key);

        // Everything else under /v1: pairs in the path, and what is none of our addresses, answered in the same shape.
        routes.Map("/v1/{**path}", Answer).ExcludeFromDescription();

        static Task Answer(HttpContext http, BpsApi api) => api.AnswerAsync(http);
    }

    /// <summary>An error in the shape of this API, whatever its status.</summary>
    public static Task ErrorAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = BpsAnswer.ContentType;
        var body = BpsAnswer.Error(message);
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsPost(http.Request.Method))
        {
            await ErrorAsync(http, StatusCodes.Status405MethodNotAllowed, $"Method {BpsDomains.Short(http.Request.Method)} is not implemented.");
            return;
        }

        // Read from the path itself: an empty segment means something here.
        var path = (http.Request.Path.Value ?? "")[3..].TrimStart('/');
        if (!path.StartsWith("api", StringComparison.OrdinalIgnoreCase) || path is [_, _, _, not '/', ..])
        {
            await ErrorAsync(http, StatusCodes.Status404NotFound, $"Function is not implemented. See {PxHttp.Root(http)}/halaman/api");
            return;
        }

        var request = BpsRequest.Of(path[3..], http.Request.Query, PxHttp.Root(http));
        ApiAccess.Speak(request["lang"].Length == 0 ? Speech.Language : request.IsEnglish ? "en" : "id");
        try
        {
            if (await MadeAsync(http, request) is { } body)
            {
                await answers.SendAsync(http, body, BpsAnswer.ContentType);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !http.Response.HasStarted)
        {
            logger.LogError(fault, "A call of the BPS WebAPI failed");
            http.Response.Clear();
            await ErrorAsync(http, StatusCodes.Status500InternalServerError, Speech.T("Terjadi gangguan di pihak kami. Coba lagi.", "Something went wrong on our side. Try again."));
        }
    }

    /// <returns>Null when the answer was sent already.</returns>
    private async Task<byte[]?> MadeAsync(HttpContext http, BpsRequest request)
    {
        var ct = http.RequestAborted;
        switch (request.Function)
        {
            case "domain":
                return domains.List(request);
            case "list" or "view" when request.Model.Length == 0:
                return BpsAnswer.Missing("model");
            case "list":
                return domains.Refused(request, isList: true) ?? await ListAsync(http, request, ct);
            case "view":
                return domains.Refused(request, isList: false) ?? await ViewAsync(http, request, ct);
            default:
                return BpsAnswer.Error($"Function {BpsDomains.Short(request.Function)} is not implemented.");
        }
    }

    private async Task<byte[]?> ListAsync(HttpContext http, BpsRequest request, CancellationToken ct)
    {
        var shown = await shelf.ShownAsync(ct);
        var items = new BpsItems(request, shown, store, tables, lists, office.Value);
        return request.Model switch
        {
            "subject" or "subcsa" or "subjectcsa" => lists.SubjectList(request, shown),
            "subcat" or "subcatcsa" => lists.Groups(request),
            "var" or "dynamictable" => lists.VariableList(request, shown),
            "vervar" => BpsLists.RowList(request, shown),
            "turvar" => BpsLists.DerivedList(request, shown),
            "th" => BpsLists.YearList(request, shown),
            "turth" => BpsLists.PartList(request, shown),
            "unit" => BpsLists.UnitList(request, shown),
            "data" => await DataAsync(http, request, request["var"], "var", shown, ct),
            "statictable" => items.StaticTables(),
            "tablestatistic" => items.AllTables(),
            "publication" => items.Publications(),
            "pressrelease" => items.Releases(),
            "infographic" => items.Infographics(),
            "indicators" => items.Indicators(),
            var model when _empty.Contains(model) => BpsAnswer.ListNotAvailable,
            var model => BpsAnswer.Error($"Model {BpsDomains.Short(model)} is not recognized."),
        };
    }

    private async Task<byte[]?> ViewAsync(HttpContext http, BpsRequest request, CancellationToken ct)
    {
        if (request["id"].Length == 0)
        {
            return BpsAnswer.Missing("id");
        }

        var shown = await shelf.ShownAsync(ct);
        var items = new BpsItems(request, shown, store, tables, lists, office.Value);
        return request.Model switch
        {
            "statictable" => await items.TableAsync(isAny: false, ct),
            "tablestatistic" => await items.TableAsync(isAny: true, ct),
            "dynamictable" => await DataAsync(http, request, request["id"], "id", shown, ct),
            "publication" => await items.PublicationAsync(ct),
            "pressrelease" => await items.ReleaseAsync(ct),
            "infographic" => await items.InfographicAsync(ct),
            "indicators" => items.Indicator(),
            var model when _empty.Contains(model) => BpsAnswer.ItemNotAvailable,
            var model => BpsAnswer.Error($"Model {BpsDomains.Short(model)} is not recognized."),
        };
    }

    private async Task<byte[]?> DataAsync(HttpContext http, BpsRequest request, string wanted, string parameter, BpsShown shown, CancellationToken ct)
    {
        if (wanted.Length == 0)
        {
            return BpsAnswer.Missing(parameter);
        }

        if (BpsRequest.Number(wanted) is not { } number || shown.Variable(number) is not { } variable)
        {
            return BpsAnswer.ListNotAvailable;
        }

        var data = new BpsData(variable, request, limits.Value.ApiCells);
        if (data.Cells == 0)
        {
            return BpsAnswer.ListNotAvailable;
        }

        if (data.Cells > limits.Value.ApiCells)
        {
            return BpsAnswer.Error(Speech.T(
                $"Pilihan ini {data.Cells} sel, batasnya {limits.Value.ApiCells} sel. Persempit dengan th, vervar, turvar, atau turth.",
                $"This selection has {data.Cells} cells, the limit is {limits.Value.ApiCells} cells. Narrow it by th, vervar, turvar or turth."));
        }

        var table = variable.Table;
        var cube = await tables.CubeAsync(table.Document.Current.Cube.Hash, ct);
        List<BpsVariable> related = [.. shown.Variables.Where(other => other.Table != table && other.Table.Item.Subject == table.Item.Subject).Take(MostRelated)];
        var key = string.Join('\n', "bps", Speech.Language, number, table.Item.Version, table.Document.Version, table.Numbers.Version, table.Document.Current.Cube.Hash, request.Root,
            request["vervar"], request["turvar"], request["th"], request["tahun"], request["turth"], request["turtahun"], string.Join(',', related.Select(other => $"{other.Number}.{other.Table.Item.Version}")));
        await answers.SendAsync(http, key, BpsAnswer.ContentType, null, to => data.Write(to, cube, lists.Subject(table.Item), related));
        return null;
    }
}
