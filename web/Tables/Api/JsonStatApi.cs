using DataPortal.Shared;
using DataPortal.Tables.Api.PxWeb;
using DataPortal.Tables.Formats.JsonStat;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api;

/// <summary>All published tables as one JSON-stat 2.0 collection: <c>/api/jsonstat/collection</c>, each by the address of its dataset.</summary>
public static class JsonStatApi
{
    public const string Path = "/api/jsonstat/collection";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], AnswerAsync).WithTags("JSON-stat")
        .Describe("All tables as a JSON-stat 2.0 collection; each links to its dataset", ("lang", "id, en"));

    private static async Task AnswerAsync(HttpContext http, PxTables tables, ApiAnswers answers, IOptions<OfficeOptions> office)
    {
        if (PxHttp.Language(http.Request.Query.Parameter("lang")) is not { } language)
        {
            await http.ProblemAsync(StatusCodes.Status400BadRequest, "Unsupported language", Speech.T("Bahasa yang ada: id, en.", "The languages are id and en."));
            return;
        }

        ApiAccess.Speak(language);
        var hits = await tables.SearchAsync(null, [], http.RequestAborted);
        var root = PxHttp.Root(http);
        var place = root + (language == "en" ? "/en" : "");
        using var body = new MemoryStream();
        JsonStatCollection.Write(body, Speech.T(office.Value.PortalName, office.Value.PortalNameEnglish), $"{root}{Path}?lang={language}",
            hits.Select(hit => new JsonStatItem($"{place}{hit.Item.Path}.json", hit.Item.Title.ToString()) { Updated = hit.Item.UpdatedAt }));
        await answers.SendAsync(http, body.ToArray(), PxHttp.Json);
    }
}
