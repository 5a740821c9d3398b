using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;
using DataPortal.Tables.Formats;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>
/// PxWebApi 2 (PxTools/PxApiSpecs, PxAPI-2.yml): list, find, describe and hand out tables. Names of parameters, variables and formats in any case; errors as
/// <c>application/problem+json</c> (RFC 9457).
/// </summary>
public sealed class PxWebV2(PxTables tables, PxData data, ApiAnswers answers, SavedQueryDesk saved, Catalog.Subjects subjects, IOptions<ApiLimits> limits, IOptions<OfficeOptions> office, TimeProvider clock)
{
    public const string Root = "/api/pxweb/v2";

    /// <summary>Of the specification that is followed.</summary>
    public const string ApiVersion = "2.0.0";

    private const int MostPageSize = 10_000;
    private const int PageSize = 20;

    public Task ConfigAsync(HttpContext http) => AnswerAsync(http, _ => SendAsync(http, new
    {
        ApiVersion,
        AppVersion = typeof(PxWebV2).Assembly.GetName().Version?.ToString(3) ?? "1.0.0",
        Languages = PxHttp.Languages.Select(language => new { language.Id, language.Label }),
        DefaultLanguage = PxHttp.DefaultLanguage,
        MaxDataCells = limits.Value.ApiCells,
        MaxCallsPerTimeWindow = limits.Value.ApiCalls,
        TimeWindow = limits.Value.ApiSeconds,
        // Required by the specification, also where the office claims none.
        License = office.Value.LicenceAddress is { Length: > 0 } licence ? licence : office.Value.Licence,
        SourceReferences = new[]
        {
            new { Language = "id", Text = $"Sumber: {office.Value.Name}" },
            new { Language = "en", Text = $"Source: {office.Value.NameEnglish}" },
        },
        DefaultDataFormat = PxAsked.DefaultFormat,
        DataFormats = PxAsked.Offered,
        Features = new[]
        {
            new { Id = "CORS", Params = new[] { new { Key = "enabled", Value = "True" } } },
            new { Id = "parquet", Params = new[] { new { Key = "enabled", Value = "False" } } },
        },
    }));

    public Task TablesAsync(HttpContext http) => AnswerAsync(http, async language =>
    {
        var query = http.Request.Query;
        var pastDays = Whole(query, "pastDays", 1, int.MaxValue);
        var size = Math.Min(MostPageSize, Whole(query, "pageSize", 1, int.MaxValue) ?? PageSize);
        var page = Whole(query, "pageNumber", 1, int.MaxValue) ?? 1;
        var asked = query.Parameter("query");
        // No table of the portal is discontinued: the parameter changes nothing, but a wrong one is told.
        _ = query.Parameter("includeDiscontinued") is { } said && !bool.TryParse(said, out _) ? throw PxHttp.Shape("includeDiscontinued", "true, false") : 0;

        var hits = await tables.SearchAsync(asked, [], http.RequestAborted);
        var items = hits.Select(hit => hit.Item);
        if (pastDays is { } days)
        {
            var since = clock.GetUtcNow() - TimeSpan.FromDays(Math.Min(days, 100_000));
            items = items.Where(item => item.UpdatedAt >= since || item.PublishedAt >= since);
        }

        var found = items.ToList();
        var pages = Math.Max(1, (found.Count + size - 1) / size);
        if (page > pages)
        {
            throw new PxRequestException(404, "Non-existent page", Speech.T($"Halaman {page} tidak ada; halaman terakhir {pages}.", $"There is no page {page}; the last is {pages}."));
        }

        var cards = new List<TableCard>();
        foreach (var item in found.Skip((page - 1) * size).Take(size))
        {
            if (await tables.CardAsync(item, http.RequestAborted) is { } card)
            {
                cards.Add(card);
            }
        }

        PxLink To(string rel, int number) => new(rel, language, PageAddress(http, language, asked, pastDays, size, number));
        List<PxLink> links = [];
        if (page < pages)
        {
            links.Add(To("next", page + 1));
        }

        if (page > 1)
        {
            links.Add(To("prev", page - 1));
            links.Add(To("previous", page - 1));
        }

        if (pages > 1)
        {
            links.Add(To("last", pages));
        }

        await SendAsync(http, new
        {
            Language = language,
            Tables = cards.Select(card => Table(http, card, language, null)),
            Page = new { PageNumber = page, PageSize = size, TotalElements = found.Count, TotalPages = pages, Links = links },
            Links = new[] { To("self", page) },
        });
    });

    public Task TableAsync(string id, HttpContext http) => AnswerAsync(http, async language =>
        await SendAsync(http, await tables.ItemAsync(id, http.RequestAborted) is { } item && await tables.CardAsync(item, http.RequestAborted) is { } card
            ? Table(http, card, language, language)
            : throw await MissingAsync(id, http)));

    public Task MetadataAsync(string id, HttpContext http) => AnswerAsync(http, async _ =>
    {
        var table = await FindAsync(id, http);
        var lists = new Dictionary<int, Grouping>();
        var named = http.Request.Query.Deep("codelist").Select(one => (one.Key, one.Value));
        if (http.Request.Query.Parameter("savedQuery") is { } kept)
        {
            var query = await saved.FindAsync(kept, http.RequestAborted) is { } known && known.Table == table.Id ? known : throw NoSavedQuery();
            named = query.Choices.Where(choice => choice.CodeList is not null).Select(choice => (choice.Dimension, choice.CodeList!)).Concat(named);
        }

        foreach (var (variable, list) in named)
        {
            var at = PxSelection.Find(table.Cube.Dimensions, variable);
            lists[at] = PxCodeLists.Find(table.Id, table.Cube.Dimensions[at], list)
                ?? throw new PxRequestException(400, "Non-existent codelist", Speech.T($"Peubah {variable} tidak mempunyai daftar kode itu.", $"Variable {variable} has no such codelist."));
        }

        await data.SendMetadataAsync(http, table, lists);
    });

    public Task DefaultSelectionAsync(string id, HttpContext http) => AnswerAsync(http, async language =>
    {
        var table = await FindAsync(id, http);
        var selection = PxSelection.Of(table.Stored, new(), limits.Value.ApiCells);
        await SendAsync(http, Selection(http, table, selection, language, $"tables/{table.Id}/defaultselection"));
    });

    public Task DataAsync(string id, HttpContext http) => AnswerAsync(http, async _ =>
    {
        var table = await FindAsync(id, http);
        var request = HttpMethods.IsPost(http.Request.Method) ? await PostedAsync(http) : PxAsked.Asked(http.Request.Query);
        await data.SendAsync(http, table, PxSelection.Of(table.Stored, request, limits.Value.ApiCells), PxAsked.Output(http.Request.Query, null, []));
    });

    public Task CodeListAsync(string id, HttpContext http) => AnswerAsync(http, async language =>
    {
        if (PxCodeLists.TableOf(id) is { } owner && await tables.FindAsync(owner, http.RequestAborted) is { } table)
        {
            foreach (var dimension in table.Cube.Dimensions)
            {
                foreach (var list in CodeLists.Of(dimension).Where(list => PxCodeLists.Id(table.Id, dimension, list).Equals(id, StringComparison.OrdinalIgnoreCase)))
                {
                    await SendAsync(http, CodeList(http, table, dimension, list, language));
                    return;
                }
            }
        }

        throw new PxRequestException(404, "Non-existent codelist", Speech.T("Daftar kode ini tidak ada.", "There is no such codelist."));
    });

    public Task SaveAsync(HttpContext http) => AnswerAsync(http, async _ =>
    {
        using var body = await PxHttp.BodyAsync(http, limits.Value.ApiBodyBytes) ?? throw new PxRequestException(400, "No query specified", Speech.T("Badan permintaan kosong.", "The body is empty."));
        var asked = body.RootElement;
        var language = PxHttp.Language(asked.Text("language") is { Length: > 0 } said ? said : PxHttp.DefaultLanguage) ?? throw UnknownLanguage();
        var table = await FindAsync(asked.Text("tableId") ?? throw PxHttp.Shape("tableId", "text"), http);
        var request = PxAsked.Selected(asked.Member("selection") ?? throw PxHttp.Shape("selection", "{\"selection\":[…]}"));
        var output = PxAsked.Output(http.Request.Query, asked.Text("outputFormat"), asked.Texts("outputFormatParams") ?? []);
        // Nothing is kept that could not be answered.
        PxSelection.Of(table.Stored, request, limits.Value.ApiCells);
        try
        {
            var kept = await saved.KeepAsync(
                new()
                {
                    Id = "",
                    Table = table.Id,
                    Language = language,
                    // Without values a code list is taken whole, and a variable left out.
                    Choices = [.. request.Choices.Select(choice => new SavedChoice(Code(choice.Variable), choice.Values ?? (choice.CodeList is null ? [] : ["*"]), choice.CodeList, choice.Single))],
                    Heading = [.. request.Heading.Select(Code)],
                    Stub = [.. request.Stub.Select(Code)],
                    OutputFormat = output.Name,
                    OutputFormatParams = output.Params,
                    CreatedAt = default,
                },
                http.Connection.RemoteIpAddress, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.Headers.Location = $"{PxHttp.Root(http)}{Root}/savedqueries/{kept.Id}";
            await SendAsync(http, Saved(http, kept));
        }
        catch (SavedQueryRefusedException refused)
        {
            throw new PxRequestException(400, "Too large to save", refused.Message);
        }
        catch (TooManySavedQueriesException many)
        {
            http.Response.Headers.RetryAfter = many.Seconds.ToString(CultureInfo.InvariantCulture);
            throw new PxRequestException(429, "Too Many Requests", Speech.T(
                $"Dari alamat ini terlalu banyak pilihan disimpan. Ulangi setelah {many.Seconds} detik.", $"Too many queries were saved from this address. Try again after {many.Seconds} seconds."));
        }

        string Code(string variable) => table.Cube.Dimensions[PxSelection.Find(table.Cube.Dimensions, variable)].Code;
    });

    public Task SavedAsync(string id, HttpContext http) => AnswerAsync(http, async _ =>
        await SendAsync(http, Saved(http, await saved.FindAsync(id, http.RequestAborted) ?? throw NoSavedQuery())));

    public Task SavedDataAsync(string id, HttpContext http) => AnswerAsync(http, async language =>
    {
        var query = await saved.FindAsync(id, http.RequestAborted) ?? throw NoSavedQuery();
        ApiAccess.Speak(http.Request.Query.Parameter("lang") is null ? query.Language : language);
        var table = await FindAsync(query.Table, http);
        await data.SendAsync(http, table, PxSelection.Of(table.Stored, Of(query), limits.Value.ApiCells), PxAsked.Output(http.Request.Query, query.OutputFormat, query.OutputFormatParams));
    });

    public Task SavedSelectionAsync(string id, HttpContext http) => AnswerAsync(http, async language =>
    {
        var query = await saved.FindAsync(id, http.RequestAborted) ?? throw NoSavedQuery();
        var table = await FindAsync(query.Table, http);
        await SendAsync(http, Selection(http, table, PxSelection.Of(table.Stored, Of(query), limits.Value.ApiCells), language, $"savedqueries/{query.Id}/selection"));
    });

    private async Task<PxTable> FindAsync(string id, HttpContext http) => await tables.FindAsync(id, http.RequestAborted) ?? throw await MissingAsync(id, http);

    private async Task<PxRequestException> MissingAsync(string id, HttpContext http) => await tables.IsWithdrawnAsync(id, http.RequestAborted)
        ? new(410, "Table withdrawn", Speech.T("Tabel ini sudah ditarik.", "This table was withdrawn."))
        : new(404, "Non-existent table", Speech.T("Tabel ini tidak ada.", "There is no such table."));

    private static PxRequestException NoSavedQuery() => new(404, "Saved query not found", Speech.T("Pilihan tersimpan ini tidak ada.", "There is no such saved query."));

    private static PxRequestException UnknownLanguage() => new(400, "Unsupported language", Speech.T("Bahasa yang ada: id, en.", "The languages are id and en."));

    private static PxRequest Of(SavedQuery query) => new()
    {
        Choices = [.. query.Choices.Select(choice => new PxChoice(choice.Dimension, choice.Expressions, choice.CodeList, choice.Single))],
        Heading = query.Heading,
        Stub = query.Stub,
    };

    private async Task<PxRequest> PostedAsync(HttpContext http)
    {
        using var body = await PxHttp.BodyAsync(http, limits.Value.ApiBodyBytes);
        var request = body is null ? new() : PxAsked.Selected(body.RootElement);
        // Placement may stand in the address too.
        var (heading, stub) = (PxAsked.Codes(http.Request.Query.Parameter("heading")), PxAsked.Codes(http.Request.Query.Parameter("stub")));
        return request.Heading.Count + request.Stub.Count == 0 ? request with { Heading = heading, Stub = stub } : request;
    }

    private object Table(HttpContext http, TableCard card, string language, string? said)
    {
        var (item, root) = (card.Item, PxHttp.Root(http) + Root);
        PxLink Link(string rel, string path, string of) => new(rel, of, $"{root}/tables/{item.Id}{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={of}");
        return new
        {
            Language = said,
            item.Id,
            Label = item.Title.ToString(),
            Description = item.Summary?.ToString() ?? "",
            SortCode = item.Id,
            Tags = item.Tags.Count > 0 ? item.Tags : null,
            Updated = Moment(card.Updated),
            // Said even when there is none: the specification requires the members.
            FirstPeriod = card.First ?? "",
            LastPeriod = card.Last ?? "",
            Category = "public",
            VariableNames = card.Variables.Select(name => name.ToString()),
            Discontinued = false,
            Source = card.Source.ToString(),
            SubjectCode = item.Subject,
            TimeUnit = card.Period switch
            {
                PeriodType.Year => "Annual",
                PeriodType.Quarter => "Quarterly",
                PeriodType.Month => "Monthly",
                PeriodType.Week => "Weekly",
                _ => "Other",
            },
            Paths = new[] { new[] { new { Id = item.Subject, Label = subjects.Name(item.Subject), SortCode = item.Subject } } },
            Links = (PxLink[])
            [
                Link("self", "", language),
                .. PxHttp.Languages.Where(other => other.Id != language).Select(other => Link("alternate", "", other.Id)),
                Link("metadata", "/metadata", language),
                Link("data", $"/data?outputFormat={PxAsked.DefaultFormat}", language),
            ],
        };
    }

    private static object CodeList(HttpContext http, PxTable table, Dimension dimension, Grouping list, string language)
    {
        var elimination = PxSelection.EliminationOf(dimension);
        var id = PxCodeLists.Id(table.Id, dimension, list);
        return new
        {
            Id = id,
            Label = list.Label.ToString(),
            Language = language,
            Languages = PxHttp.Languages.Select(one => one.Id),
            Elimination = elimination is not null,
            EliminationValueCode = elimination?.Code,
            Type = list.Kind is GroupingKind.Aggregation ? "Aggregation" : "Valueset",
            Values = list.Groups.Select(group => new { group.Code, Label = group.Label.ToString(), ValueMap = group.Members }),
            Links = new[] { new PxLink("self", language, $"{PxHttp.Root(http)}{Root}/codelists/{Uri.EscapeDataString(id)}?lang={language}") },
        };
    }

    private static object Selection(HttpContext http, PxTable table, PxSelection selection, string language, string path) => new
    {
        Language = language,
        Selection = selection.Codes.Select(one => new { VariableCode = one.Variable, Codelist = one.CodeList.Length > 0 ? one.CodeList : null, ValueCodes = one.Values }),
        Placement = new { Heading = selection.Heading.Select(at => table.Cube.Dimensions[at].Code), Stub = selection.Stub.Select(at => table.Cube.Dimensions[at].Code) },
        Links = new[] { new PxLink("self", language, $"{PxHttp.Root(http)}{Root}/{path}?lang={language}") },
    };

    private static object Saved(HttpContext http, SavedQuery query)
    {
        var address = $"{PxHttp.Root(http)}{Root}/savedqueries/{query.Id}";
        return new
        {
            query.Language,
            query.Id,
            SavedQuery = new
            {
                query.Id,
                Selection = new
                {
                    Selection = query.Choices.Select(choice => new { VariableCode = choice.Dimension, Codelist = choice.CodeList, ValueCodes = choice.Expressions, OutputValues = choice.Single ? "single" : null }),
                    Placement = new { query.Heading, query.Stub },
                },
                query.Language,
                TableId = query.Table,
                OutputFormat = query.OutputFormat ?? PxAsked.DefaultFormat,
                query.OutputFormatParams,
            },
            Links = new[]
            {
                new PxLink("self", query.Language, address),
                new PxLink("data", query.Language, $"{address}/data"),
                new PxLink("selection", query.Language, $"{address}/selection"),
            },
        };
    }

    private static string PageAddress(HttpContext http, string language, string? query, int? pastDays, int size, int page) =>
        QueryHelpers.AddQueryString($"{PxHttp.Root(http)}{Root}/tables", new Dictionary<string, string?>
        {
            ["lang"] = language,
            ["query"] = query,
            ["pastDays"] = pastDays?.ToString(CultureInfo.InvariantCulture),
            ["pageSize"] = size.ToString(CultureInfo.InvariantCulture),
            ["pageNumber"] = page.ToString(CultureInfo.InvariantCulture),
        }.Where(one => one.Value is not null));

    private static int? Whole(IQueryCollection query, string name, int least, int most) => query.Parameter(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw PxHttp.Shape(name, FormattableString.Invariant($"{least}, {least + 1} …"));

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Task SendAsync(HttpContext http, object value) => answers.SendAsync(http, PxHttp.Bytes(value), PxHttp.Json);

    /// <summary>In the language asked for; a request that cannot be answered says why.</summary>
    private static async Task AnswerAsync(HttpContext http, Func<string, Task> answer)
    {
        try
        {
            var language = PxHttp.Language(http.Request.Query.Parameter("lang")) ?? throw UnknownLanguage();
            ApiAccess.Speak(language);
            await answer(language);
        }
        catch (PxRequestException wrong)
        {
            await http.ProblemAsync(wrong.Status, wrong.Title, wrong.Message, [.. wrong.More]);
        }
        catch (SheetTooLargeException large)
        {
            // What was said of the file that is not sent.
            http.Response.Clear();
            await http.ProblemAsync(StatusCodes.Status413PayloadTooLarge, "Too large for this format", large.Message);
        }
    }
}
