using System.Net;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Accounts;

public sealed partial class SessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<bool> IsInAsync(HttpClient browser) => (await browser.GetAsync("/petugas/akun", Ct)).StatusCode == HttpStatusCode.OK;

    [Fact]
    public async Task Sessions_are_listed_with_their_device_and_ended_singly()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var here = await portal.SignedInAsync("rina@contoh.go.id");
        var there = portal.Browser();
        there.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Linux; Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0");
        await there.SignInAsync("rina@contoh.go.id");

        var page = await here.GetStringAsync("/petugas/akun/sesi", Ct);
        Assert.Contains("Firefox di Android", page, StringComparison.Ordinal);
        var other = Rows().Matches(page).Single(row => row.Value.Contains("Firefox", StringComparison.Ordinal)).Groups[1].Value;
        await here.PressAsync("/petugas/akun/sesi", "Akhiri", ("id", other));

        Assert.False(await IsInAsync(there));
        Assert.True(await IsInAsync(here));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another()
    {
        using var portal = Office.Open();
        var rina = await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        await portal.AddAsync("budi@contoh.go.id", Role.DeskOfficer);
        var hers = await portal.SignedInAsync("rina@contoh.go.id");
        var his = await portal.SignedInAsync("budi@contoh.go.id");
        var session = Assert.Single(await portal.Store.ListAsync(StaffQueries.SessionsOf(rina.Id), Ct));

        await his.PressAsync("/petugas/akun/sesi", "Akhiri", ("id", session.Id));

        Assert.True(await IsInAsync(hers));
    }

    [Fact]
    public async Task All_others_are_ended_at_once()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var here = await portal.SignedInAsync("rina@contoh.go.id");
        var there = await portal.SignedInAsync("rina@contoh.go.id");

        await here.PressAsync("/petugas/akun/sesi", "AkhiriSemua");

        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(there));
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_portal()
    {
        var store = new MemoryStore();
        string cookie;
        using (var before = Office.Open(store: store))
        {
            await before.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
            var answer = await before.Browser().SignInAsync("rina@contoh.go.id");
            cookie = answer.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("petugas=", StringComparison.Ordinal)).Split(';')[0];
        }

        using var after = Office.Open(store: store);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/petugas/akun");
        request.Headers.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await after.Browser().SendAsync(request, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_when_it_rests_eight_hours()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var browser = await portal.SignedInAsync("rina@contoh.go.id");
        for (var at = 0; at < 3; at++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(7.5));
            Assert.True(await IsInAsync(browser));
        }

        portal.Clock.Advance(TimeSpan.FromHours(8.2));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task A_session_ends_after_seven_days_however_busy()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var browser = await portal.SignedInAsync("rina@contoh.go.id");
        for (var at = 0; at < 27; at++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(6));
            Assert.True(await IsInAsync(browser));
        }

        portal.Clock.Advance(TimeSpan.FromHours(6.5));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_not_only_the_cookie()
    {
        using var portal = Office.Open();
        var staff = await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var browser = await portal.SignedInAsync("rina@contoh.go.id");

        var answer = await browser.SubmitAsync("/petugas/keluar");

        Assert.Equal("/petugas/masuk?pesan=keluar", answer.Headers.Location!.OriginalString);
        Assert.Empty(await portal.Store.ListAsync(StaffQueries.SessionsOf(staff.Id), Ct));
        Assert.False(await IsInAsync(browser));
        Assert.Single(await portal.TrailAsync("staff.signed-out"));
    }

    [Fact]
    public async Task The_last_use_is_written_at_most_every_few_minutes()
    {
        using var portal = Office.Open();
        var staff = await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var browser = await portal.SignedInAsync("rina@contoh.go.id");
        var before = (await portal.Store.ListAsync(StaffQueries.SessionsOf(staff.Id), Ct))[0];

        portal.Clock.Advance(TimeSpan.FromMinutes(4));
        await IsInAsync(browser);
        Assert.Equal(before, (await portal.Store.ListAsync(StaffQueries.SessionsOf(staff.Id), Ct))[0]);

        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await IsInAsync(browser);
        Assert.Equal(portal.Clock.GetUtcNow(), (await portal.Store.ListAsync(StaffQueries.SessionsOf(staff.Id), Ct))[0].LastSeenAt);
    }

    [GeneratedRegex("<tr>(?:(?!</tr>).)*name=\"id\" value=\"([0-9a-f]{32})\"(?:(?!</tr>).)*</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();
}
