using System.Net;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Requests;

namespace DataPortal.Tests.Activities.Imk;

/// <summary>The IMK survey from the head's order to its annual report (procedures.md §5.3), through its pages.</summary>
public sealed class ImkRunTests : IDisposable
{
    private readonly ImkOffice _office = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task The_survey_goes_its_way_with_one_repair_inside_the_month_of_its_evaluation()
    {
        await _office.OpenAsync();
        Assert.Equal("B-12/17000/2026", (await _office.SurveyAsync()).Order!.Number);
        await _office.TrainAsync();
        var trained = (await _office.RunAsync()).LastAttempt("1")!;
        Assert.Equal(AttemptState.Done, trained.State);
        Assert.Contains("tick/SK Instruktur", trained.Evidence);
        Assert.Contains("letter/2026-11-10/B-12/17000/2026", trained.Evidence);
        Assert.Contains(trained.Evidence, line => line.StartsWith("file/", StringComparison.Ordinal) && line.EndsWith("surat-tugas.pdf", StringComparison.Ordinal));

        await _office.AssignAsync();
        await _office.DoAsync(_office.Address("lapangan"), "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "3"), ("Form.Refused", "1"));
        await _office.DoAsync(_office.Address("lapangan"), "Hari", ("Form.Block", "1603010002"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "2"));
        var page = await _office.Lead.PageAsync(_office.Address("lapangan"));
        Assert.Contains("Jumlah65 1 0", page, StringComparison.Ordinal);
        await _office.AttachAsync(_office.Address("lapangan"), "Selesai", ("Form.Complete", "true"));
        Assert.Contains("note/Data mentah dinyatakan lengkap: sampel 6, diperoleh 5, tidak respons 1 (menolak 1)", (await _office.RunAsync()).LastAttempt("2")!.Evidence);

        var evaluation = _office.Address("evaluasi");
        await _office.BeginAsync("evaluasi");
        var due = (await _office.RunAsync()).OpenAttempt("3")!.Limit;
        await _office.AttachAsync(evaluation, "Putus", ("Form.Outcome", "tidak"), ("Form.Findings", "Blok 1603010001: omzet unit 3 kosong"));
        var repair = (await _office.RunAsync()).OpenAttempt("2")!;
        Assert.Equal((2, due), (repair.Number, repair.Limit));

        page = await _office.Lead.PageAsync(_office.Address("lapangan"));
        Assert.Contains("Percobaan ini hanya untuk temuan di bawah ini", page, StringComparison.Ordinal);
        Assert.Contains("waktu 3 Bulan tidak diberikan lagi, tenggatnya tenggat langkah 3 (1 Bulan)", page, StringComparison.Ordinal);
        Assert.Contains("omzet unit 3 kosong", page, StringComparison.Ordinal);
        await _office.DoAsync(_office.Address("lapangan"), "Mulai");
        using (var refused = await _office.SendAsync(_office.Address("lapangan"), "Selesai", ("Form.Complete", "true")))
        {
            Assert.Contains("Temuan yang belum dijawab: 1", await refused.PlainAsync(), StringComparison.Ordinal);
        }

        await _office.DoAsync(_office.Address("lapangan"), "Temuan", ("Form.Finding", "1"), ("Form.Answer", "Diisi sesudah kunjungan ulang"));
        await _office.DoAsync(_office.Address("lapangan"), "Selesai", ("Form.Complete", "true"));
        Assert.Contains("Diisi sesudah kunjungan ulang", await _office.Lead.PageAsync(evaluation), StringComparison.Ordinal);
        Assert.Equal(due, (await _office.RunAsync()).OpenAttempt("3")!.Limit);
        await _office.DoAsync(evaluation, "Mulai");
        await _office.AttachAsync(evaluation, "Putus", ("Form.Outcome", "ya"), ("Form.Number", "BA-3/17000"), ("Form.Date", "2026-11-14"));

        var dissemination = _office.Address("diseminasi");
        await _office.BeginAsync("diseminasi");
        await _office.AttachAsync(dissemination, "Selesai", ("Form.Way", "konsep"), ("Form.Title", "Laporan IMK contoh 2026"), ("Form.Subject", "519"));
        var run = await _office.RunAsync();
        Assert.Equal(RunState.Ended, run.State);
        var item = await _office.Portal.Store.FindAsync(CatalogQueries.Items, (await _office.SurveyAsync()).Dissemination!.Item!, Ct);
        Assert.Equal((DataPortal.Catalog.ItemState.Draft, ItemKind.Publication, "bukti.pdf"), (item!.State, item.Kind, item.Files[0].Name));
        Assert.Equal("Laporan IMK contoh 2026", item.Title.Id);
    }

    [Fact]
    public async Task Nothing_begins_before_every_requisite_is_ticked_and_untrained_staff_get_no_block()
    {
        await _office.OpenAsync();
        using (var early = await _office.SendAsync(_office.Address("pelatihan"), "Mulai"))
        {
            Assert.Contains("Kelengkapan belum dicentang: Surat Tugas, SK Instruktur, Daftar Sampel, Aplikasi Fasih, Buku Pedoman.", await early.PlainAsync(), StringComparison.Ordinal);
        }

        await _office.TrainAsync();
        Assert.Contains("Belum dilatih, jadi belum dapat ditugaskan: Budi Contoh", await _office.Lead.PageAsync(_office.Address("pelatihan")), StringComparison.Ordinal);
        await _office.BeginAsync("lapangan");
        using var answer = await _office.SendAsync(_office.Address("lapangan") + "/penugasan", "Daftar", ("Form.List", "1603010001;Desa;Budi Contoh;4;16/11/2026;27/11/2026"));
        var page = await answer.TextAsync();
        Assert.Contains("Budi Contoh belum mengikuti pelatihan", Answers.PageText(page), StringComparison.Ordinal);
        Assert.Contains("1603010001;Desa;Budi Contoh", page, StringComparison.Ordinal);
        Assert.Empty(await _office.BlocksAsync());
    }

    [Fact]
    public async Task No_step_begins_before_what_its_row_of_the_document_asks_for_is_ticked_and_a_repair_finds_the_ticks_again()
    {
        await _office.OpenAsync();
        await _office.TrainAsync();
        await RefusesAsync("lapangan", "Surat Tugas, Monitoring Lapangan Online/Offline");
        await _office.AssignAsync();
        Assert.Contains("tick/Monitoring Lapangan Online/Offline", (await _office.RunAsync()).LastAttempt("2")!.Evidence);
        await _office.DoAsync(_office.Address("lapangan"), "Selesai", ("Form.Complete", "true"), ("Form.Note", "contoh"));

        await RefusesAsync("evaluasi", "Hasil Pemeriksaan");
        await _office.BeginAsync("evaluasi");
        await _office.AttachAsync(_office.Address("evaluasi"), "Putus", ("Form.Outcome", "tidak"), ("Form.Findings", "Omzet kosong"));
        await _office.DoAsync(_office.Address("lapangan"), "Mulai");
        Assert.Equal(AttemptState.Started, (await _office.RunAsync()).OpenAttempt("2")!.State);
        await _office.DoAsync(_office.Address("lapangan"), "Temuan", ("Form.Finding", "1"), ("Form.Answer", "Diisi"));
        await _office.DoAsync(_office.Address("lapangan"), "Selesai", ("Form.Complete", "true"), ("Form.Note", "contoh"));
        await _office.DoAsync(_office.Address("evaluasi"), "Mulai");
        await _office.AttachAsync(_office.Address("evaluasi"), "Putus", ("Form.Outcome", "ya"));
        await RefusesAsync("diseminasi", "Laporan Tahunan");
        return;

        async Task RefusesAsync(string form, string words)
        {
            using var early = await _office.SendAsync(_office.Address(form), "Mulai");
            Assert.Contains($"Kelengkapan belum dicentang: {words}.", await early.PlainAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_letter_lengthens_the_field_period_and_the_first_date_stays()
    {
        await _office.OpenAsync();
        await _office.TrainAsync();
        await _office.AssignAsync();
        var first = (await _office.RunAsync()).OpenAttempt("2")!.Limit!.Value;
        using (var sunday = await _office.SendAsync(_office.Address("lapangan"), "Perpanjang", ("Form.NewDue", "2027-03-07"), ("Form.Number", "B-9"), ("Form.Date", "2026-11-16")))
        {
            Assert.Contains("bukan hari kerja", await sunday.PlainAsync(), StringComparison.Ordinal);
        }

        await _office.DoAsync(_office.Address("lapangan"), "Perpanjang", ("Form.NewDue", "2027-03-08"), ("Form.Number", "B-9"), ("Form.Date", "2026-11-16"), ("Form.Why", "banjir"));
        var moved = (await _office.RunAsync()).OpenAttempt("2")!;
        Assert.Equal((new DateOnly(2027, 3, 8), first), (DataPortal.Shared.Show.Day(moved.Limit!.Value), moved.FirstLimit));
        Assert.Contains("surat B-9", await _office.Lead.PageAsync(_office.Address("lapangan")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_typed_again_takes_the_place_of_the_first_and_no_more_is_obtained_than_there_is()
    {
        await _office.OpenAsync();
        await _office.TrainAsync();
        await _office.AssignAsync();
        var field = _office.Address("lapangan");
        await _office.DoAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "1"));
        await _office.DoAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "2"));
        Assert.Equal(2, (await _office.BlocksAsync())[0].Obtained);
        using var answer = await _office.SendAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "5"));
        var page = await answer.TextAsync();
        Assert.Contains("punya 4 sampel", Answers.PageText(page), StringComparison.Ordinal);
        Assert.Equal("5", WebForm.Read(page, field, "Hari")["Form.Obtained"]);
        using var future = await _office.SendAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-20"), ("Form.Obtained", "1"));
        Assert.Contains("belum tiba", await future.PlainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_without_findings_or_without_its_result_is_refused_and_keeps_what_was_typed()
    {
        await ToEvaluationAsync();
        using var answer = await _office.SendAsync(_office.Address("evaluasi"), "Putus", ("Form.Outcome", "tidak"), ("Form.Number", "BA-1"));
        var page = await answer.TextAsync();
        var text = Answers.PageText(page);
        Assert.Contains("Tulis sedikitnya satu temuan", text, StringComparison.Ordinal);
        Assert.Contains("Lampirkan hasil pemeriksaan", text, StringComparison.Ordinal);
        Assert.Contains("Pilih tanggal surat", text, StringComparison.Ordinal);
        Assert.Equal("BA-1", WebForm.Read(page, "/", "Putus")["Form.Number"]);
        Assert.NotNull((await _office.RunAsync()).OpenAttempt("3"));
    }

    [Theory]
    [InlineData("tautan", "https://bengkulu.bps.go.id/laporan")]
    [InlineData("rencana", "2027-01-15")]
    public async Task The_report_may_be_planned_or_published_elsewhere(string way, string value)
    {
        await ToEvaluationAsync();
        await _office.AttachAsync(_office.Address("evaluasi"), "Putus", ("Form.Outcome", "ya"));
        var step = _office.Address("diseminasi");
        await _office.BeginAsync("diseminasi");
        using (var nothing = await _office.SendAsync(step, "Selesai", ("Form.Way", way), ("Form.Subject", "")))
        {
            Assert.Equal(HttpStatusCode.OK, nothing.StatusCode);
        }

        await _office.AttachAsync(step, "Selesai", ("Form.Way", way), ("Form.Subject", "519"), (way == "tautan" ? "Form.Link" : "Form.Day", value));
        var result = (await _office.SurveyAsync()).Dissemination!;
        Assert.Equal(way == "tautan" ? value : null, result.Link);
        Assert.Equal(way == "rencana", result.Release is not null);
        Assert.Equal(RunState.Ended, (await _office.RunAsync()).State);
    }

    [Fact]
    public async Task What_an_ended_run_kept_is_not_changed_any_more()
    {
        await _office.OpenAsync();
        var form = (await WebForm.OpenAsync(_office.Lead, _office.Address("pelatihan"), "Petugas")).With(("Form.List", "Rina Contoh; 12/11/2026"));
        await _office.Portal.Get<RunDesk>().AdvanceAsync(_office.Run, _ => new CancelRun { Id = "batal", At = _office.Portal.Clock.GetUtcNow(), Reason = "uji" }, Ct);
        using var answer = await form.SendAsync(_office.Lead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await _office.SurveyAsync()).Trainees);
    }

    [Fact]
    public async Task Only_those_who_lead_may_and_a_template_is_empty()
    {
        await _office.OpenAsync();
        using (var other = await _office.Portal.Staff(Role.Treasurer).GetAsync(new Uri(_office.Address("pelatihan"), UriKind.Relative), Ct))
        {
            Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        }

        var template = await _office.Lead.GetStringAsync(new Uri("/petugas/kegiatan/templat-sop/imk-persiapan.md", UriKind.Relative), Ct);
        Assert.Contains("## Kegiatan", template, StringComparison.Ordinal);
        Assert.DoesNotContain("IMK)", template, StringComparison.Ordinal);
        foreach (var id in (string[])["imk-tahunan", "apa-saja"])
        {
            using var none = await _office.Lead.GetAsync(new Uri($"/petugas/kegiatan/templat-sop/{id}.md", UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        Assert.Contains("SOP rinci belum ada (Lihat SOP Persiapan)", await _office.Lead.PageAsync(_office.Address("pelatihan")), StringComparison.Ordinal);
    }

    private async Task ToEvaluationAsync()
    {
        await _office.OpenAsync();
        await _office.TrainAsync();
        await _office.AssignAsync();
        await _office.DoAsync(_office.Address("lapangan"), "Selesai", ("Form.Complete", "true"), ("Form.Note", "contoh"));
        await _office.BeginAsync("evaluasi");
    }
}
