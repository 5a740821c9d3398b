using System.Net;
using DataPortal.Tables;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables;

public sealed class SavedQueryTests(Portal portal)
{
    private static readonly SavedQuery _query = new()
    {
        Id = "",
        Table = "penduduk",
        Language = "id",
        Choices = [new("tahun", ["top(3)"]), new("wilayah", ["1603", "[a,b]"], "level_1")],
        CreatedAt = default,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_selection_is_kept_once_and_found_by_a_short_address()
    {
        var desk = portal.Get<SavedQueryDesk>();
        var kept = await desk.KeepAsync(_query, IPAddress.Loopback, Ct);
        var again = await desk.KeepAsync(_query with { Id = "mine" }, IPAddress.IPv6Loopback, Ct);
        var other = await desk.KeepAsync(_query with { Language = "en" }, null, Ct);

        Assert.Matches("^[a-z2-9]{12}$", kept.Id);
        Assert.Equal(kept.Id, again.Id);
        Assert.NotEqual(kept.Id, other.Id);
        Assert.Equal(["1603", "[a,b]"], (await desk.FindAsync(kept.Id, Ct))!.Choices[1].Expressions);
        Assert.Null(await desk.FindAsync("../../etc/pwd", Ct));
        Assert.Null(await desk.FindAsync(new string('a', 5_000), Ct));
    }

    [Fact]
    public async Task What_is_too_long_or_comes_too_often_is_refused()
    {
        await using var strict = new Portal { Settings = new Dictionary<string, string> { ["Limits:SavedQueriesPerAddressPerHour"] = "2" } };
        var desk = strict.Get<SavedQueryDesk>();
        await Assert.ThrowsAsync<SavedQueryRefusedException>(() =>
            desk.KeepAsync(_query with { Choices = [new("tahun", [.. Enumerable.Range(0, 50_000).Select(n => n.ToString("D6", null))])] }, null, Ct));

        var one = await desk.KeepAsync(_query with { Table = "a" }, IPAddress.Loopback, Ct);
        await desk.KeepAsync(_query with { Table = "b" }, IPAddress.Loopback, Ct);
        Assert.InRange((await Assert.ThrowsAsync<TooManySavedQueriesException>(() => desk.KeepAsync(_query with { Table = "c" }, IPAddress.Loopback, Ct))).Seconds, 1, 3_600);
        Assert.Equal(one.Id, (await desk.KeepAsync(_query with { Table = "a" }, IPAddress.Loopback, Ct)).Id);

        await using var full = new Portal { Settings = new Dictionary<string, string> { ["Limits:SavedQueriesPerDay"] = "1" } };
        await full.Get<SavedQueryDesk>().KeepAsync(_query, IPAddress.Loopback, Ct);
        Assert.InRange((await Assert.ThrowsAsync<TooManySavedQueriesException>(() => full.Get<SavedQueryDesk>().KeepAsync(_query with { Table = "b" }, IPAddress.Parse("192.0.2.7"), Ct))).Seconds, 1, 86_400);
    }
}
