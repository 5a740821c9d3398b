using System.Net;
using DataPortal.Accounts;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Accounts;

public sealed class FirstLinkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static (string, string)[] Entries(string token, string password = Office.Password) =>
    [
        ("tautan", token), ("Form.Name", "Rina Contoh, S.ST."), ("Form.Email", "rina@contoh.go.id"), ("Form.Nip", "19800101 200501 2 001"),
        ("Form.Roles", nameof(Role.WebAdmin)), ("Form.Password", password), ("Form.Repeat", password),
    ];

    [Fact]
    public async Task The_first_link_makes_the_first_administrator_once()
    {
        using var portal = Office.Open();
        var token = (await portal.Get<OneTimeLinks>().FirstTokenAsync(Ct))!;
        var path = OneTimeLinks.PathOf(token);

        var answer = await portal.Browser().SubmitAsync(path, Entries(token));
        Assert.Equal("/petugas/masuk?pesan=sandi", answer.Headers.Location!.OriginalString);

        var staff = Assert.Single(await portal.Store.ListAsync(StaffQueries.Everyone(), Ct));
        Assert.Equal([Role.WebAdmin, Role.SystemAdmin], staff.Roles);
        Assert.Equal("198001012005012001", staff.Nip);
        await portal.SignedInAsync("rina@contoh.go.id");

        Assert.Null(await portal.Get<OneTimeLinks>().FirstTokenAsync(Ct));
        Assert.Equal(HttpStatusCode.Gone, (await portal.Browser().GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task An_unused_link_is_the_same_after_a_restart_and_a_new_one_when_it_has_expired()
    {
        var store = new MemoryStore();
        string token;
        using (var before = Office.Open(store: store))
        {
            token = (await before.Get<OneTimeLinks>().FirstTokenAsync(Ct))!;
        }

        using var after = Office.Open(store: store);
        Assert.Equal(token, await after.Get<OneTimeLinks>().FirstTokenAsync(Ct));

        after.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.Gone, (await after.Browser().GetAsync(OneTimeLinks.PathOf(token), Ct)).StatusCode);
        Assert.NotEqual(token, await after.Get<OneTimeLinks>().FirstTokenAsync(Ct));
    }

    [Fact]
    public async Task Of_two_who_use_it_at_once_one_becomes_administrator()
    {
        using var portal = Office.Open();
        var token = (await portal.Get<OneTimeLinks>().FirstTokenAsync(Ct))!;
        async Task<bool> TryAsync(int at)
        {
            try
            {
                await portal.DeskAsync(async desk =>
                {
                    await desk.SetPasswordAsync(token, Office.Password, new($"Orang {at}", $"orang{at}@contoh.go.id", null, null, []), Ct);
                    return 0;
                });
                return true;
            }
            catch (Exception late) when (late is LinkGoneException or StaffRuleException)
            {
                return false;
            }
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => Task.Run(() => TryAsync(at), Ct)));

        Assert.Single(answers, made => made);
        Assert.Equal(1, await portal.Store.CountAsync(StaffQueries.Collection.All(), Ct));
    }

    [Fact]
    public async Task Every_entry_that_needs_mending_is_named_and_what_was_typed_stays()
    {
        using var portal = Office.Open();
        var token = (await portal.Get<OneTimeLinks>().FirstTokenAsync(Ct))!;
        var page = await (await portal.Browser().SubmitAsync(OneTimeLinks.PathOf(token),
            ("tautan", token), ("Form.Name", "Rina"), ("Form.Email", "bukan surel"), ("Form.Nip", "12"), ("Form.Password", "a"), ("Form.Repeat", "b"))).TextAsync();

        Assert.Contains("Ada 3 isian", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Rina\"", page, StringComparison.Ordinal);
        Assert.Contains("NIP terdiri dari 18 angka", page, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Store.CountAsync(StaffQueries.Collection.All(), Ct));
    }
}
