using System.Net;
using DataPortal.Catalog;
using DataPortal.Requests;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Requests;

public sealed class PublishedItemsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public async ValueTask InitializeAsync() => await _portal.Store.CommitAsync([CatalogQueries.Items.Insert(new CatalogItem
    {
        Id = "luas-panen-padi",
        Kind = ItemKind.Publication,
        State = ItemState.Published,
        Title = new Bilingual("Luas panen padi sawah menurut kecamatan"),
        Subject = "557",
        CreatedAt = _portal.Clock.GetUtcNow(),
        UpdatedAt = _portal.Clock.GetUtcNow(),
        PublishedAt = _portal.Clock.GetUtcNow(),
        LastSavedAt = _portal.Clock.GetUtcNow(),
    })], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_visitor_is_shown_what_is_published_once_and_may_ask_all_the_same()
    {
        var browser = _portal.Browser();
        using var shown = await (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields()).SendAsync(browser);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var html = await shown.TextAsync();
        Assert.Contains("/publikasi/luas-panen-padi", html, StringComparison.Ordinal);
        Assert.Contains("Tetap kirim permintaan", html, StringComparison.Ordinal);
        using var sent = await WebForm.Read(html, "/permintaan/baru").SendAsync(browser);
        Assert.Equal("2026-0001", (await _portal.ByReceiptAsync(sent)).Number);
    }

    [Fact]
    public async Task Words_that_match_nothing_are_not_held_up()
    {
        var request = await _portal.AskAsync(null, "/permintaan/baru", ("Form.Wanted", "Jumlah kapal penangkap ikan menurut ukuran"));
        Assert.Equal(RequestState.New, request.State);
    }

    [Fact]
    public async Task The_item_a_visitor_comes_from_is_named_and_kept()
    {
        var browser = _portal.Browser();
        var form = await WebForm.OpenAsync(browser, "/permintaan/baru?item=luas-panen-padi");
        Assert.StartsWith("Tentang “Luas panen padi sawah menurut kecamatan”", form["Form.Wanted"].Trim(), StringComparison.Ordinal);
        using var sent = await form.With(Asking.Fields()).With(("Form.Seen", "true")).SendAsync(browser);
        Assert.Equal("luas-panen-padi", (await _portal.ByReceiptAsync(sent)).Need.FromItem);
    }

    [Fact]
    public async Task An_officer_attaches_a_published_item_and_the_requester_gets_its_link()
    {
        var request = await _portal.AskAsync(null, "/permintaan/baru", ("Form.Seen", "true"));
        var officer = _portal.Officer();
        var form = (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Ada di publikasi ini."), ("item", "luas-panen-padi"));
        using var attached = await form.SendAsync(officer, "Attach");
        var again = WebForm.Read(await attached.TextAsync(), Asking.Ticket(request));
        Assert.Equal("Ada di publikasi ini.", again["Form.Text"].Trim());
        using var sent = await again.SendAsync(officer, "Send");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var letter = (await _portal.LettersAsync(request))[^1];
        Assert.Contains("/publikasi/luas-panen-padi", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Luas panen padi sawah", await _portal.Browser().PageAsync("/permintaan/" + request.Token), StringComparison.Ordinal);
    }
}
