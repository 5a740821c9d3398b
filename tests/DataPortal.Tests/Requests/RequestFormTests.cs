using System.Net;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace DataPortal.Tests.Requests;

public sealed class RequestFormTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    private WebApplicationFactory<Program> Set(params (string Key, string Value)[] settings) => _portal.WithWebHostBuilder(host =>
    {
        foreach (var (key, value) in settings)
        {
            host.UseSetting(key, value);
        }
    });

    [Fact]
    public async Task A_request_gets_a_number_a_due_moment_in_words_and_a_receipt_with_its_link()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);

        Assert.Equal("2026-0001", request.Number);
        Assert.Equal(RequestState.New, request.State);
        var receipt = await browser.PageAsync($"/permintaan/{request.Token}/tanda-terima");
        Assert.Contains("2026-0001", receipt, StringComparison.Ordinal);
        Assert.Contains("paling lambat Senin, 16 November 2026 pukul 09.05 WIB", receipt, StringComparison.Ordinal);
        var letter = Assert.Single(await _portal.LettersAsync(request));
        Assert.Equal("siti@contoh.id", letter.To);
        Assert.Contains("/permintaan/" + request.Token, letter.Text, StringComparison.Ordinal);
        Assert.Contains("2026-0001", letter.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_mending_is_listed_in_the_order_of_the_page()
    {
        var browser = _portal.Browser();
        using var answer = await (await WebForm.OpenAsync(browser, "/permintaan/baru")).SendAsync(browser);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        var listed = page.QuerySelectorAll("#salah a").Select(link => link.GetAttribute("href")![1..]).ToList();
        var standing = page.All.Where(element => listed.Contains(element.Id ?? "")).Select(element => element.Id!).ToList();
        Assert.True(listed.Count > 3);
        Assert.Equal(standing, listed);
    }

    [Fact]
    public async Task The_link_cannot_be_guessed()
    {
        var (one, other) = (await _portal.AskAsync(), await _portal.AskAsync());
        Assert.NotEqual(one.Token, other.Token);
        Assert.True(one.Token.Length >= 43, "256 bits in base64url");
        using var answer = await _portal.Browser().GetAsync(new Uri("/permintaan/" + RequestQueries.NewToken(), UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_request()
    {
        var browser = _portal.Browser();
        var form = (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields());
        using var first = await form.SendAsync(browser);
        using var second = await form.SendAsync(browser);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await _portal.Store.CountAsync(RequestQueries.Collection.All(), Ct));
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_is_one_request()
    {
        var browser = _portal.Browser();
        var form = (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => form.SendAsync(browser)));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(1, await _portal.Store.CountAsync(RequestQueries.Collection.All(), Ct));
    }

    [Fact]
    public async Task Numbers_have_no_gaps_when_many_ask_at_once()
    {
        var requests = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => _portal.AskAsync(null, "/permintaan/baru", ("Form.Email", $"orang{at}@contoh.id"))));
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"2026-{number:D4}"), requests.Select(request => request.Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_form_with_mistakes_comes_back_with_everything_typed_and_uploaded()
    {
        var browser = _portal.Browser();
        var form = (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields("siti@")).With(("Form.Region", "Kecamatan Gelumbang"), ("Form.Consent", ""))
            .Attach("Form.Files", "surat pengantar.pdf", "%PDF-1.7 contoh"u8.ToArray());
        using var answer = await form.SendAsync(browser);
        var html = await answer.TextAsync();
        var page = Answers.PageText(html);
        Assert.Contains("Ada 2 isian yang perlu diperbaiki", page, StringComparison.Ordinal);
        Assert.Contains("Tulis alamat surel lengkap, misalnya nama@contoh.id", page, StringComparison.Ordinal);

        var again = WebForm.Read(html, "/permintaan/baru");
        Assert.Equal(Asking.Wanted, again["Form.Wanted"]);
        Assert.Equal("Kecamatan Gelumbang", again["Form.Region"]);
        Assert.Equal("siti@", again["Form.Email"]);
        Assert.Contains("surat pengantar.pdf", page, StringComparison.Ordinal);

        using var sent = await again.With(("Form.Email", "siti@contoh.id"), ("Form.Consent", "true")).SendAsync(browser);
        var request = await _portal.ByReceiptAsync(sent);
        Assert.Equal("surat pengantar.pdf", Assert.Single(request.Entries[0].Files).Name);
        Assert.Equal("Kecamatan Gelumbang", request.Need.Region);
    }

    [Theory]
    [InlineData("gambar.png", "<script>alert(1)</script>")]
    [InlineData("program.exe", "MZ\0\0")]
    [InlineData("data.xlsx", "bukan arsip")]
    public async Task A_file_that_is_not_what_it_says_is_refused_and_the_text_stays(string name, string content)
    {
        var browser = _portal.Browser();
        using var answer = await (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields())
            .Attach("Form.Files", name, Encoding.UTF8.GetBytes(content)).SendAsync(browser);
        var html = await answer.TextAsync();
        Assert.Contains($"{name} bukan PDF", Answers.PageText(html), StringComparison.Ordinal);
        Assert.Equal(Asking.Wanted, WebForm.Read(html, "/permintaan/baru")["Form.Wanted"]);
        Assert.Equal(0, await _portal.Store.CountAsync(RequestQueries.Collection.All(), Ct));
    }

    [Fact]
    public async Task A_form_sent_faster_than_a_person_types_is_held_and_gets_number_and_receipt_when_accepted()
    {
        using var portal = Set(("Limits:FormSeconds", "3"));
        var visitor = portal.Visitor();
        var request = await portal.AskAsync(visitor);
        Assert.Equal(RequestState.Held, request.State);
        Assert.Null(request.Number);
        Assert.Empty(await portal.LettersAsync(request));
        Assert.Contains("Petugas memeriksanya dahulu", await visitor.PageAsync($"/permintaan/{request.Token}/tanda-terima"), StringComparison.Ordinal);

        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var officer = portal.Officer();
        Assert.Contains("formulir diisi lebih cepat", await officer.PageAsync("/petugas/permintaan?tab=ditahan"), StringComparison.Ordinal);
        using var accepted = await (await WebForm.OpenAsync(officer, Asking.Ticket(request), "Accept")).SendAsync(officer);
        request = await portal.AgainAsync(request);
        Assert.Equal("2026-0001", request.Number);
        Assert.Single(await portal.LettersAsync(request));
        Assert.Equal(request.ReceivedAt.AddMinutes(5), request.Due.Limit);
    }

    [Fact]
    public async Task A_held_request_marked_spam_takes_no_number_and_sends_no_letter()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser, "/permintaan/baru", ("Form.Website", "https://murah.example"));
        Assert.Equal(RequestState.Held, request.State);
        var officer = _portal.Officer();
        using var marked = await (await WebForm.OpenAsync(officer, Asking.Ticket(request), "Spam")).SendAsync(officer);
        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.Spam, request.Outcome);
        Assert.Empty(await _portal.LettersAsync(request));
        Assert.Equal("2026-0001", (await _portal.AskAsync()).Number);
        using var gone = await browser.GetAsync(new Uri($"/permintaan/{request.Token}", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_form_left_open_for_days_or_without_our_signature_is_held_not_refused()
    {
        var browser = _portal.Browser();
        var old = (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields());
        var forged = (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields()).With(("Form.Stamp", "karangan"));
        _portal.Clock.Advance(TimeSpan.FromDays(2));
        using var late = await old.SendAsync(browser);
        using var odd = await forged.SendAsync(browser);
        Assert.Equal(RequestState.Held, (await _portal.ByReceiptAsync(late)).State);
        Assert.Equal(RequestState.Held, (await _portal.ByReceiptAsync(odd)).State);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back_and_lose_nothing()
    {
        using var portal = Set(("Limits:RequestsPerAddressPerHour", "2"));
        var browser = portal.Visitor();
        await portal.AskAsync(browser);
        await portal.AskAsync(browser);
        using var answer = await (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields()).SendAsync(browser);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), answer.Headers.RetryAfter!.Delta);
        var html = await answer.TextAsync();
        Assert.Contains("Coba lagi dalam 1 jam", Answers.PageText(html), StringComparison.Ordinal);
        var kept = WebForm.Read(html, "/permintaan/baru");
        Assert.Equal(Asking.Wanted, kept["Form.Wanted"]);
        _portal.Clock.Advance(TimeSpan.FromHours(1));
        using var later = await kept.SendAsync(browser);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task An_english_visitor_gets_english_pages_and_letters()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser, "/en/permintaan/baru");
        Assert.Equal("en", request.Requester.Language);
        var letter = Assert.Single(await _portal.LettersAsync(request));
        Assert.Contains("We received request", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("/en/permintaan/" + request.Token, letter.Text, StringComparison.Ordinal);
        Assert.Contains("We answer by Monday, 16 November 2026 at 09.05 WIB", await browser.PageAsync($"/en/permintaan/{request.Token}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_a_search_that_found_nothing_are_filled_in()
    {
        var form = await WebForm.OpenAsync(_portal.Browser(), "/permintaan/baru?data=harga%20duku%20mingguan");
        Assert.Equal("harga duku mingguan", form["Form.Wanted"].Trim());
    }

    [Fact]
    public async Task The_consent_is_kept_with_the_version_of_its_text()
    {
        var request = await _portal.AskAsync();
        Assert.Equal(_portal.Clock.GetUtcNow(), request.Requester.ConsentAt);
        Assert.Matches("^[0-9-]{10}-id-[0-9a-f]{12}$", request.Requester.ConsentVersion);
    }

    [Fact]
    public async Task The_audit_trail_tells_of_a_request_without_saying_whose()
    {
        var request = await _portal.AskAsync(null, "/permintaan/baru", ("Form.Phone", "081200001111"));
        var lines = await _portal.Store.ListAsync(AuditTrail.Collection.Where("document", $"requests/{request.Id}"), Ct);
        Assert.Contains(lines, line => line.Action == "request.received");
        Assert.All(lines, line =>
        {
            var text = $"{line.Summary} {line.Actor}";
            Assert.DoesNotContain("Siti", text, StringComparison.Ordinal);
            Assert.DoesNotContain("contoh.id", text, StringComparison.Ordinal);
            Assert.DoesNotContain("0812", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Form.BirthYear", "besok", true)]
    [InlineData("Form.PurposeNote", "Skripsi", true)]
    [InlineData("Form.Phone", "", false)]
    public async Task The_folded_part_opens_when_something_in_it_is_typed_or_wrong(string field, string value, bool open)
    {
        var browser = _portal.Browser();
        using var answer = await (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(("Form.Name", ""), (field, value)).SendAsync(browser);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.TextAsync());
        var folded = page.QuerySelectorAll("details").Single(details => details.QuerySelector("[name='Form.BirthYear']") is not null);
        Assert.Equal(open, folded.HasAttribute("open"));
    }
}
