using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.Bps;

/// <summary>
/// The BPS WebAPI, version 1, under <c>/v1/api</c> (<see href="https://webapi.bps.go.id/documentation/"/>): the same addresses and answers, so that a program written for BPS needs another host and nothing else.
/// A key is accepted and not looked at.
/// </summary>
public sealed class BpsApi(BpsShelf shelf, BpsLists lists, BpsItems items, BpsDomains domains, TableShelf tables, ApiAnswers answers, PortalLinks links, IOptions<ApiLimits> limits, ILogger<BpsApi> logger)
{
    private const int MostRelated = 5;

    /// <summary>Lists BPS has and this office keeps none of.</summary>
    private static readonly HashSet<string> _empty = ["news", "newscategory", "glosarium", "sdgs", "sdds", "kbli2009", "kbli2015", "kbli2017", "kbli2020", "kbki2015"];

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<Storage.ICollection>(BpsQueries.Numbers)
        .AddSingleton<Storage.ICollection>(BpsQueries.Series)
        .AddSingleton<BpsShelf>()
        .AddSingleton<BpsLists>()
        .AddSingleton<BpsItems>()
        .AddSingleton<BpsDomains>()
        .AddSingleton<BpsApi>();

    // Everything under /v1: what is none of our addresses is answered in the same shape too.
    public static void Map(IEndpointRouteBuilder routes) => routes.Map("/v1/{**path}", (HttpContext http, BpsApi api) => api.AnswerAsync(http));

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
            await ErrorAsync(http, StatusCodes.Status404NotFound, $"Function is not implemented. See {links.To("/halaman/api", "id")}");
            return;
        }

        var request = BpsRequest.Of(path[3..], http.Request.Query);
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
            "statictable" => items.StaticTables(request, shown),
            "tablestatistic" => items.AllTables(request, shown),
            "publication" => items.Publications(request, shown),
            "pressrelease" => items.Releases(request, shown),
            "infographic" => items.Infographics(request, shown),
            "indicators" => items.Indicators(request, shown),
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
        return request.Model switch
        {
            "statictable" => await items.TableAsync(request, shown, isAny: false, ct),
            "tablestatistic" => await items.TableAsync(request, shown, isAny: true, ct),
            "dynamictable" => await DataAsync(http, request, request["id"], "id", shown, ct),
            "publication" => await items.PublicationAsync(request, shown, ct),
            "pressrelease" => await items.ReleaseAsync(request, shown, ct),
            "infographic" => await items.InfographicAsync(request, shown, ct),
            "indicators" => items.Indicator(request, shown),
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

        if (!int.TryParse(wanted, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) || shown.Variable(number) is not { } variable)
        {
            return BpsAnswer.ListNotAvailable;
        }

        var data = new BpsData(variable, request);
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
        var key = string.Join('\n', "bps", Speech.Language, number, table.Item.Version, table.Document.Version, table.Numbers.Version, table.Document.Current.Cube.Hash, links.Root,
            request["vervar"], request["turvar"], request["th"], request["tahun"], request["turth"], request["turtahun"], string.Join(',', related.Select(other => $"{other.Number}.{other.Table.Item.Version}")));
        await answers.SendAsync(http, key, BpsAnswer.ContentType, null, to => data.Write(to, cube, lists.Subject(table.Item), related, links));
        return null;
    }
}
