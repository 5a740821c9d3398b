using System.Net;
using System.Text;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Versions;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Versions;

/// <summary>Figures and publications that wait for their moment.</summary>
public sealed class EmbargoTests : VersionStory
{
    public EmbargoTests()
    {
    }

    private EmbargoTests(Portal portal) : base(portal)
    {
    }

    [Fact]
    public async Task Figures_under_embargo_are_nowhere_until_their_minute_and_then_everywhere()
    {
        const string secret = "98.765";
        var id = await PublishedAsync("Penduduk uji embargo, 2024–2025");
        using var variables = System.Text.Json.JsonDocument.Parse(await _visitor.GetStringAsync("/v1/api/list/model/var/lang/ind/domain/1603/perpage/1000/key/x", Ct));
        var number = variables.RootElement.GetProperty("data")[1].EnumerateArray().First(one => one.GetProperty("title").GetString()!.StartsWith("Penduduk uji embargo", StringComparison.Ordinal)).GetProperty("var_id").GetInt32();
        string[] looked = [$"/tabel/{id}", $"/en/tabel/{id}", $"/tabel/{id}.csv", $"/tabel/{id}.json", $"/tabel/{id}.px", $"/tabel/{id}.xlsx", $"/tabel/{id}.pdf", $"/tabel/{id}.svg", $"/tabel/{id}/perubahan", $"/cari?q=embargo", "/umpan.atom", "/sitemap.xml", "/data.json", "/katalog.jsonld", "/", "/rencana-terbit", "/rencana-terbit.ics", $"/tabel?q=embargo",
            "/api/pxweb/v2/tables?query=embargo", $"/api/pxweb/v2/tables/{id}", $"/api/pxweb/v2/tables/{id}/metadata", $"/api/pxweb/v2/tables/{id}/defaultselection", $"/api/pxweb/v2/tables/{id}/data?outputFormat=csv&valuecodes[wilayah]=*&valuecodes[tahun]=*", $"/api/pxweb/v2/tables/{id}/data?outputFormat=json-stat2&valuecodes[wilayah]=*&valuecodes[tahun]=*",
            "/api/pxweb/v1/id/bps1603/519", $"/api/pxweb/v1/id/bps1603/519/{id}", "/api/pxweb/v1/en/bps1603?query=embargo",
            $"/api/3/action/package_show?id={id}", "/api/3/action/package_search?q=embargo",
            "/v1/api/list/model/var/lang/ind/domain/1603/key/x", $"/v1/api/list/model/data/lang/ind/domain/1603/var/{number}/key/x", $"/v1/api/list/model/data/lang/ind/domain/1603/var/{number}/th/124:126/key/x", $"/v1/api/list/model/th/lang/ind/domain/1603/var/{number}/key/x"];
        const string all = """{"query":[{"code":"wilayah","selection":{"filter":"all","values":["*"]}},{"code":"tahun","selection":{"filter":"all","values":["*"]}}],"response":{"format":"csv"}}""";
        async Task<string> PostedAsync()
        {
            using var body = new StringContent(all, Encoding.UTF8, "application/json");
            return await (await _visitor.PostAsync($"/api/pxweb/v1/id/bps1603/519/{id}", body, Ct)).Content.ReadAsStringAsync(Ct);
        }

        var posted = await PostedAsync();
        Assert.Contains("3030", posted);
        var before = new Dictionary<string, string>();
        foreach (var path in looked.Where(path => !path.Contains("rencana") && path != "/"))
        {
            before[path] = WebUtility.HtmlDecode(await _visitor.GetStringAsync(path, Ct));
        }

        var at = new DateTimeOffset(2026, 11, 17, 11, 0, 0, TimeSpan.FromHours(7));
        await ScheduledAsync(id, at);
        var document = (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!;
        Assert.NotNull(document.Waiting);
        foreach (var path in looked)
        {
            var page = WebUtility.HtmlDecode(await _visitor.GetStringAsync(path, Ct));
            Assert.DoesNotContain(secret, page);
            Assert.DoesNotContain("98765", page);
            Assert.DoesNotContain("98,765", page);
            // The sample tables have years of their own.
            Assert.DoesNotContain("embargo, 2024–2026", page);
            if (before.TryGetValue(path, out var was))
            {
                Assert.Equal(was, page);
            }
        }

        Assert.Equal(posted, await PostedAsync());
        foreach (var hash in new[] { document.Waiting!.Version.Cube.Hash, document.Waiting.Incoming.Hash, document.Waiting.Version.Original!.Hash })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/berkas/{hash}/v2.cube", Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/perubahan.csv?dari=1&ke=2", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/2", Ct)).StatusCode);
        Assert.Contains("Penduduk uji embargo, 2024–2025", WebUtility.HtmlDecode(await _visitor.GetStringAsync("/rencana-terbit", Ct)));
        Assert.Contains("11.00 WIB", await _visitor.GetStringAsync("/rencana-terbit", Ct));
        Assert.Contains("DTSTART:20261117T040000Z", await _visitor.GetStringAsync("/rencana-terbit.ics", Ct));
        Assert.Contains("Menunggu terbit", await _staff.GetStringAsync($"/petugas/tabel/{id}", Ct));

        var publisher = _portal.Get<VersionPublisher>();
        _portal.Clock.Set(at.AddSeconds(-1));
        await publisher.DoDueAsync(Ct);
        Assert.DoesNotContain(secret, await _visitor.GetStringAsync($"/tabel/{id}", Ct));

        _portal.Clock.Set(at);
        await Task.WhenAll(publisher.DoDueAsync(Ct), publisher.DoDueAsync(Ct), publisher.DoDueAsync(Ct));
        Assert.Contains(secret, await _visitor.GetStringAsync($"/tabel/{id}", Ct));
        Assert.Contains("98765", await _visitor.GetStringAsync($"/tabel/{id}.csv", Ct));
        Assert.Contains("98765", await _visitor.GetStringAsync($"/api/pxweb/v2/tables/{id}/data?outputFormat=csv&valuecodes[wilayah]=*&valuecodes[tahun]=*", Ct));
        Assert.Contains("98765", await _visitor.GetStringAsync($"/v1/api/list/model/data/lang/ind/domain/1603/var/{number}/th/124:126/key/x", Ct));
        Assert.Contains("98765", await PostedAsync());
        Assert.Contains("98765", await _visitor.GetStringAsync($"/tabel/{id}.px", Ct));
        Assert.Contains("2024–2026", WebUtility.HtmlDecode(await _visitor.GetStringAsync("/cari?q=embargo", Ct)));
        document = (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!;
        Assert.Equal((2, 1, at, null), (document.Current.Number, document.Earlier.Count, document.Current.At, document.Waiting));
        Assert.Null((await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.RevisedAt);
        Assert.DoesNotContain("Penduduk uji embargo", await _visitor.GetStringAsync("/rencana-terbit", Ct));
    }

    [Fact]
    public async Task The_portal_itself_shows_what_is_due_within_a_second_of_its_moment()
    {
        var id = await PublishedAsync("Penduduk uji detik, 2024–2025");
        await ScheduledAsync(id, _portal.Clock.GetUtcNow().AddMinutes(2));
        // The clock stands still for the sleeper; a commit wakes it, as a moved moment would.
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await _portal.Store.CommitAsync([TableQueries.Tables.Insert((await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))! with { Id = "tabel-lain", Waiting = null })], Ct);
        for (var tries = 0; tries < 100 && (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Waiting is not null; tries++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.Null((await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Waiting);
    }

    [Fact]
    public async Task What_came_due_while_the_portal_was_down_is_shown_when_it_starts()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Storage:Engine"] = "sqlite", ["Storage:Path"] = folder.File("portal") };
        var at = _portal.Clock.GetUtcNow().AddHours(2);
        string id;
        await using (var before = new Portal { Settings = settings })
        {
            await before.InitializeAsync();
            var story = new EmbargoTests(before);
            id = await story.PublishedAsync("Penduduk uji padam, 2024–2025");
            await story.ScheduledAsync(id, at);
        }

        await using var after = new Portal { Settings = settings };
        after.Clock.Set(at.AddDays(1));
        await after.InitializeAsync();
        for (var tries = 0; tries < 200 && (await after.Store.FindAsync(TableQueries.Tables, id, Ct))!.Waiting is not null; tries++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.Contains("98.765", await after.Browser().GetStringAsync($"/tabel/{id}", Ct));
        Assert.Equal(at.AddDays(1), (await after.Store.FindAsync(TableQueries.Tables, id, Ct))!.Current.At);
    }

    [Fact]
    public async Task A_tables_first_publication_is_scheduled_where_it_is_kept_and_called_off()
    {
        var id = await DraftAsync("Penduduk uji jadwal, 2024–2025");
        var at = new DateTimeOffset(2026, 11, 18, 11, 0, 0, TimeSpan.FromHours(7));
        Assert.Contains("Jadwalkan", await _staff.GetStringAsync($"/petugas/tabel/{id}", Ct));
        Assert.Contains("kabar=waktu", (await PostAsync($"/petugas/tabel/{id}", "Jadwalkan", ("pada", "2020-01-01T08:00"))).Headers.Location!.ToString());
        Assert.Contains("kabar=waktu", (await PostAsync($"/petugas/tabel/{id}", "Jadwalkan", ("pada", "besok"))).Headers.Location!.ToString());
        await PostAsync($"/petugas/tabel/{id}", "Jadwalkan", ("pada", "2026-11-18T11:00"));
        Assert.Equal((at, ItemState.Draft), ((await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.PublishAt, (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.State));
        Assert.Contains("terbit sendiri", await _staff.GetStringAsync($"/petugas/tabel/{id}", Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}", Ct)).StatusCode);
        await PostAsync($"/petugas/tabel/{id}", "Jadwalkan", ("pada", ""));
        Assert.Null((await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.PublishAt);
    }

    [Fact]
    public async Task A_waiting_version_can_be_moved_and_called_off()
    {
        var id = await PublishedAsync("Penduduk uji batal, 2024–2025");
        var at = new DateTimeOffset(2026, 12, 1, 11, 0, 0, TimeSpan.FromHours(7));
        await ScheduledAsync(id, at);
        await PostAsync($"/petugas/tabel/{id}", "Geser", ("pada", "2026-12-02T08:30"));
        Assert.Equal(at.AddDays(1).AddHours(-2.5), (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Waiting!.At);
        var refused = await PostAsync($"/petugas/tabel/{id}", "Geser", ("pada", "2020-12-02T08:30"));
        Assert.Contains("kabar=waktu", refused.Headers.Location!.ToString());
        await PostAsync($"/petugas/tabel/{id}", "Batalkan");
        Assert.Null((await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Waiting);
        Assert.DoesNotContain("Penduduk uji batal", await _visitor.GetStringAsync("/rencana-terbit", Ct));
        await Assert.ThrowsAsync<EmbargoRefusedException>(() => _portal.Get<VersionDesk>().CancelAsync(id, Ct));
    }

    [Fact]
    public async Task A_correction_during_an_embargo_is_not_undone_by_it()
    {
        var id = await PublishedAsync("Penduduk uji koreksi, 2024–2025");
        var at = _portal.Clock.GetUtcNow().AddDays(1);
        await ScheduledAsync(id, at);
        await CorrectedAsync(id);
        _portal.Clock.Set(at);
        await _portal.Get<VersionPublisher>().DoDueAsync(Ct);
        var table = await _portal.Get<TableShelf>().FindAsync(id, Ct);
        Assert.Equal((3, 1500, 98765), (table!.Document.Current.Number, Value(table.Cube, "1603090", "2024"), Value(table.Cube, "1603090", "2026")));
    }

    [Fact]
    public async Task Words_put_right_during_an_embargo_are_not_undone_by_it()
    {
        var id = await PublishedAsync("Penduduk uji kata, 2024–2025");
        var at = _portal.Clock.GetUtcNow().AddDays(2);
        await ScheduledAsync(id, at);
        await CorrectedAsync(id, ("Form.Notes", "Termasuk penduduk tidak tetap."), ("Form.Subject", "531"), ("Form.Source", "Uji yang benar"));
        Assert.Equal("531", (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.Subject);
        var waiting = (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Waiting!;
        Assert.Contains(waiting.Text.Notes, note => note.Id == "Termasuk penduduk tidak tetap.");

        // And edited in the catalogue, without new figures.
        await _portal.Get<CatalogDesk>().EditAsync(id, null, item => item with { Tags = ["lain"], IsSample = true }, Ct);
        _portal.Clock.Set(at);
        await _portal.Get<VersionPublisher>().DoDueAsync(Ct);
        var item = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!;
        var table = (await _portal.Get<TableShelf>().FindAsync(id, Ct))!;
        Assert.Equal(("531", "Uji yang benar", true, "lain"), (item.Subject, item.Source!.Id, item.IsSample, string.Join(' ', item.Tags)));
        Assert.Equal(("Penduduk uji kata, 2024–2026", "2024–2026"), (item.Title.Id, item.Period)); // what the person who scheduled it changed
        Assert.Equal((3, 1500, 98765), (table.Document.Current.Number, Value(table.Cube, "1603090", "2024"), Value(table.Cube, "1603090", "2026")));
        Assert.Contains(table.Text.Notes, note => note.Id == "Termasuk penduduk tidak tetap.");
        Assert.Equal(("Uji yang benar", true), (table.Text.Source.Id, table.Text.IsSample));
    }

    [Fact]
    public async Task Symbols_that_come_during_an_embargo_do_not_change_places_with_those_that_wait()
    {
        var id = await PublishedAsync("Penduduk uji lambang, 2024–2025");
        var desk = _portal.Get<VersionDesk>();
        var at = _portal.Clock.GetUtcNow().AddDays(1);
        await desk.AddAsync(id, null, await OriginalAsync(id), await MarkedAsync(id, "2026", "b", at), Ct);
        await desk.AddAsync(id, null, await OriginalAsync(id), await MarkedAsync(id, "2025", "a", null), Ct);
        _portal.Clock.Set(at);
        await _portal.Get<VersionPublisher>().DoDueAsync(Ct);
        var table = (await _portal.Get<TableShelf>().FindAsync(id, Ct))!;
        Assert.Equal(["a", "b"], table.Text.OwnSymbols.Select(symbol => symbol.Mark));
        Assert.Equal(("a", "b"), (TableSymbols.Mark(table.Cube.Status[Cell(table.Cube, "1603090", "2025")], table.Text), TableSymbols.Mark(table.Cube.Status[Cell(table.Cube, "1603090", "2026")], table.Text)));
    }
}
