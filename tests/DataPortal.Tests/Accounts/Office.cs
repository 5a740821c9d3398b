using System.Net;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Accounts;

/// <summary>A portal where people really sign in, and the people.</summary>
internal static partial class Office
{
    public const string Password = "kopi semende pagi 7 cangkir";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="store">Shared with another portal: the same data folder after a restart.</param>
    public static Portal Open(bool secondFactor = false, IDocumentStore? store = null, Action<IServiceCollection>? also = null, params (string Key, string Value)[] settings) => new()
    {
        RealSignIn = true,
        Settings = settings.Append(("Accounts:RequireSecondFactor", secondFactor ? "true" : "false")).ToDictionary(),
        Also = services =>
        {
            // What is tested is who may come in, not how long a hash takes.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            if (store is not null)
            {
                services.AddSingleton(store);
            }

            also?.Invoke(services);
        },
    };

    public static async Task<T> DeskAsync<T>(this Portal portal, Func<StaffDesk, Task<T>> use)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<StaffDesk>());
    }

    /// <summary>A person with a password.</summary>
    public static async Task<Staff> AddAsync(this Portal portal, string email, params Role[] roles)
    {
        var (staff, link) = await portal.DeskAsync(desk => desk.InviteAsync(new($"Nama {email}", email, null, null, roles), byMail: false));
        return await portal.DeskAsync(async desk =>
        {
            await desk.SetPasswordAsync(link.Split("tautan=")[1], Password, null, Ct);
            return (await portal.Store.FindAsync(StaffQueries.Collection, staff.Id, Ct))!;
        });
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string email, string password = Password, string path = "/petugas/masuk") =>
        browser.SubmitAsync(path, ("Form.Email", email), ("Form.Password", password));

    /// <summary>The browser of a person who has signed in through the page.</summary>
    public static async Task<HttpClient> SignedInAsync(this Portal portal, string email)
    {
        var browser = portal.Browser();
        var answer = await browser.SignInAsync(email);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public static async Task<string> TextAsync(this HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    /// <summary>Posts to a named handler of a page with the page's own form token.</summary>
    public static async Task<HttpResponseMessage> PressAsync(this HttpClient browser, string path, string handler, params (string Name, string Value)[] fields) =>
        await browser.SubmitAsync($"{path}?handler={handler}", fields);

    public static Task<IReadOnlyList<AuditEntry>> TrailAsync(this Portal portal, string action) =>
        portal.Store.ListAsync(AuditQueries.Find(new(null, action, null, null, null)), Ct);

    /// <summary>Sets a second factor through the page.</summary>
    /// <returns>The key, and the recovery codes.</returns>
    public static async Task<(string Key, string[] Codes)> SetSecondFactorAsync(this Portal portal, HttpClient browser)
    {
        var page = await (await browser.GetAsync("/petugas/akun/faktor-kedua", Ct)).TextAsync();
        var key = KeyText().Match(page).Groups[1].Value;
        var answer = await browser.SubmitAsync("/petugas/akun/faktor-kedua",
            ("Form.Key", SealedKey().Match(page).Groups[1].Value), ("Form.Code", portal.CodeOf(key)));
        var codes = RecoveryCodes().Matches(await answer.TextAsync()).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(10, codes.Length);
        return (key, codes);
    }

    /// <summary>What the authenticator app shows now.</summary>
    public static string CodeOf(this Portal portal, string key) => Totp.CodeAt(Totp.Decode(key), Totp.StepAt(portal.Clock.GetUtcNow()));

    [GeneratedRegex("kuncinya: <span class=\"mono\">([A-Z2-7 ]+)<")]
    private static partial Regex KeyText();

    [GeneratedRegex("name=\"Form.Key\" value=\"([^\"]+)\"")]
    private static partial Regex SealedKey();

    [GeneratedRegex("<li>([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})</li>")]
    private static partial Regex RecoveryCodes();
}
