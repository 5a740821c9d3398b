using System.Net;
using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Requests;

public sealed class RequestQueueTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task What_is_due_first_stands_first_and_what_waits_for_its_requester_last()
    {
        var officer = _portal.Officer();
        var first = await _portal.AskAsync(null, "/permintaan/baru", ("Form.Wanted", "Pertama: jumlah penduduk"));
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.AskAsync(null, "/permintaan/baru", ("Form.Wanted", "Kedua: jumlah sekolah"));
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.AskAsync(null, "/permintaan/baru", ("Form.Wanted", "Ketiga: jumlah pasar"));
        using var asked = await (await WebForm.OpenAsync(officer, Asking.Ticket(first))).With(("Form.Text", "Tahun berapa?")).SendAsync(officer, "Ask");
        var page = await officer.PageAsync("/petugas/permintaan");
        var places = new[] { "Kedua: jumlah", "Ketiga: jumlah", "Pertama: jumlah" }.Select(title => page.IndexOf(title, StringComparison.Ordinal)).ToList();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public async Task The_tiles_count_what_is_late_soon_and_in_time()
    {
        var officer = _portal.Officer();
        await _portal.AskAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await _portal.AskAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await _portal.AskAsync();
        Assert.Contains("Terlambat1 Hampir tenggat1 Masih dalam waktu1 Menunggu pemohon0 Selesai hari ini0", await officer.PageAsync("/petugas/permintaan"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_is_searched_by_number_name_and_words()
    {
        var officer = _portal.Officer();
        await _portal.AskAsync(null, "/permintaan/baru", ("Form.Wanted", "Harga eceran beras medium mingguan"));
        await _portal.AskAsync(null, "/permintaan/baru", ("Form.Wanted", "Luas tanam kopi robusta"), ("Form.Name", "Yanto Contoh"));
        foreach (var (words, found) in new[] { ("beras", "Harga eceran"), ("2026-0002", "Luas tanam"), ("yanto", "Luas tanam"), ("harga mingg", "Harga eceran") })
        {
            var page = await officer.PageAsync("/petugas/permintaan?cari=" + Uri.EscapeDataString(words));
            Assert.Contains("1 permintaan", page, StringComparison.Ordinal);
            Assert.Contains(found, page, StringComparison.Ordinal);
        }

        Assert.Contains("0 permintaan", await officer.PageAsync("/petugas/permintaan?cari=gandum"), StringComparison.Ordinal);
        Assert.Contains("0 permintaan", await officer.PageAsync("/petugas/permintaan?kanal=Letter"), StringComparison.Ordinal);
        Assert.Contains("2 permintaan", await officer.PageAsync("/petugas/permintaan?kanal=Website&keadaan=New"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_a_request_makes_it_mine_and_opening_it_starts_the_work_once()
    {
        var request = await _portal.AskAsync();
        var officer = _portal.Officer();
        using var taken = await (await WebForm.OpenAsync(officer, "/petugas/permintaan", "Claim")).SendAsync(officer);
        Assert.EndsWith(request.Number!, taken.Headers.Location!.ToString(), StringComparison.Ordinal);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await officer.PageAsync(Asking.Ticket(request));
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await officer.PageAsync(Asking.Ticket(request));
        request = await _portal.AgainAsync(request);
        Assert.Equal("Petugas Contoh", request.Assigned!.Name);
        Assert.Equal(request.ReceivedAt.AddMinutes(1), request.OpenedAt);
        Assert.Contains("1 permintaan", await officer.PageAsync("/petugas/permintaan?tab=milik-saya"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_who_reads_starts_nothing_and_may_not_act()
    {
        var request = await _portal.AskAsync();
        var head = _portal.Officer("DivisionHead");
        var page = await head.PageAsync(Asking.Ticket(request));
        Assert.Contains(request.Need.Title, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kirim data, selesai", page, StringComparison.Ordinal);
        Assert.Equal(RequestState.New, (await _portal.AgainAsync(request)).State);

        var officer = _portal.Officer("WebAdmin");
        var form = await WebForm.OpenAsync(officer, Asking.Ticket(request));
        officer.DefaultRequestHeaders.Remove("Test-Roles");
        officer.DefaultRequestHeaders.Add("Test-Roles", "DivisionHead");
        using var acted = await form.With(("Form.Text", "Tidak boleh")).SendAsync(officer, "Send");
        Assert.NotEqual(HttpStatusCode.OK, acted.StatusCode);
        Assert.True((await _portal.AgainAsync(request)).IsOpen);
    }

    [Theory]
    [InlineData("/petugas/permintaan")]
    [InlineData("/petugas/permintaan/catat")]
    [InlineData("/petugas/permintaan/2026-0001")]
    public async Task Others_of_the_office_and_the_public_do_not_get_in(string path)
    {
        await _portal.AskAsync();
        using var officer = await _portal.Officer("Treasurer").GetAsync(new Uri(path, UriKind.Relative), Ct);
        using var visitor = await _portal.Browser().GetAsync(new Uri(path, UriKind.Relative), Ct);
        Assert.NotEqual(HttpStatusCode.OK, officer.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, visitor.StatusCode);
    }

    [Fact]
    public async Task What_is_overdue_is_reminded_once_and_the_section_head_hears_of_it_a_working_day_later()
    {
        await _portal.Store.CommitAsync([
            StaffQueries.Collection.Insert(new() { Id = "admin", Email = "admin@contoh.go.id", Name = "Admin Contoh", Roles = [Role.WebAdmin], CreatedAt = _portal.Clock.GetUtcNow() }),
            StaffQueries.Collection.Insert(new() { Id = "kasi", Email = "kasi@contoh.go.id", Name = "Kasi Contoh", Roles = [Role.SectionHead], CreatedAt = _portal.Clock.GetUtcNow() })], Ct);
        await _portal.AskAsync();
        var reminders = _portal.Get<RequestReminders>();
        async Task<int> ToAsync(string email)
        {
            await reminders.RunAsync(Ct);
            await reminders.RunAsync(Ct);
            return await _portal.Store.CountAsync(Outbox.Collection.Where("to", email), Ct);
        }

        _portal.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await ToAsync("admin@contoh.go.id"));
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await ToAsync("admin@contoh.go.id"));
        _portal.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(0, await ToAsync("kasi@contoh.go.id"));
        _portal.Clock.Set(new(2026, 11, 17, 9, 6, 0, TimeSpan.FromHours(7)));
        Assert.Equal(1, await ToAsync("kasi@contoh.go.id"));
        Assert.Equal(1, await ToAsync("admin@contoh.go.id"));
    }

    [Fact]
    public async Task However_many_are_overdue_each_is_reminded()
    {
        var request = await _portal.AskAsync();
        var many = RequestReminders.Batch + 1;
        await _portal.Store.CommitAsync([.. Enumerable.Range(1, many).Select(at => RequestQueries.Collection.Insert(
            request with { Id = $"r{at:D4}", Number = $"2026-{1000 + at}", Token = RequestQueries.NewToken(), FormId = $"f{at:D4}" }))], Ct);
        _portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await _portal.Get<RequestReminders>().RunAsync(Ct);
        Assert.Equal(many + 1, await _portal.Store.CountAsync(RequestReminder.Collection.All(), Ct));
    }

    [Fact]
    public async Task The_clock_runs_only_in_service_hours()
    {
        _portal.Clock.Set(new(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(7)));
        var request = await _portal.AskAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 35, 0, TimeSpan.FromHours(7)), request.Due.Limit);
        Assert.Contains("paling lambat Senin, 23 November 2026 pukul 08.35 WIB", await _portal.Browser().PageAsync($"/permintaan/{request.Token}"), StringComparison.Ordinal);
        Assert.Contains("Sisa 5 menit", await _portal.Officer().PageAsync("/petugas/permintaan"), StringComparison.Ordinal);
    }
}
