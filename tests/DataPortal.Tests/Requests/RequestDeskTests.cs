using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Outcome = DataPortal.Requests.Outcome;

namespace DataPortal.Tests.Requests;

public sealed class RequestDeskTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    private async Task<string> TrackAsync(Request request) => await _portal.Browser().PageAsync("/permintaan/" + request.Token);

    private async Task<IReadOnlyList<ProcedureEvent>> MarksAsync(Request request) =>
        await _portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", request.Id), Ct);

    [Fact]
    public async Task An_answer_with_a_file_ends_the_request_and_reaches_the_requester_by_mail_and_link()
    {
        var request = await _portal.AskAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var officer = _portal.Officer();
        var form = (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Yth. Siti, data **terlampir**."))
            .Attach("Form.Files", "luas-panen.csv", "kecamatan;2024\nGelumbang;1"u8.ToArray());
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        using var sent = await form.SendAsync(officer, "Send");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.Fulfilled, request.Outcome);
        Assert.True(request.OnTime);
        Assert.Equal(TimeSpan.FromMinutes(3), request.WorkingTimeUsed);
        Assert.Equal(TimeSpan.FromMinutes(1), request.WorkingTimeSinceOpened);
        var letter = (await _portal.LettersAsync(request)).Single(letter => letter.Subject.StartsWith("Data untuk", StringComparison.Ordinal));
        Assert.Equal("luas-panen.csv", Assert.Single(letter.Attachments).Name);
        Assert.Equal(request.MailThread, letter.InReplyTo);
        var page = await TrackAsync(request);
        Assert.Contains("luas-panen.csv", page, StringComparison.Ordinal);
        Assert.Contains("Selesai dalam 3 menit pada jam layanan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_step_leaves_its_marks_and_the_way_not_taken_none_of_done()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var sent = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Terlampir.")).SendAsync(officer, "Send");
        var marks = (await MarksAsync(request)).Select(mark => $"{mark.Step} {mark.Mark}").ToHashSet();
        Assert.Superset(new HashSet<string> { "5 Ready", "5 Done", "6 Ready", "7 Ready", "6 Started", "7 Started", "7 Done", "6 Cancelled" }, marks);
        Assert.DoesNotContain("6 Done", marks);
    }

    [Fact]
    public async Task Not_held_needs_a_reason_keeps_the_text_and_carries_the_referral()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var begun = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Mohon maaf."), ("decision", "NotHeld")).SendAsync(officer, "Begin");
        var form = WebForm.Read(await begun.TextAsync(), Asking.Ticket(request));
        Assert.Equal("Mohon maaf.", form["Form.Text"].Trim());
        Assert.Equal("NotHeld", form["Form.Parts[0].Decision"]);

        using var incomplete = await form.SendAsync(officer, "Decide");
        var html = await incomplete.TextAsync();
        Assert.Contains("Pilih alasan", Answers.PageText(html), StringComparison.Ordinal);
        form = WebForm.Read(html, Asking.Ticket(request));
        Assert.Equal("Mohon maaf.", form["Form.Text"].Trim());

        using var decided = await form.With(("Form.Parts[0].NotHeldReason", "LessDetail"), ("Form.Parts[0].Referral", "pertanian")).SendAsync(officer, "Decide");
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.NotHeld, request.Outcome);
        Assert.Contains("Dinas Tanaman Pangan", request.Items[0].Referral, StringComparison.Ordinal);
        var letter = (await _portal.LettersAsync(request))[^1];
        Assert.StartsWith("Data tidak tersedia", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("Dinas Tanaman Pangan", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Tidak tersedia, dirujuk", await TrackAsync(request), StringComparison.Ordinal);
        Assert.Contains(await MarksAsync(request), mark => mark is { Step: "6", Mark: Mark.Done, Cause: "request.not-held" });
    }

    [Fact]
    public async Task A_refusal_names_the_law_and_says_how_to_object()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var begun = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("decision", "Refused")).SendAsync(officer, "Begin");
        var form = WebForm.Read(await begun.TextAsync(), Asking.Ticket(request));
        Assert.Contains("cara mengajukan keberatan", form["Form.Text"], StringComparison.Ordinal);
        using var decided = await form.With(("Form.Parts[0].RefusalReason", "RespondentConfidentiality")).SendAsync(officer, "Decide");
        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.Refused, request.Outcome);
        var letter = (await _portal.LettersAsync(request))[^1];
        Assert.Contains("UU 16/1997", letter.Text, StringComparison.Ordinal);
        Assert.Contains("keberatan tertulis", letter.Text, StringComparison.Ordinal);
        Assert.Contains("UU 16/1997", await TrackAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_two_things_may_be_answered_partly_and_both_steps_are_logged()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var split = await (await WebForm.OpenAsync(officer, Asking.Ticket(request), "Classify")).With(("parts", "Luas panen padi\nProduksi duku menurut desa"), ("subject", "")).SendAsync(officer);
        using var begun = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Sebagian."), ("decision", "")).SendAsync(officer, "Begin");
        var form = WebForm.Read(await begun.TextAsync(), Asking.Ticket(request));
        using var decided = await form.With(("Form.Parts[0].Decision", "Available"), ("Form.Parts[1].Decision", "NotHeld"), ("Form.Parts[1].NotHeldReason", "NotCollected")).SendAsync(officer, "Decide");
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.Partly, request.Outcome);
        var done = (await MarksAsync(request)).Where(mark => mark.Mark is Mark.Done).Select(mark => mark.Step).Order(StringComparer.Ordinal);
        Assert.Equal(["5", "6", "7"], done);
    }

    [Fact]
    public async Task Asking_back_stops_the_clock_until_the_requester_answers()
    {
        var browser = _portal.Browser();
        var request = await _portal.AskAsync(browser);
        var officer = _portal.Officer();
        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        using var asked = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Padi sawah atau ladang?")).SendAsync(officer, "Ask");
        Assert.Equal(RequestState.Waiting, (await _portal.AgainAsync(request)).State);
        Assert.Contains("Jam berhenti", await officer.PageAsync("/petugas/permintaan"), StringComparison.Ordinal);
        Assert.Contains("kami menunggu jawaban Anda", await TrackAsync(request), StringComparison.Ordinal);
        Assert.Contains("Bila sampai 30 November 2026", (await _portal.LettersAsync(request))[^1].Text.ReplaceLineEndings(" "), StringComparison.Ordinal);

        _portal.Clock.Advance(TimeSpan.FromHours(26));
        using var answered = await (await WebForm.OpenAsync(browser, "/permintaan/" + request.Token)).With(("Form.Text", "Sawah.")).SendAsync(browser);
        request = await _portal.AgainAsync(request);
        Assert.Equal(RequestState.Opened, request.State);
        // Two of the five minutes were left when the clock stopped.
        Assert.Equal(_portal.Clock.GetUtcNow().AddMinutes(2), request.Due.Limit);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        using var sent = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Terlampir.")).SendAsync(officer, "Send");
        request = await _portal.AgainAsync(request);
        Assert.Equal(TimeSpan.FromMinutes(4), request.WorkingTimeUsed);
        Assert.True(request.OnTime);
        var marks = (await MarksAsync(request)).Select(mark => $"{mark.Step} {mark.Mark}").ToHashSet();
        Assert.Superset(new HashSet<string> { "6 Paused", "7 Paused", "6 Resumed", "7 Resumed" }, marks);
    }

    [Fact]
    public async Task Ten_working_days_without_an_answer_close_the_request_with_a_letter()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var asked = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Tahun berapa?")).SendAsync(officer, "Ask");
        _portal.Clock.Set(new(2026, 11, 30, 23, 0, 0, TimeSpan.FromHours(7)));
        await _portal.Get<RequestReminders>().RunAsync(Ct);
        Assert.Equal(RequestState.Waiting, (await _portal.AgainAsync(request)).State);
        _portal.Clock.Set(new(2026, 12, 1, 0, 1, 0, TimeSpan.FromHours(7)));
        await _portal.Get<RequestReminders>().RunAsync(Ct);
        await _portal.Get<RequestReminders>().RunAsync(Ct);
        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.NoAnswer, request.Outcome);
        Assert.Single(await _portal.LettersAsync(request), letter => letter.Subject.Contains("kami tutup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_officers_the_second_is_told_and_keeps_what_was_typed()
    {
        var request = await _portal.AskAsync();
        var (one, two) = (_portal.Officer(), _portal.Officer());
        using var opened = await one.GetAsync(new Uri(Asking.Ticket(request), UriKind.Relative), Ct);
        var first = (await WebForm.OpenAsync(one, Asking.Ticket(request))).With(("Form.Text", "Jawaban pertama"));
        var second = (await WebForm.OpenAsync(two, Asking.Ticket(request))).With(("Form.Text", "Jawaban kedua"));
        using var done = await first.SendAsync(one, "Message");
        using var late = await second.SendAsync(two, "Send");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var html = await late.TextAsync();
        Assert.Contains("berubah sejak Anda membukanya", Answers.PageText(html), StringComparison.Ordinal);
        var form = WebForm.Read(html, Asking.Ticket(request));
        Assert.Equal("Jawaban kedua", form["Form.Text"].Trim());
        using var again = await form.SendAsync(two, "Send");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_template_fills_in_the_names_and_a_preview_sends_nothing()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var filled = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Template", "tersedia")).SendAsync(officer, "Template");
        var form = WebForm.Read(await filled.TextAsync(), Asking.Ticket(request));
        Assert.Contains("Yth. Siti Contoh,", form["Form.Text"], StringComparison.Ordinal);
        Assert.Contains("Petugas Contoh", form["Form.Text"], StringComparison.Ordinal);
        using var preview = await form.SendAsync(officer, "Preview");
        Assert.Contains("<p>Yth. Siti Contoh,</p>", await preview.TextAsync(), StringComparison.Ordinal);
        Assert.Single(await _portal.LettersAsync(request));
    }

    [Fact]
    public async Task Notes_stay_inside_the_office()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        var form = (await WebForm.OpenAsync(officer, Asking.Ticket(request), "Note")).With(("note", "Angka 2025 masih sementara"));
        using var noted = await form.SendAsync(officer);
        Assert.Contains("Angka 2025 masih sementara", await officer.PageAsync(Asking.Ticket(request)), StringComparison.Ordinal);
        Assert.DoesNotContain("Angka 2025 masih sementara", await TrackAsync(request), StringComparison.Ordinal);
        Assert.DoesNotContain("Dibuka oleh", await TrackAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_by_telephone_is_written_down_at_its_real_time_and_answered_without_mail()
    {
        var officer = _portal.Officer();
        var form = (await WebForm.OpenAsync(officer, "/petugas/permintaan/catat")).With(("Form.Channel", "Telephone"), ("Form.ReceivedAt", "2026-11-16T08:40"), ("Form.Name", "Budi Contoh"),
            ("Form.Wanted", "Inflasi Oktober 2026 Sumatera Selatan"), ("Form.Purpose", "Government"), ("Form.Consent", "true"));
        using var entered = await form.SendAsync(officer);
        var request = (await _portal.Store.FirstAsync(RequestQueries.Collection.Where("channel", Channel.Telephone), Ct))!;
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 8, 45, 0, TimeSpan.FromHours(7)), request.Due.Limit);
        Assert.Contains("Terlambat 15 menit", await officer.PageAsync("/petugas/permintaan"), StringComparison.Ordinal);
        using var sent = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Disampaikan lewat telepon: 0,3 persen.")).SendAsync(officer, "Send");
        request = await _portal.AgainAsync(request);
        Assert.Equal(Outcome.Fulfilled, request.Outcome);
        Assert.False(request.OnTime);
        Assert.Equal(Channel.Telephone, request.Entries[^1].SentBy);
        Assert.Empty(await _portal.LettersAsync(request));
    }

    [Theory]
    [InlineData("2026-11-17T08:40", "masa depan")]
    [InlineData("kemarin", "Tulis tanggal dan jam")]
    public async Task A_time_that_cannot_be_is_told_and_nothing_is_lost(string time, string expected)
    {
        var officer = _portal.Officer();
        using var entered = await (await WebForm.OpenAsync(officer, "/petugas/permintaan/catat")).With(("Form.Channel", "Letter"), ("Form.ReceivedAt", time), ("Form.Wanted", "Jumlah sekolah dasar")).SendAsync(officer);
        var html = await entered.TextAsync();
        Assert.Contains(expected, Answers.PageText(html), StringComparison.Ordinal);
        Assert.Equal("Jumlah sekolah dasar", WebForm.Read(html, "/petugas/permintaan/catat")["Form.Wanted"].Trim());
    }

    [Fact]
    public async Task An_officer_sees_who_else_has_it_open()
    {
        var request = await _portal.AskAsync();
        await _portal.Store.CommitAsync([RequestView.Collection.Insert(new() { Id = request.Id + ".lain", RequestId = request.Id, Name = "Rekan Contoh", At = _portal.Clock.GetUtcNow() })], Ct);
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("Dibuka juga oleh Rekan Contoh, 2 menit lalu", await _portal.Officer().PageAsync(Asking.Ticket(request)), StringComparison.Ordinal);
        _portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.DoesNotContain("Dibuka juga oleh", await _portal.Officer().PageAsync(Asking.Ticket(request)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_english_requester_is_answered_in_english()
    {
        var request = await _portal.AskAsync(null, "/en/permintaan/baru");
        var officer = _portal.Officer();
        using var begun = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("decision", "NotHeld")).SendAsync(officer, "Begin");
        var form = WebForm.Read(await begun.TextAsync(), Asking.Ticket(request));
        Assert.Contains("Dear Siti Contoh", form["Form.Text"], StringComparison.Ordinal);
        using var decided = await form.With(("Form.Parts[0].NotHeldReason", "NotCollected")).SendAsync(officer, "Decide");
        Assert.Contains("BPS does not collect these data", (await _portal.LettersAsync(request))[^1].Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
