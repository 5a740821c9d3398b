using System.Net;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Accounts;

public sealed class SecondFactorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // RFC 6238, appendix B (SHA-1), its last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Base_32_is_read_as_apps_write_it() => Assert.Equal("foobar"u8.ToArray(), Totp.Decode("MZXW 6YTB oi======"));

    [Theory]
    [InlineData(Role.WebAdmin)]
    [InlineData(Role.SystemAdmin)]
    public async Task Who_must_have_one_can_do_nothing_before_it_is_set(Role role)
    {
        using var portal = Office.Open(secondFactor: true);
        await portal.AddAsync("rina@contoh.go.id", role, Role.SectionHead);
        var browser = await portal.SignedInAsync("rina@contoh.go.id");

        foreach (var path in new[] { "/petugas", "/petugas/jejak" })
        {
            var answer = await browser.GetAsync(path, Ct);
            Assert.Equal("/petugas/akun/faktor-kedua", new Uri(new("http://localhost"), answer.Headers.Location!).AbsolutePath);
        }

        await portal.SetSecondFactorAsync(browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/petugas/jejak", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_code_opens_the_door_once()
    {
        using var portal = Office.Open(secondFactor: true);
        await portal.AddAsync("rina@contoh.go.id", Role.SystemAdmin);
        var (key, _) = await portal.SetSecondFactorAsync(await portal.SignedInAsync("rina@contoh.go.id"));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var browser = portal.Browser();
        var first = await browser.SignInAsync("rina@contoh.go.id", path: "/petugas/masuk?kembali=%2Fpetugas%2Fjejak");
        Assert.Equal("/petugas/masuk/kode?kembali=%2Fpetugas%2Fjejak", first.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/petugas/jejak", Ct)).StatusCode);

        Assert.Contains("tidak cocok", await (await browser.SubmitAsync("/petugas/masuk/kode", ("Form.Code", "000000"))).TextAsync(), StringComparison.Ordinal);
        var opened = await browser.SubmitAsync(first.Headers.Location.OriginalString, ("Form.Code", portal.CodeOf(key)));
        Assert.Equal("/petugas/jejak", opened.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/petugas/jejak", Ct)).StatusCode);

        var other = portal.Browser();
        await other.SignInAsync("rina@contoh.go.id");
        Assert.Equal(HttpStatusCode.OK, (await other.SubmitAsync("/petugas/masuk/kode", ("Form.Code", portal.CodeOf(key)))).StatusCode);
    }

    [Fact]
    public async Task A_recovery_code_opens_the_door_once_and_is_kept_only_hashed()
    {
        using var portal = Office.Open(secondFactor: true);
        var staff = await portal.AddAsync("rina@contoh.go.id", Role.SystemAdmin);
        var (key, codes) = await portal.SetSecondFactorAsync(await portal.SignedInAsync("rina@contoh.go.id"));
        var kept = (await portal.Store.FindAsync(StaffQueries.Collection, staff.Id, Ct))!;
        Assert.DoesNotContain(kept.RecoveryCodes, code => codes.Contains(code));
        Assert.DoesNotContain(key.Replace(" ", "", StringComparison.Ordinal), kept.AuthenticatorKey!, StringComparison.Ordinal);

        async Task<HttpStatusCode> UseAsync(string code)
        {
            var browser = portal.Browser();
            await browser.SignInAsync("rina@contoh.go.id");
            return (await browser.PressAsync("/petugas/masuk/kode", "Pemulihan", ("Form.Recovery", code))).StatusCode;
        }

        Assert.Equal(HttpStatusCode.Redirect, await UseAsync(codes[3].ToLowerInvariant().Replace('-', ' ')));
        Assert.Equal(HttpStatusCode.OK, await UseAsync(codes[3]));
        Assert.Equal(9, (await portal.Store.FindAsync(StaffQueries.Collection, staff.Id, Ct))!.RecoveryCodes.Count);
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account()
    {
        using var portal = Office.Open(secondFactor: true, settings: [("Accounts:FailuresPerAccount", "1000")]);
        await portal.AddAsync("rina@contoh.go.id", Role.SystemAdmin);
        var (key, _) = await portal.SetSecondFactorAsync(await portal.SignedInAsync("rina@contoh.go.id"));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var browser = portal.Browser();
        await browser.SignInAsync("rina@contoh.go.id");
        for (var at = 0; at < 5; at++)
        {
            await browser.SubmitAsync("/petugas/masuk/kode", ("Form.Code", "12345" + at));
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.SubmitAsync("/petugas/masuk/kode", ("Form.Code", portal.CodeOf(key)))).StatusCode);
    }

    [Fact]
    public async Task Replacing_it_asks_the_password_and_ends_other_sessions()
    {
        using var portal = Office.Open(secondFactor: true);
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var here = await portal.SignedInAsync("rina@contoh.go.id");
        var there = await portal.SignedInAsync("rina@contoh.go.id");
        await portal.SetSecondFactorAsync(here);

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/petugas/akun", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/petugas/akun", Ct)).StatusCode);

        var refused = await here.PressAsync("/petugas/akun/faktor-kedua", "Kode", ("Form.Current", "bukan sandi saya"));
        Assert.Contains("Sandi yang sekarang tidak cocok", await refused.TextAsync(), StringComparison.Ordinal);
        var removed = await here.PressAsync("/petugas/akun/faktor-kedua", "Matikan", ("Form.Current", Office.Password));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
    }

    [Fact]
    public async Task The_key_is_shown_as_a_picture_without_inline_style_and_as_text()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var page = await (await portal.SignedInAsync("rina@contoh.go.id")).GetStringAsync("/petugas/akun/faktor-kedua", Ct);

        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Contains("RequireSecondFactor=false", page, StringComparison.Ordinal);
    }
}
