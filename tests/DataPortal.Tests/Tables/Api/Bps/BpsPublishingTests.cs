using System.Net;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Api.Bps;
using DataPortal.Tables.Versions;
using DataPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Tables.Api.Bps;

/// <summary>What the API says of a thing while it is published, changed and taken back, and the numbers it keeps all the while.</summary>
public sealed class BpsPublishingTests(BpsPortal sample) : IClassFixture<BpsPortal>
{
    private readonly Portal _portal = sample.Portal;
    private readonly HttpClient _client = sample.Portal.Browser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_is_published_is_there()
    {
        const string title = "Konsep rahasia nomor satu";
        var desk = _portal.Get<CatalogDesk>();
        await BpsPortal.DraftAsync(_portal, "konsep-rahasia-bps", title, BpsPortal.Small(1603, 7.5));
        await desk.ScheduleAsync("konsep-rahasia-bps", _portal.Clock.GetUtcNow().AddDays(1), Ct);
        await HiddenAsync();

        await desk.PublishAsync("konsep-rahasia-bps", Ct);
        var variable = Assert.Single((await GetAsync("list/model/var/keyword/rahasia")).GetProperty("data")[1].EnumerateArray()).Number("var_id");
        Assert.Equal("available", (await GetAsync($"list/model/data/var/{variable}")).Text("data-availability"));

        await desk.WithdrawAsync("konsep-rahasia-bps", new("salah"), null, Ct);
        await HiddenAsync();
        Assert.Equal("list-not-available", (await GetAsync($"list/model/data/var/{variable}")).Text("data-availability"));

        // It comes back under the number it had.
        await desk.RestoreAsync("konsep-rahasia-bps", Ct);
        Assert.Equal(variable, Assert.Single((await GetAsync("list/model/var/keyword/rahasia")).GetProperty("data")[1].EnumerateArray()).Number("var_id"));
        await desk.WithdrawAsync("konsep-rahasia-bps", new("salah"), null, Ct);

        async Task HiddenAsync()
        {
            foreach (var model in new[] { "var", "statictable", "tablestatistic" })
            {
                Assert.DoesNotContain(title, await _client.GetStringAsync($"/v1/api/list/model/{model}/perpage/1000", Ct));
            }
        }
    }

    [Fact]
    public async Task Numbers_are_the_same_after_a_restart_and_grow_with_the_catalogue()
    {
        var before = await _portal.Get<BpsShelf>().ShownAsync(Ct);
        using var again = ActivatorUtilities.CreateInstance<BpsShelf>(_portal.Services);
        var after = await again.ShownAsync(Ct);
        Assert.Equal(before.Items.Select(item => (item.Item.Id, item.Numbers.Number)), after.Items.Select(item => (item.Item.Id, item.Numbers.Number)));
        Assert.Equal(before.Variables.Select(variable => (variable.Number, variable.Title)), after.Variables.Select(variable => (variable.Number, variable.Title)));
        Assert.Equal(before.Items.Count, before.Items.Select(item => item.Numbers.Number).Distinct().Count());
        Assert.Equal(before.Variables.Count, before.Variables.Select(variable => variable.Number).Distinct().Count());
    }

    [Fact]
    public async Task What_is_published_gets_its_numbers_though_nobody_asks_for_it()
    {
        await BpsPortal.DraftAsync(_portal, "diberi-nomor-bps", "Diberi nomor saat terbit", BpsPortal.Small(1603, 3));
        await _portal.Get<CatalogDesk>().PublishAsync("diberi-nomor-bps", Ct);
        BpsNumbers? numbers = null;
        for (var tries = 0; tries < 200 && numbers is null; tries++)
        {
            await Task.Delay(25, Ct);
            numbers = await _portal.Store.FindAsync(BpsQueries.Numbers, "diberi-nomor-bps", Ct);
        }

        Assert.Single(numbers!.Variables);
        Assert.Equal(numbers.Variables[0].Number, await VarAsync("Diberi nomor saat terbit"));
        Assert.Equal(numbers.Version, (await _portal.Store.FindAsync(BpsQueries.Numbers, "diberi-nomor-bps", Ct))!.Version);
    }

    [Fact]
    public async Task New_figures_keep_the_numbers_and_change_the_answer()
    {
        await BpsPortal.DraftAsync(_portal, "berubah-bps", "Tabel yang berubah", BpsPortal.Small(1603, 1));
        await _portal.Get<CatalogDesk>().PublishAsync("berubah-bps", Ct);
        var var = await VarAsync("Tabel yang berubah");
        using var first = await _client.GetAsync($"/v1/api/list/model/data/var/{var}", Ct);
        var etag = first.Headers.ETag!;
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/v1/api/list/model/data/var/{var}");
        asked.Headers.IfNoneMatch.Add(etag);
        using var same = await _client.SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        // New figures under embargo are seen by nobody before their moment.
        var versions = _portal.Get<VersionDesk>();
        await versions.AddAsync("berubah-bps", null, BpsPortal.NoFile, new()
        {
            Incoming = BpsPortal.Small(1603, 2),
            IncomingText = Cubes.Text,
            Words = BpsPortal.Words("Tabel yang berubah"),
            Mode = UpdateMode.ReplaceCells,
            Kind = VersionKind.Release,
            Why = new("uji"),
            At = _portal.Clock.GetUtcNow().AddHours(1),
            Rows = ["wilayah"],
            Columns = ["tahun"],
        }, Ct);
        Assert.Equal(1, (await GetAsync($"list/model/data/var/{var}")).GetProperty("datacontent").GetProperty($"1603{var}01250").GetDouble());
        await versions.ShowAsync("berubah-bps", early: true, Ct);
        var data = await GetAsync($"list/model/data/var/{var}");
        Assert.Equal(2, data.GetProperty("datacontent").GetProperty($"1603{var}01250").GetDouble());
        using var changed = await _client.GetAsync($"/v1/api/list/model/data/var/{var}", Ct);
        Assert.NotEqual(etag, changed.Headers.ETag);
    }

    private async Task<JsonElement> GetAsync(string address)
    {
        using var answer = await _client.GetAsync("/v1/api/" + address, Ct);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    private async Task<int> VarAsync(string title) =>
        (await GetAsync("list/model/var/perpage/1000")).GetProperty("data")[1].EnumerateArray().First(one => one.Text("title").StartsWith(title, StringComparison.Ordinal)).Number("var_id");
}
