using System.Globalization;
using System.Net;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Versions;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Versions;

/// <summary>A table through its years: published, a year added with one click, a year under embargo, a correction. A portal of its own, for its clock moves.</summary>
public sealed class VersionStoryTests : IAsyncLifetime
{
    private const string First = "Kecamatan;2024;2025\nGelumbang;1.000;1.010\nLembak;2.000;2.020\nRambang;3.000;3.030\nJumlah;6.000;6.060\n";

    // Another order of rows and columns, another spelling, and a year more.
    private const string Next = "2026;Kec.;2025\n3.061;KEC. RAMBANG;3.030\n1.021;KEC. GELUMBANG;1.010\n2.041;KEC. LEMBAK;2.020\n6.123;JUMLAH;6.060\n";

    private readonly Portal _portal;
    private HttpClient _staff = null!;
    private HttpClient _visitor = null!;

    public VersionStoryTests() => _portal = new();

    private VersionStoryTests(Portal portal) => (_portal, _staff, _visitor) = (portal, portal.Staff(Role.WebAdmin), portal.Browser());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        (_staff, _visitor) = (_portal.Staff(Role.WebAdmin), _portal.Browser());
    }

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Next_years_file_goes_in_with_one_click_however_its_columns_moved()
    {
        var id = await PublishedAsync("Penduduk uji satu klik, 2024–2025");
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", Next);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.Contains("Berkas ini cocok dengan susunan tabel", page);
        Assert.Contains("1 periode baru (2026), 4 sel ditambahkan, 0 sel lama berubah", page);

        await StaffTablesTests.PostAsync(_staff, preview, "Langsung");
        var table = await _portal.Get<TableShelf>().FindAsync(id, Ct);
        Assert.Equal(["2024", "2025", "2026"], table!.Cube.Dimensions.First(d => d.Role is DimensionRole.Time).Categories.Select(c => c.Code));
        Assert.Equal((1000, 1021), (Value(table.Cube, "1603090", "2024"), Value(table.Cube, "1603090", "2026")));
        var item = await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct);
        Assert.Equal(("Penduduk uji satu klik, 2024–2026", "2024–2026"), (item!.Title.Id, item.Period));
        Assert.Equal((VersionKind.Release, "Data 2026 ditambahkan."), (table.Document.Current.Kind, table.Document.Current.Why));
        Assert.Contains("1.021", await _visitor.GetStringAsync($"/tabel/{id}", Ct));
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
            var story = new VersionStoryTests(before);
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

    [Fact]
    public async Task A_file_of_an_old_version_holds_all_of_it_and_is_made_only_for_who_has_it_not()
    {
        var id = await PublishedAsync("Penduduk uji besar, 2024–2025");
        var desk = _portal.Get<VersionDesk>();
        var many = new Cube
        {
            Dimensions = [Cubes.Dimension("x", DimensionRole.Other, [.. Enumerable.Range(0, 110).Select(at => $"x{at}")]), Cubes.Dimension("y", DimensionRole.Other, [.. Enumerable.Range(0, 100).Select(at => $"y{at}")])],
            Values = [.. Enumerable.Range(0, 11_000).Select(at => (double)at)],
            Status = new CellStatus[11_000],
        };
        var version = await MarkedAsync(id, "2025", "a", null) with { Incoming = many, Mode = UpdateMode.ReplaceAll };
        await desk.AddAsync(id, null, await OriginalAsync(id), version, Ct);
        await desk.AddAsync(id, null, await OriginalAsync(id), version with { Incoming = many with { Values = [.. many.Values.Select(value => value + 1)] } }, Ct);
        Assert.Equal(11_001, (await _visitor.GetStringAsync($"/tabel/{id}/versi/2.csv3", Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        foreach (var path in new[] { $"/tabel/{id}/versi/2.csv", $"/tabel/{id}/perubahan.csv?dari=2&ke=3", $"/tabel/{id}/perubahan.xlsx?dari=2&ke=3", $"/tabel/{id}.xlsx" })
        {
            var whole = await _visitor.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
            _portal.Clock.Advance(TimeSpan.FromSeconds(3));
            var again = await _visitor.GetAsync(path, Ct);
            Assert.Equal(whole.Headers.ETag, again.Headers.ETag);
            Assert.Equal(await whole.Content.ReadAsByteArrayAsync(Ct), await again.Content.ReadAsByteArrayAsync(Ct));
            using var known = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
            Assert.Equal(HttpStatusCode.NotModified, (await _visitor.SendAsync(known, Ct)).StatusCode);
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            var headers = await _visitor.SendAsync(head, Ct);
            Assert.Equal((HttpStatusCode.OK, whole.Headers.ETag, whole.Content.Headers.ContentType), (headers.StatusCode, headers.Headers.ETag, headers.Content.Headers.ContentType));
        }
    }

    private async Task<FileReference> OriginalAsync(string id) => (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Current.Original!;

    // One year of one region, with a symbol of the file's own.
    private async Task<NewVersion> MarkedAsync(string id, string year, string mark, DateTimeOffset? at)
    {
        var table = (await _portal.Get<TableShelf>().FindAsync(id, Ct))!;
        var item = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!;
        var incoming = new Cube
        {
            Dimensions = [.. table.Cube.Dimensions.Select(d => d with { Categories = [d.Role is DimensionRole.Time ? new(year, new(year)) : d.Categories[Math.Max(0, d.IndexOf("1603090"))]] })],
            Values = [777],
            Status = [CellStatus.Own1],
        };
        return new()
        {
            Incoming = incoming,
            IncomingText = table.Text with { Notes = [], OwnSymbols = [new(mark, new($"arti {mark}"))] },
            Words = new() { Title = item.Title, Source = item.Source!, Period = item.Period, Subject = item.Subject, Unit = table.Text.Unit },
            Mode = at is null ? UpdateMode.ReplaceCells : UpdateMode.AppendPeriods,
            Kind = VersionKind.Release,
            Why = new("Uji."),
            At = at,
        };
    }

    [Fact]
    public async Task A_correction_says_what_changed_and_why_wherever_it_matters_and_the_old_figures_stay_readable()
    {
        var id = await PublishedAsync("Penduduk uji perbaikan, 2024–2025");
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await CorrectedAsync(id);

        Assert.Contains("Salah ketik di Gelumbang.", await _visitor.GetStringAsync($"/tabel/{id}", Ct));
        Assert.Contains("Perbaikan", await _visitor.GetStringAsync("/umpan.atom", Ct));
        Assert.Contains("Salah ketik di Gelumbang.", await _visitor.GetStringAsync("/umpan.atom", Ct));
        Assert.Contains("Typing error in Gelumbang.", await _visitor.GetStringAsync("/en/perbaikan", Ct));

        var changes = WebUtility.HtmlDecode(await _visitor.GetStringAsync($"/tabel/{id}/perubahan", Ct));
        Assert.Contains("8 sel menjadi 8 sel: 6 tetap, 2 berubah, 0 baru, 0 hilang", changes);
        Assert.Contains("<td>1.000</td><td>1.500</td><td>+500</td>", changes);
        Assert.Contains("8 cells became 8: 6 the same, 2 changed", await _visitor.GetStringAsync($"/en/tabel/{id}/perubahan?dari=1&ke=2", Ct));
        Assert.Contains("<td>1.500</td><td>1.000</td><td>−500</td>", WebUtility.HtmlDecode(await _visitor.GetStringAsync($"/tabel/{id}/perubahan?dari=2&ke=1", Ct)));
        var csv = await _visitor.GetStringAsync($"/tabel/{id}/perubahan.csv?dari=1&ke=2", Ct);
        Assert.Contains("Gelumbang;2024;1000;;1500;;berubah", csv);
        Assert.StartsWith("PK", (await _visitor.GetStringAsync($"/tabel/{id}/perubahan.xlsx", Ct))[..2]);

        var old = await _visitor.GetStringAsync($"/tabel/{id}/versi/1", Ct);
        Assert.Contains("Versi lama", old);
        Assert.Contains("1.000", old);
        Assert.Contains("noindex", old);
        Assert.Contains("1000", await _visitor.GetStringAsync($"/tabel/{id}/versi/1.csv", Ct));
        foreach (var format in new[] { "xlsx", "json", "pdf", "ods" })
        {
            Assert.Equal(HttpStatusCode.OK, (await _visitor.GetAsync($"/tabel/{id}/versi/1.{format}", Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/2", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/perubahan?dari=7&ke=9", Ct)).StatusCode);

        await PostAsync($"/petugas/tabel/{id}", "Sembunyikan", ("versi", "1"));
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/1", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/perubahan.csv?dari=1&ke=2", Ct)).StatusCode);
    }

    [Fact]
    public async Task Figures_taken_back_stay_out_of_sight_when_the_table_returns_with_others()
    {
        var id = await PublishedAsync("Penduduk uji tarik, 2024–2025");
        var catalog = _portal.Get<CatalogDesk>();
        await catalog.WithdrawAsync(id, new("Memuat angka yang tidak boleh terbit."), null, Ct);
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await CorrectedAsync(id);
        await catalog.RestoreAsync(id, Ct);
        Assert.Equal(HttpStatusCode.OK, (await _visitor.GetAsync($"/tabel/{id}", Ct)).StatusCode);
        foreach (var path in new[] { "versi/1", "versi/1.csv", "perubahan.csv?dari=1&ke=2" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/{path}", Ct)).StatusCode);
        }

        Assert.Contains("belum pernah diubah", await _visitor.GetStringAsync($"/tabel/{id}/perubahan", Ct));
        Assert.True(Assert.Single((await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Earlier) is { WasPublic: true, IsHidden: true });
    }

    [Fact]
    public async Task What_a_draft_held_before_it_was_published_is_no_public_version()
    {
        var id = await DraftAsync("Penduduk uji konsep, 2024–2025");
        await CorrectedAsync(id);
        await StaffTablesTests.PostAsync(_staff, $"/petugas/tabel/{id}", "Terbitkan");
        Assert.Contains("belum pernah diubah", await _visitor.GetStringAsync($"/tabel/{id}/perubahan", Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/1", Ct)).StatusCode);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_when_the_preview_is_made_again()
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", First);
        var posted = await PostAsync(preview, "Perbarui", ("Form.Title", "Judul setengah jadi"), ("Form.Dimensions[0].Code", "wilayah"), ("Form.Dimensions[0].Label", "Kecamatan kita"), ("Form.Dimensions[0].Role", "Region"),
            ("Form.Dimensions[0].IsWhole", "true"), ("Form.Dimensions[0].Total", "1603"), ("Form.Dimensions[0].Categories[0].Code", "1603090"), ("Form.Dimensions[0].Categories[0].To", "G1"), ("Form.Dimensions[0].Categories[0].Label", "Gelumbang Raya"));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.Contains("Judul setengah jadi", page);
        Assert.Contains("Kecamatan kita", page);
        Assert.Contains("value=\"G1\"", page);
        Assert.Contains("Gelumbang Raya", page);
    }

    [Fact]
    public async Task A_table_of_many_categories_can_be_seen_changed_and_saved()
    {
        var rows = string.Concat(Enumerable.Range(1, 900).Select(at => $"Desa Uji {at:000};{at * 7 % 1000 + 1};{at * 11 % 1000 + 1};{at * 13 % 1000 + 1}\n"));
        var preview = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", "Desa;Laki-laki;Perempuan;Anak\n" + rows);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.Contains("700 kategori lain dipakai seperti dipahami", page);
        (string, string)[] typed = [("Form.Title", "Desa uji"), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2026"), ("Form.Dimensions[0].Code", "desa"), ("Form.Dimensions[0].Label", "Desa"), ("Form.Dimensions[0].Role", "Other"),
            .. Enumerable.Range(0, 200).SelectMany(at => new[] { "Code", "To", "Label", "English", "Unit", "UnitEnglish", "Decimals" }.Select(field => ($"Form.Dimensions[0].Categories[{at}].{field}", field switch { "Code" => $"desa-uji-{at + 1:000}", "To" => $"d{at}", "Label" => $"Desa {at}", _ => "" })))];
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), .. typed]);
        Assert.True(saved.StatusCode is HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(Ct));
        var table = await _portal.Get<TableShelf>().FindAsync(saved.Headers.Location!.ToString().Split('?')[0].Split('/')[^1], Ct);
        Assert.Equal(("d7", "desa-uji-900"), (table!.Cube.Dimensions[0].Categories[7].Code, table.Cube.Dimensions[0].Categories[899].Code));
    }

    [Fact]
    public async Task A_category_misspelt_this_year_is_asked_and_the_answer_remembered()
    {
        const string crops = "Komoditas;2024;2025\nBayam;1.000;1.010\nKangkung;2.000;2.020\nKacang panjang;3.000;3.030\n";
        var id = await DraftAsync("Sayuran uji salah ketik, 2024–2025", crops);
        var typo = "Komoditas;2025;2026\nBayam;1.010;1.020\nKangkong;2.020;2.040\nKacang panjang;3.030;3.060\n";
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", typo);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.DoesNotContain("Berkas ini cocok", page);
        Assert.Contains("mungkin: Kangkung", page);

        (string, string)[] typed = [("Form.Title", "Sayuran uji salah ketik, 2024–2026"), ("Form.Source", "Uji"), ("Form.Subject", "557"), ("Form.Period", "2024–2026"), ("Form.Mode", "AppendPeriods"), ("Form.Kind", "Release"), ("Form.Why", "2026 ditambahkan.")];
        var refused = await (await _staff.SubmitAsync(preview, typed)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("tentukan apa yang dimaksud dengan", WebUtility.HtmlDecode(refused));
        var saved = await _staff.SubmitAsync(preview, [.. typed, ("Form.Dimensions[0].Code", "komoditas"), ("Form.Dimensions[0].Label", "Komoditas"), ("Form.Dimensions[0].Role", "Other"),
            ("Form.Dimensions[0].Categories[0].Code", "kangkong"), ("Form.Dimensions[0].Categories[0].To", "kangkung"), ("Form.Dimensions[0].Categories[0].Label", "Kangkung")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var again = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", typo.Replace("2026", "2027").Replace("2025", "2026"));
        Assert.DoesNotContain("mungkin: Kangkung", await _staff.GetStringAsync(again, Ct));
        var table = await _portal.Get<TableShelf>().FindAsync(id, Ct);
        Assert.Equal(2040, Value(table!.Cube, "kangkung", "2026"));
    }

    [Fact]
    public async Task Uploads_nobody_finished_are_forgotten_after_their_days()
    {
        var old = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", First);
        _portal.Clock.Advance(TimeSpan.FromDays(89));
        var recent = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", First);
        _portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await _portal.Get<UploadCollector>().CollectAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await _staff.GetAsync(old, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _staff.GetAsync(recent, Ct)).StatusCode);
    }

    private static double Value(Cube cube, string region, string year) => cube.Values[Cell(cube, region, year)];

    private static int Cell(Cube cube, string region, string year)
    {
        var strides = cube.Strides();
        return cube.Dimensions.Select((d, at) => strides[at] * Math.Max(0, d.IndexOf(d.Role is DimensionRole.Time ? year : region))).Sum();
    }

    private async Task<string> DraftAsync(string title, string file = First)
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", file);
        var page = await _staff.GetStringAsync(preview, Ct);
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), ("Form.Title", title), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2024–2025"), ("Form.Unit", "jiwa")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        return saved.Headers.Location!.ToString().Split('?')[0].Split('/')[^1];
    }

    private async Task<string> PublishedAsync(string title)
    {
        var id = await DraftAsync(title);
        await StaffTablesTests.PostAsync(_staff, $"/petugas/tabel/{id}", "Terbitkan");
        return id;
    }

    private async Task ScheduledAsync(string id, DateTimeOffset at)
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", Next.Replace("1.021", "98.765").Replace("6.123", "103.867"));
        var page = await _staff.GetStringAsync(preview, Ct);
        var title = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.Title.Id;
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), ("Form.Title", title.Replace("2024–2025", "2024–2026")), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2024–2026"), ("Form.Unit", "jiwa"),
            ("Form.Mode", "AppendPeriods"), ("Form.Kind", "Release"), ("Form.Why", "2026 ditambahkan."), ("Form.PublishAt", at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture))]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("kabar=dijadwalkan", saved.Headers.Location!.ToString());
    }

    private async Task CorrectedAsync(string id, params (string Name, string Value)[] more)
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", "Kecamatan;2024\nGelumbang;1.500\nJumlah;6.500\n");
        var page = await _staff.GetStringAsync(preview, Ct);
        var title = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.Title.Id;
        (string Name, string Value)[] typed = [("Form.Title", title), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2024–2025"), ("Form.Unit", "jiwa"),
            ("Form.Mode", "ReplaceCells"), ("Form.Kind", "Correction"), ("Form.Why", "Salah ketik di Gelumbang."), ("Form.WhyEnglish", "Typing error in Gelumbang.")];
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), .. typed.Where(field => more.All(other => other.Name != field.Name)), .. more]);
        Assert.True(saved.StatusCode is HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string handler, params (string Name, string Value)[] fields)
    {
        var page = await _staff.GetStringAsync(path, Ct);
        var at = page.IndexOf("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"", StringComparison.Ordinal) + 55;
        using var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", page[at..page.IndexOf('"', at)])]);
        return await _staff.PostAsync($"{path}?handler={handler}", content, Ct);
    }
}
