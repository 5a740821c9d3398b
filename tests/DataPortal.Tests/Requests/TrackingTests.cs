using System.Net;
using DataPortal.Mail;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Requests;

public sealed class TrackingTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    private static string Track(Request request) => "/permintaan/" + request.Token;

    [Fact]
    public async Task A_request_is_followed_by_its_link_and_nobody_keeps_a_copy()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);
        using var answer = await browser.GetAsync(new Uri(Track(request), UriKind.Relative), Ct);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        var html = await answer.TextAsync();
        Assert.Contains("noindex", html, StringComparison.Ordinal);
        var page = Answers.PageText(html);
        Assert.Contains("Kami menjawab paling lambat Senin, 16 November 2026 pukul 09.05 WIB", page, StringComparison.Ordinal);
        Assert.Contains("Tanda terima dikirim ke s•••@contoh.id", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_and_a_file_reach_the_officer()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);
        using var sent = await (await WebForm.OpenAsync(browser, Track(request))).With(("Form.Text", "Padi sawah saja.\n\nTerima kasih."))
            .Attach("Form.Files", "peta.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).SendAsync(browser);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var ticket = await _portal.Officer().PageAsync(Asking.Ticket(request));
        Assert.Contains("Padi sawah saja.", ticket, StringComparison.Ordinal);
        Assert.Contains("peta.png", ticket, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_request_are_handed_out_by_its_link_only()
    {
        var browser = _portal.Browser();
        var form = (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields()).Attach("Form.Files", "surat ñ.pdf", "%PDF-1.4 rahasia"u8.ToArray());
        using var sent = await form.SendAsync(browser);
        var request = await _portal.ByReceiptAsync(sent);
        var file = request.Entries[0].Files[0];

        using var own = await browser.GetAsync(new Uri($"{Track(request)}/berkas/{file.Hash}/x", UriKind.Relative), Ct);
        Assert.Equal("%PDF-1.4 rahasia", await own.TextAsync());
        Assert.Equal("attachment", own.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("surat ñ.pdf", own.Content.Headers.ContentDisposition.FileNameStar);

        var other = await _portal.AskAsync();
        using var foreign = await browser.GetAsync(new Uri($"{Track(other)}/berkas/{file.Hash}/x", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var bare = await browser.GetAsync(new Uri($"/petugas/permintaan/{request.Id}/berkas/{file.Hash}/x", UriKind.Relative), Ct);
        Assert.NotEqual(HttpStatusCode.OK, bare.StatusCode);
    }

    [Fact]
    public async Task An_empty_message_is_told_so()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);
        using var sent = await (await WebForm.OpenAsync(browser, Track(request))).SendAsync(browser);
        Assert.Contains("Tulis pesan Anda atau pilih berkas", Answers.PageText(await sent.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_withdrawn_ends_and_takes_no_second_withdrawal()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);
        var form = await WebForm.OpenAsync(browser, Track(request), "Withdraw");
        using var first = await form.SendAsync(browser);
        using var second = await form.SendAsync(browser);
        Assert.Equal(Outcome.Withdrawn, (await _portal.AgainAsync(request)).Outcome);
        Assert.Contains("Permintaan ini sudah selesai", Answers.PageText(await second.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_link_comes_by_mail_and_the_page_says_the_same_to_a_stranger()
    {
        var browser = _portal.Browser();
        var (one, two) = (await _portal.AskAsync(browser), await _portal.AskAsync(browser));
        using var known = await (await WebForm.OpenAsync(browser, "/permintaan/lupa-tautan")).With(("Form.Email", " Siti@Contoh.ID")).SendAsync(browser);
        using var unknown = await (await WebForm.OpenAsync(browser, "/permintaan/lupa-tautan")).With(("Form.Email", "orang@lain.id")).SendAsync(browser);
        Assert.Equal(known.Headers.Location, unknown.Headers.Location);
        var letters = await _portal.Store.ListAsync(Outbox.Collection.Where("to", "siti@contoh.id"), Ct);
        var letter = Assert.Single(letters, letter => letter.Subject == "Tautan permintaan Anda");
        Assert.Contains(one.Token, letter.Text, StringComparison.Ordinal);
        Assert.Contains(two.Token, letter.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _portal.Store.CountAsync(Outbox.Collection.Where("to", "orang@lain.id"), Ct));
    }

    [Fact]
    public async Task A_closed_request_may_be_rated_from_one_to_ten()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);
        var officer = _portal.Officer();
        using var answered = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Terlampir.")).SendAsync(officer, "Send");
        using var rated = await (await WebForm.OpenAsync(browser, Track(request), "Rate")).With(("Form.Score", "9"), ("Form.Comment", "Cepat")).SendAsync(browser);
        Assert.Equal(9, (await _portal.AgainAsync(request)).Satisfaction!.Score);
        Assert.Contains("Nilai Anda: 9 dari 10", await browser.PageAsync(Track(request)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_never_becomes_markup()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser, "/permintaan/baru", ("Form.Wanted", "<img src=x onerror=alert(1)> jumlah penduduk [klik](javascript:alert(1))"));
        var html = await browser.GetStringAsync(new Uri(Track(request), UriKind.Relative), Ct);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
    }
}
