using System.Net;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Accounts;

public sealed partial class StaffDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<(Portal Portal, HttpClient Browser)> AdministratorAsync()
    {
        var portal = Office.Open();
        await portal.AddAsync("kepala@contoh.go.id", Role.SystemAdmin);
        return (portal, await portal.SignedInAsync("kepala@contoh.go.id"));
    }

    private static async Task<string> LinkInMailAsync(Portal portal, string to)
    {
        var message = (await portal.Store.ListAsync(Outbox.Collection.Where("to", to).OrderByDescending("created"), Ct))[0];
        return new Uri(Link().Match(message.Text).Value).PathAndQuery;
    }

    [Fact]
    public async Task An_invited_person_gets_a_letter_sets_a_password_and_signs_in()
    {
        var (portal, browser) = await AdministratorAsync();
        using var _ = portal;
        var answer = await browser.SubmitAsync("/petugas/pengguna/undang",
            ("Form.Name", "Budi Contoh"), ("Form.Email", "budi@contoh.go.id"), ("Form.JobTitle", "Statistisi"), ("Form.Roles", nameof(Role.WebAdmin)), ("Form.Roles", nameof(Role.SectionHead)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var link = await LinkInMailAsync(portal, "budi@contoh.go.id");
        var set = await portal.Browser().SubmitAsync(link, ("tautan", link.Split('=')[1]), ("Form.Password", Office.Password), ("Form.Repeat", Office.Password));
        Assert.Equal("/petugas/masuk?pesan=sandi", set.Headers.Location!.OriginalString);

        var home = await (await portal.SignedInAsync("budi@contoh.go.id")).GetStringAsync("/petugas", Ct);
        Assert.Contains("Budi Contoh", home, StringComparison.Ordinal);
        Assert.DoesNotContain("~/petugas/pengguna", home, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Browser().GetAsync(link, Ct)).StatusCode);
        Assert.Equal("Nama kepala@contoh.go.id", Assert.Single(await portal.TrailAsync("staff.invited"), line => line.Summary!.StartsWith("Admin web", StringComparison.Ordinal)).Actor);
    }

    [Fact]
    public async Task A_taken_address_is_said_at_its_entry_and_nobody_is_added()
    {
        var (portal, browser) = await AdministratorAsync();
        using var _ = portal;
        var page = await (await browser.SubmitAsync("/petugas/pengguna/undang", ("Form.Name", "Lain"), ("Form.Email", "KEPALA@contoh.go.id"))).TextAsync();

        Assert.Contains("sudah dipakai petugas lain", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Lain\"", page, StringComparison.Ordinal);
        Assert.Equal(1, await portal.Store.CountAsync(StaffQueries.Collection.All(), Ct));
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_a_link_that_lasts_an_hour_and_ends_every_session()
    {
        var (portal, browser) = await AdministratorAsync();
        using var _ = portal;
        async Task<string> AskAsync()
        {
            Assert.Equal("/petugas/lupa-sandi?terkirim=True", (await portal.Browser().SubmitAsync("/petugas/lupa-sandi", ("Form.Email", "kepala@contoh.go.id"))).Headers.Location!.OriginalString);
            return await LinkInMailAsync(portal, "kepala@contoh.go.id");
        }

        var old = await AskAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var link = await AskAsync();
        Assert.Equal(HttpStatusCode.Gone, (await portal.Browser().GetAsync(old, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/petugas/akun", Ct)).StatusCode);

        const string fresh = "hujan di kebun karet tua";
        await portal.Browser().SubmitAsync(link, ("tautan", link.Split('=')[1]), ("Form.Password", fresh), ("Form.Repeat", fresh));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/petugas/akun", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().SignInAsync("kepala@contoh.go.id")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Browser().SignInAsync("kepala@contoh.go.id", fresh)).StatusCode);

        var late = await AskAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Gone, (await portal.Browser().GetAsync(late, Ct)).StatusCode);
    }

    [Fact]
    public async Task Asking_for_an_address_nobody_has_gets_the_same_answer_and_sends_nothing()
    {
        using var portal = Office.Open();
        var answer = await portal.Browser().SubmitAsync("/petugas/lupa-sandi", ("Form.Email", "tidak-ada@contoh.go.id"));

        Assert.Equal("/petugas/lupa-sandi?terkirim=True", answer.Headers.Location!.OriginalString);
        Assert.Equal(0, await portal.Store.CountAsync(Outbox.Collection.All(), Ct));
    }

    [Fact]
    public async Task A_role_taken_away_is_gone_at_the_next_request()
    {
        var (portal, browser) = await AdministratorAsync();
        using var _ = portal;
        var head = await portal.AddAsync("rina@contoh.go.id", Role.SectionHead);
        var hers = await portal.SignedInAsync("rina@contoh.go.id");
        Assert.Equal(HttpStatusCode.OK, (await hers.GetAsync("/petugas/jejak", Ct)).StatusCode);

        var answer = await browser.SubmitAsync($"/petugas/pengguna/{head.Id}", ("Form.Version", (await portal.Store.FindAsync(StaffQueries.Collection, head.Id, Ct))!.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Form.Name", head.Name), ("Form.Email", head.Email), ("Form.Roles", nameof(Role.DeskOfficer)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await hers.GetAsync("/petugas/jejak", Ct)).StatusCode);
        Assert.Equal("Kepala seksi diseminasi → Petugas PST", Assert.Single(await portal.TrailAsync("staff.roles-changed")).Summary);
    }

    [Fact]
    public async Task A_disabled_person_is_out_at_the_next_request_and_stays_out()
    {
        var (portal, browser) = await AdministratorAsync();
        using var _ = portal;
        var staff = await portal.AddAsync("rina@contoh.go.id", Role.SectionHead);
        var hers = await portal.SignedInAsync("rina@contoh.go.id");

        await browser.PressAsync($"/petugas/pengguna/{staff.Id}", "Nonaktifkan");

        Assert.Equal(HttpStatusCode.Redirect, (await hers.GetAsync("/petugas", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().SignInAsync("rina@contoh.go.id")).StatusCode);
        await browser.PressAsync($"/petugas/pengguna/{staff.Id}", "Aktifkan");
        await portal.SignedInAsync("rina@contoh.go.id");
    }

    [Fact]
    public async Task Two_administrators_who_disable_each_other_in_the_same_instant_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            using var portal = Office.Open();
            var (one, other) = (await portal.AddAsync("satu@contoh.go.id", Role.SystemAdmin), await portal.AddAsync("dua@contoh.go.id", Role.SystemAdmin));
            await Task.WhenAll(new[] { one, other }.Select(staff => Task.Run(
                async () =>
                {
                    try
                    {
                        await portal.DeskAsync(async desk =>
                        {
                            await desk.DisableAsync(staff.Id, Ct);
                            return 0;
                        });
                    }
                    catch (Exception refused) when (refused is StaffRuleException or StaleDocumentException)
                    {
                        // One of them must be.
                    }
                },
                Ct)));
            Assert.Equal(1, await portal.Store.CountAsync(StaffQueries.Holding(Role.SystemAdmin), Ct));
        }
    }

    [Fact]
    public async Task The_last_administrator_cannot_leave()
    {
        var (portal, browser) = await AdministratorAsync();
        using var _ = portal;
        var self = (await portal.Store.ListAsync(StaffQueries.Everyone(), Ct))[0];

        var page = await (await browser.PressAsync($"/petugas/pengguna/{self.Id}", "Nonaktifkan")).TextAsync();

        Assert.Contains("paling sedikit satu pengelola sistem", page, StringComparison.Ordinal);
        Assert.False((await portal.Store.FindAsync(StaffQueries.Collection, self.Id, Ct))!.IsDisabled);
    }

    [Fact]
    public async Task Changing_the_password_asks_the_present_one_and_keeps_only_this_session()
    {
        var (portal, here) = await AdministratorAsync();
        using var _ = portal;
        var there = await portal.SignedInAsync("kepala@contoh.go.id");
        const string fresh = "hujan di kebun karet tua";

        var wrong = await here.PressAsync("/petugas/akun", "Sandi", ("Form.Current", "bukan ini"), ("Form.Password", fresh), ("Form.Repeat", fresh));
        Assert.Contains("Sandi yang sekarang tidak cocok", await wrong.TextAsync(), StringComparison.Ordinal);
        var right = await here.PressAsync("/petugas/akun", "Sandi", ("Form.Current", Office.Password), ("Form.Password", fresh), ("Form.Repeat", fresh));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/petugas/akun", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/petugas/akun", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("pendek sekali", true)]
    [InlineData("kurangpjg", false)]
    [InlineData("passwordpassword", false)]
    [InlineData("Password1234!", false)]
    [InlineData("P4ssw0rd-Admin-2026", false)]
    [InlineData("MuaraEnim2026", false)]
    [InlineData("rahasia rahasia", false)]
    [InlineData("111111111111", false)]
    [InlineData("123456789012", false)]
    [InlineData("qwertyuiop123", false)]
    [InlineData("Rina Oktaviani 1990", false)]
    [InlineData("rina.oktaviani!", false)]
    [InlineData("kopi semende pagi 7 cangkir", true)]
    [InlineData("ᬧᬲ᭄ᬯᬃᬤ᭄ ᬩᬮᬶ ᬓᬸᬯᬢ᭄", true)]
    public void A_password_is_long_and_not_the_first_that_is_guessed(string password, bool good)
    {
        var staff = new Staff { Id = "1", Name = "Rina Oktaviani", Email = "rina@contoh.go.id", CreatedAt = default };

        Assert.Equal(good, password.EnumerateRunes().Count() >= PasswordRules.Shortest && !PasswordRules.IsGuessable(password, staff));
    }

    [GeneratedRegex(@"http://\S+/petugas/atur-sandi\?tautan=[\w-]+")]
    private static partial Regex Link();
}
