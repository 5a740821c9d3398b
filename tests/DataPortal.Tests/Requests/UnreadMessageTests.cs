using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Requests;

public sealed class UnreadMessageTests : IDisposable
{
    private const string Tab = "/petugas/permintaan?tab=pesan-baru";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    private async Task WriteAsync(Request request, string text)
    {
        var browser = _portal.Browser();
        using var sent = await (await WebForm.OpenAsync(browser, "/permintaan/" + request.Token)).With(("Form.Text", text)).SendAsync(browser);
        Assert.EndsWith("terkirim=pesan", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private Task EmployAsync(params (string Id, Role Role)[] people) => _portal.Store.CommitAsync([.. people.Select(person => StaffQueries.Collection.Insert(new()
    {
        Id = person.Id, Email = $"{person.Id}@contoh.go.id", Name = person.Id, Roles = [person.Role], CreatedAt = _portal.Clock.GetUtcNow(),
    }))], Ct);

    private Task<int> LettersToAsync(string id) => _portal.Store.CountAsync(Outbox.Collection.Where("to", $"{id}@contoh.go.id"), Ct);

    [Fact]
    public async Task A_message_is_marked_in_the_queue_until_someone_who_may_answer_opens_it()
    {
        var officer = _portal.Officer();
        var request = await _portal.AskAsync();
        Assert.Contains("0 permintaan", await officer.PageAsync(Tab), StringComparison.Ordinal);
        await WriteAsync(request, "Padi sawah saja");
        Assert.Contains("Pesan baru, ", await officer.PageAsync("/petugas/permintaan"), StringComparison.Ordinal);
        Assert.Contains("Pesan baru 1", await officer.PageAsync("/petugas/permintaan"), StringComparison.Ordinal);
        Assert.Contains("1 permintaan, pesan terlama dahulu", await officer.PageAsync(Tab), StringComparison.Ordinal);

        await _portal.Officer("DivisionHead").PageAsync(Asking.Ticket(request));
        Assert.NotNull((await _portal.AgainAsync(request)).UnreadSince);
        Assert.Contains("Padi sawah saja", await officer.PageAsync(Asking.Ticket(request)), StringComparison.Ordinal);
        Assert.Null((await _portal.AgainAsync(request)).UnreadSince);
        Assert.Contains("0 permintaan", await officer.PageAsync(Tab), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_a_closed_request_is_seen_too()
    {
        var officer = _portal.Officer();
        var request = await _portal.AskAsync();
        using var answered = await (await WebForm.OpenAsync(officer, Asking.Ticket(request))).With(("Form.Text", "Terlampir.")).SendAsync(officer, "Send");
        await WriteAsync(request, "Tahun 2025 belum ada");
        Assert.Equal(RequestState.Closed, (await _portal.AgainAsync(request)).State);
        var page = await officer.PageAsync(Tab);
        Assert.Contains("1 permintaan", page, StringComparison.Ordinal);
        Assert.Contains(request.Number!, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_to_a_message_the_officer_has_not_seen_is_refused_and_one_to_a_seen_message_reads_it()
    {
        var officer = _portal.Officer();
        var request = await _portal.AskAsync();
        var form = await WebForm.OpenAsync(officer, Asking.Ticket(request));
        await WriteAsync(request, "Ralat: kopi, bukan padi");
        using var blind = await form.With(("Form.Text", "Ini padinya")).SendAsync(officer, "Message");
        Assert.NotNull((await _portal.AgainAsync(request)).UnreadSince);

        using var seeing = await WebForm.Read(await blind.TextAsync(), Asking.Ticket(request)).With(("Form.Text", "Baik, kopi")).SendAsync(officer, "Message");
        Assert.Null((await _portal.AgainAsync(request)).UnreadSince);
    }

    [Fact]
    public async Task Those_who_answer_get_one_letter_until_someone_has_looked()
    {
        await EmployAsync(("admin", Role.WebAdmin), ("rekan", Role.WebAdmin), ("bendahara", Role.Treasurer));
        var request = await _portal.AskAsync();
        await WriteAsync(request, "Satu");
        await WriteAsync(request, "Dua");
        Assert.Equal((1, 1, 0), (await LettersToAsync("admin"), await LettersToAsync("rekan"), await LettersToAsync("bendahara")));

        await _portal.Officer().PageAsync(Asking.Ticket(request));
        await WriteAsync(request, "Tiga");
        Assert.Equal(2, await LettersToAsync("admin"));
        var letter = (await _portal.Store.ListAsync(Outbox.Collection.Where("to", "admin@contoh.go.id"), Ct))[0];
        Assert.Contains("/petugas/permintaan/" + request.Number, letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Satu", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_officer_who_has_it_gets_the_letter_alone_and_a_sample_mails_nobody()
    {
        await EmployAsync(("admin", Role.WebAdmin), ("rekan", Role.WebAdmin));
        var (taken, sample) = (await _portal.AskAsync(), await _portal.AskAsync());
        await _portal.Store.CommitAsync([RequestQueries.Collection.Replace(taken with { Assigned = new("rekan", "rekan") }), RequestQueries.Collection.Replace(sample with { IsSample = true })], Ct);
        await WriteAsync(taken, "Halo");
        await WriteAsync(sample, "Halo");
        Assert.Equal((0, 1), (await LettersToAsync("admin"), await LettersToAsync("rekan")));
        Assert.NotNull((await _portal.AgainAsync(sample)).UnreadSince);
    }
}
