using System.Security.Claims;
using System.Text.Encodings.Web;
using DataPortal.Accounts;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

[assembly: AssemblyFixture(typeof(Portal))]

namespace DataPortal.Tests.Support;

/// <summary>The whole portal, running in memory. It stands at Monday, 16 November 2026, 09.00 WIB until a test moves its clock; tests that move it make a portal of their own.</summary>
public sealed class Portal : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Starts it before the tests that share it: two that came first at once would start one each.</summary>
    public ValueTask InitializeAsync()
    {
        _ = Services;
        return ValueTask.CompletedTask;
    }

    public StoppedClock Clock { get; } = new(new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7)));

    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>True: people sign in as they do in life, and <see cref="Staff"/> is of no use.</summary>
    public bool RealSignIn { get; init; }

    /// <summary>Configuration of this portal alone.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Services of this portal alone.</summary>
    public Action<IServiceCollection> Also { get; init; } = _ => { };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Tests");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            if (!RealSignIn)
            {
                services.AddAuthentication(StaffByHeader.Scheme).AddScheme<AuthenticationSchemeOptions, StaffByHeader>(StaffByHeader.Scheme, null);
            }

            Also(services);
        });
    }

    /// <summary>A visitor's browser: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false });

    /// <summary>The browser of a signed-in person with these roles.</summary>
    public HttpClient Staff(params Role[] roles)
    {
        var browser = Browser();
        browser.DefaultRequestHeaders.Add(StaffByHeader.Scheme, string.Join(',', roles));
        return browser;
    }

    /// <summary>The browser of this person: a story with several people needs to tell them apart.</summary>
    public HttpClient Person(string id, string name, params Role[] roles)
    {
        var browser = Staff(roles);
        browser.DefaultRequestHeaders.Add(StaffByHeader.Person, $"{id}|{name}");
        return browser;
    }
}

/// <summary>Signs a test in by a header. How people really sign in is tested in Accounts.</summary>
internal sealed class StaffByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Test-Roles";

    /// <summary>Who, as <c>identifier|name</c>, when it is not the one person of most tests.</summary>
    public const string Person = "Test-Person";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Scheme].ToString() is not { Length: > 0 } roles)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var (id, name) = Request.Headers[Person].ToString().Split('|') is [var one, var called] ? (one, called) : ("petugas-contoh", "Petugas Contoh");
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Name, name), .. roles.Split(',').Select(role => new Claim(ClaimTypes.Role, role))], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme)));
    }
}
