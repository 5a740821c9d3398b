using System.Net;
using DataPortal.Accounts;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Accounts;

public sealed class SignInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_with_address_and_password_and_is_led_where_they_wanted()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.SystemAdmin);
        var browser = portal.Browser();

        var asked = await browser.GetAsync("/petugas/pengguna?x=1", Ct);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal("/petugas/masuk?kembali=%2Fpetugas%2Fpengguna%3Fx%3D1", asked.Headers.Location!.PathAndQuery);

        var answer = await browser.SignInAsync("Rina@contoh.go.id", path: asked.Headers.Location.PathAndQuery);
        Assert.Equal("/petugas/pengguna?x=1", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/petugas/pengguna", Ct)).StatusCode);
        Assert.Single(await portal.TrailAsync("staff.signed-in"));
    }

    [Theory]
    [InlineData("https://jahat.example/")]
    [InlineData("//jahat.example/")]
    [InlineData("/\\jahat.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_out_of_the_portal(string target)
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);

        var answer = await portal.Browser().SignInAsync("rina@contoh.go.id", path: "/petugas/masuk?kembali=" + Uri.EscapeDataString(target));

        Assert.Equal("/petugas", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var portal = Office.Open(settings: ("Office:PublicAddress", "https://data.contoh.go.id"));
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        var browser = portal.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });

        var cookie = Assert.Single((await browser.SignInAsync("rina@contoh.go.id")).Headers.GetValues("Set-Cookie"), text => text.StartsWith("petugas=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_known_and_an_unknown_name_get_the_same_answer_after_the_same_work()
    {
        CountingHasher? hasher = null;
        using var portal = Office.Open(also: services => services.AddSingleton<IPasswordHasher<StaffAccount>>(provider =>
            hasher = new(provider.GetRequiredService<IOptions<PasswordHasherOptions>>())));
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        await portal.DeskAsync(desk => desk.InviteAsync(new("Baru", "baru@contoh.go.id", null, null, []), byMail: false));
        var gone = await portal.AddAsync("pergi@contoh.go.id", Role.DeskOfficer);
        await portal.DeskAsync(async desk => { await desk.DisableAsync(gone.Id, Ct); return 0; });
        await portal.Browser().SignInAsync("siapa@contoh.go.id", "pemanasan hash pertama");

        HashSet<string> answers = [];
        foreach (var email in new[] { "rina@contoh.go.id", "tidak-ada@contoh.go.id", "baru@contoh.go.id", "pergi@contoh.go.id" })
        {
            var (hashes, lines) = (hasher!.Verified, (await portal.TrailAsync("")).Count);
            var answer = await portal.Browser().SignInAsync(email, "sandi yang keliru sekali");
            var page = await answer.TextAsync();

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(1, hasher.Verified - hashes);
            Assert.Equal(1, (await portal.TrailAsync("")).Count - lines);
            Assert.Contains(email, page, StringComparison.Ordinal);
            answers.Add(page[page.IndexOf("<div class=\"alert", StringComparison.Ordinal)..page.IndexOf("<form", StringComparison.Ordinal)]);
        }

        Assert.Contains("tidak cocok", Assert.Single(answers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_for_a_name_nobody_has_is_kept_nowhere()
    {
        using var portal = Office.Open();
        await portal.Browser().SignInAsync("ini-sandi-saya@contoh.go.id", "sandi yang keliru sekali");

        var line = Assert.Single(await portal.TrailAsync("staff.sign-in-failed"));
        Assert.DoesNotContain("ini-sandi-saya", line.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("keliru", line.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rina@contoh.go.id")]
    [InlineData("tidak-ada@contoh.go.id")]
    public async Task After_five_failures_a_name_waits_whether_anybody_has_it_or_not(string email)
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        for (var at = 0; at < 5; at++)
        {
            Assert.Equal(HttpStatusCode.OK, (await portal.Browser().SignInAsync(email, "sandi yang keliru sekali")).StatusCode);
        }

        var answer = await portal.Browser().SignInAsync(email);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(15), answer.Headers.RetryAfter!.Delta);
        Assert.Contains("Coba lagi 15 menit lagi", await answer.TextAsync(), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromMinutes(15.1));
        var later = await portal.Browser().SignInAsync(email);
        Assert.Equal(email.StartsWith("rina", StringComparison.Ordinal) ? HttpStatusCode.Redirect : HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task An_address_that_tries_many_names_waits_too()
    {
        using var portal = Office.Open(settings: ("Accounts:FailuresPerAddress", "3"));
        for (var at = 0; at < 3; at++)
        {
            await portal.Browser().SignInAsync($"orang{at}@contoh.go.id", "sandi yang keliru sekali");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await portal.Browser().SignInAsync("orang9@contoh.go.id")).StatusCode);
    }

    [Fact]
    public async Task Signing_in_well_again_and_again_is_no_failure()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        for (var at = 0; at < 8; at++)
        {
            await portal.SignedInAsync("rina@contoh.go.id");
        }
    }

    [Fact]
    public async Task A_lock_outlasts_the_limits_memory()
    {
        using var portal = Office.Open(settings: [("Accounts:FailuresPerAccount", "1000")]);
        var staff = await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => portal.Browser().SignInAsync("rina@contoh.go.id", "sandi yang keliru sekali")));

        var refused = await portal.Browser().SignInAsync("rina@contoh.go.id");
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.NotNull((await portal.Store.FindAsync(StaffQueries.Collection, staff.Id, Ct))!.LockedUntil);
        Assert.Single(await portal.TrailAsync("staff.locked-out"));

        portal.Clock.Advance(TimeSpan.FromMinutes(15.1));
        await portal.SignedInAsync("rina@contoh.go.id");
    }

    [Fact]
    public async Task A_forged_sign_in_is_refused()
    {
        using var portal = Office.Open();
        await portal.AddAsync("rina@contoh.go.id", Role.DeskOfficer);
        using var form = new FormUrlEncodedContent([new("Form.Email", "rina@contoh.go.id"), new("Form.Password", Office.Password)]);

        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Browser().PostAsync("/petugas/masuk", form, Ct)).StatusCode);
    }

    [Fact]
    public async Task An_empty_form_names_both_entries_at_once()
    {
        using var portal = Office.Open();
        var page = await (await portal.Browser().SignInAsync("", "")).TextAsync();

        Assert.Contains("Ada 2 isian", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#Form_Password\"", page, StringComparison.Ordinal);
    }

    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : StaffPasswordHasher(options)
    {
        private int _verified;

        public int Verified => _verified;

        public override PasswordVerificationResult VerifyHashedPassword(StaffAccount user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _verified);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
