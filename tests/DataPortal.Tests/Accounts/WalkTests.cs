using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace DataPortal.Tests.Accounts;

/// <summary>Walks every page and handler there is, as everybody: nobody has to remember to add a new one here.</summary>
public sealed partial class WalkTests : IAsyncLifetime
{
    // Where people come in or go out: the only staff addresses for everybody.
    private static readonly string[] _doors = ["petugas/masuk", "petugas/masuk/kode", "petugas/keluar", "petugas/atur-sandi", "petugas/lupa-sandi", "petugas/langkah.ics"];

    private readonly Portal _portal = Office.Open(settings: [("Accounts:FailuresPerAddress", "1000")]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record Door(string Template, HttpMethod Method, string? Handler, IReadOnlyList<IAuthorizeData> Allowed, bool IsOpen, bool IsPage)
    {
        // A value for each parameter that its constraint may take; what it names need not exist.
        public string Address => "/" + Parameter().Replace(Template, match =>
                match.Value.Contains("int", StringComparison.Ordinal) || match.Value.Contains("long", StringComparison.Ordinal) ? "1"
                : new string('0', match.Value.Contains("length(64)", StringComparison.Ordinal) ? 64 : 32))
            + (Handler is null ? "" : "?handler=" + Handler);

        public bool Lets(Role role) => Allowed.All(rule => rule.Roles is null || rule.Roles.Split(',').Contains(role.ToString()));
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            await _portal.AddAsync($"{role}@contoh.go.id", role);
        }
    }

    public ValueTask DisposeAsync()
    {
        _portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_staff_address_says_who_may_come_in()
    {
        var doors = await StaffDoorsAsync();

        Assert.InRange(doors.Count, 25, 1000);
        Assert.Empty(doors.Where(door => door.IsOpen != _doors.Contains(door.Template)).Select(door => $"{door.Method} {door.Address}"));
        Assert.Empty(doors.Where(door => !door.IsOpen && !door.Allowed.OfType<AllowAttribute>().Any()).Select(door => $"{door.Method} {door.Address}"));
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_comes_past_the_door()
    {
        var browser = _portal.Browser();
        foreach (var door in (await StaffDoorsAsync()).Where(door => !door.IsOpen))
        {
            using var request = new HttpRequestMessage(door.Method, door.Address);
            var answer = await browser.SendAsync(request, Ct);

            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{door.Method} {door.Address}: {answer.StatusCode}");
            Assert.Equal($"/petugas/masuk?kembali={Uri.EscapeDataString(door.Address)}", answer.Headers.Location!.PathAndQuery);
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Each_role_comes_where_it_may_and_nowhere_else(Role role)
    {
        var browser = await _portal.SignedInAsync($"{role}@contoh.go.id");
        var refused = 0;
        foreach (var door in (await StaffDoorsAsync()).Where(door => !door.IsOpen))
        {
            // Posted without a form token: who may come in is turned away as forged (400), who may not before that.
            using var request = new HttpRequestMessage(door.Method, door.Address);
            request.Headers.Accept.ParseAdd("text/html");
            var answer = await browser.SendAsync(request, Ct);

            var said = $"{role} {door.Method} {door.Address}: {(int)answer.StatusCode}";
            if (!door.Lets(role))
            {
                refused++;
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, said);
                Assert.True((await answer.TextAsync()).Contains("Anda tidak berhak", StringComparison.Ordinal), said + " without the page that says why");
            }
            else if (door.Method == HttpMethod.Get)
            {
                Assert.True((int)answer.StatusCode is >= 200 and < 400 or 400 or 404 or 409 or 410, said);
                Assert.False(answer.Headers.Location?.OriginalString.Contains("/petugas/masuk", StringComparison.Ordinal) ?? false, said);
            }
            else if (door.IsPage)
            {
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, said);
            }
        }

        // The administrator of a portal with few pages may come everywhere; nobody else may.
        Assert.True(refused > 0 || role is Role.SystemAdmin);
    }

    public static TheoryData<Role> Roles() => [.. Enum.GetValues<Role>()];

    private async Task<List<Door>> StaffDoorsAsync()
    {
        List<Door> doors = [];
        var loader = _portal.Get<PageLoader>();
        foreach (var page in _portal.Get<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var model = compiled.ModelTypeInfo ?? compiled.PageTypeInfo;
            // The framework takes an override of OnPageHandlerExecuting for the handler of a method "Page".
            foreach (var handler in compiled.HandlerMethods.Where(handler => handler.HttpMethod != "Page"))
            {
                object[] said = [.. model.GetCustomAttributes(), .. handler.MethodInfo.GetCustomAttributes()];
                doors.Add(new(page.AttributeRouteInfo!.Template!, new(handler.HttpMethod), handler.Name, [.. said.OfType<IAuthorizeData>()], said.OfType<IAllowAnonymous>().Any(), IsPage: true));
            }
        }

        // A file of the program (the service worker, its page) holds nothing of the office.
        foreach (var endpoint in _portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint =>
            endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                doors.Add(new(endpoint.RoutePattern.RawText!.TrimStart('/'), new(method), null, endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(),
                    endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, IsPage: false));
            }
        }

        return [.. doors.Where(door => door.Template == "petugas" || door.Template.StartsWith("petugas/", StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"\{(?:[^{}]|\{\{|\}\})+\}")]
    private static partial Regex Parameter();
}
