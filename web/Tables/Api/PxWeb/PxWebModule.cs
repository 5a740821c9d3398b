using DataPortal.Shared;

namespace DataPortal.Tables.Api.PxWeb;

public static class PxWebModule
{
    private static readonly string[] _read = [HttpMethods.Get, HttpMethods.Head];

    private static readonly (string Name, string Description)[] _language = [("lang", "id, en")];

    private static readonly (string Name, string Description)[] _output =
    [
        ("lang", "id, en"), ("outputFormat", string.Join(", ", PxAsked.OutputFormats)),
        ("outputFormatParams", "UseCodes, UseTexts, UseCodesAndTexts, IncludeTitle, SeparatorTab, SeparatorSpace, SeparatorSemicolon"),
    ];

    public static IServiceCollection AddPxWeb(this IServiceCollection services) => services
        .AddSingleton<PxTables>().AddSingleton<PxData>().AddSingleton<PxWebV2>().AddSingleton<PxWebV1>();

    public static void MapPxWeb(this IEndpointRouteBuilder routes)
    {
        var v2 = routes.MapGroup(PxWebV2.Root).WithTags("PxWebApi 2");
        v2.MapMethods("/config", _read, (PxWebV2 api, HttpContext http) => api.ConfigAsync(http)).Describe("What the API offers and how much of it");
        v2.MapMethods("/tables", _read, (PxWebV2 api, HttpContext http) => api.TablesAsync(http)).Describe(
            "Published tables, found by words", ("lang", "id, en"), ("query", "Words"), ("pastDays", "Only tables updated in the last n days"),
            ("includeDiscontinued", "true, false"), ("pageNumber", "From 1"), ("pageSize", "Tables a page"));
        v2.MapMethods("/tables/{id}", _read, (string id, PxWebV2 api, HttpContext http) => api.TableAsync(id, http)).Describe("One table", _language);
        v2.MapMethods("/tables/{id}/metadata", _read, (string id, PxWebV2 api, HttpContext http) => api.MetadataAsync(id, http)).Describe(
            "Variables, values, units and notes of a table (JSON-stat 2.0 without figures)", ("lang", "id, en"), ("defaultSelection", "true, false"), ("savedQuery", "Its code lists are applied"), ("codelist[VARIABLE]", "A code list in place of the variable's values"));
        v2.MapMethods("/tables/{id}/defaultselection", _read, (string id, PxWebV2 api, HttpContext http) => api.DefaultSelectionAsync(id, http)).Describe("What a table shows when nothing is selected", _language);
        v2.MapMethods("/tables/{id}/data", _read, (string id, PxWebV2 api, HttpContext http) => api.DataAsync(id, http)).Describe(
            "Figures of a table", [.. _output, ("valuecodes[VARIABLE]", "Codes and expressions: *, ?, top(n,offset), bottom(n,offset), range(a,b), from(a), to(a); a code with a comma in brackets"),
            ("codelist[VARIABLE]", "A code list"), ("outputvalues[VARIABLE]", "aggregated, single"), ("heading", "Variables across"), ("stub", "Variables that run down")]);
        v2.MapPost("/tables/{id}/data", (string id, PxWebV2 api, HttpContext http) => api.DataAsync(id, http)).Describe(
            "Figures of a table; the body is {\"selection\":[{\"variableCode\",\"valueCodes\",\"codelist\"}],\"placement\":{\"heading\",\"stub\"}}", _output);
        v2.MapMethods("/codelists/{id}", _read, (string id, PxWebV2 api, HttpContext http) => api.CodeListAsync(id, http)).Describe("One code list", _language);
        v2.MapPost("/savedqueries", (PxWebV2 api, HttpContext http) => api.SaveAsync(http)).Describe(
            "Keeps a selection: {\"tableId\",\"language\",\"selection\":{\"selection\":[…],\"placement\":{…}},\"outputFormat\",\"outputFormatParams\"}");
        v2.MapMethods("/savedqueries/{id}", _read, (string id, PxWebV2 api, HttpContext http) => api.SavedAsync(id, http)).Describe("A kept selection");
        v2.MapMethods("/savedqueries/{id}/data", _read, (string id, PxWebV2 api, HttpContext http) => api.SavedDataAsync(id, http)).Describe("Figures of a kept selection, as of now", _output);
        v2.MapMethods("/savedqueries/{id}/selection", _read, (string id, PxWebV2 api, HttpContext http) => api.SavedSelectionAsync(id, http)).Describe("The codes a kept selection comes to, as of now", _language);

        var v1 = routes.MapGroup(PxWebV1.Root).WithTags("PxWebApi 1");
        v1.MapMethods("/", _read, (PxWebV1 api, HttpContext http) => api.GetAsync(null, null, http)).Describe("Languages; with ?config the limits");
        v1.MapMethods("/{language}/{**path}", _read, (string language, string? path, PxWebV1 api, HttpContext http) => api.GetAsync(language, path, http)).Describe(
            "Databases, subjects, tables of a subject, variables of a table", ("query", "Words to find tables by"), ("filter", "title: only in titles"), ("config", "The limits"));
        v1.MapPost("/{language}/{**path}", (string language, string? path, PxWebV1 api, HttpContext http) => api.PostAsync(language, path, http)).Describe(
            "Figures of a table; the body is {\"query\":[{\"code\",\"selection\":{\"filter\":\"item|all|top|agg:…|vs:…\",\"values\":[…]}}],\"response\":{\"format\":\"px|csv|csv2|csv3|json|json-stat|json-stat2|xlsx\"}}");
    }
}
