using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Activities.Survey;
using DataPortal.Activities.Years;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Activities.Imk;
using DataPortal.Tests.Requests;
using DataPortal.Tests.Support;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Activities.Years;

/// <summary>The year plan: written, copied, opened on its dates.</summary>
public sealed class YearPlanTests : IDisposable
{
    private readonly Portal _portal = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task An_activity_is_planned_changed_shown_and_removed()
    {
        var lead = _portal.Staff(Role.TeamLead);
        await PlanAsync(lead, "Survei contoh 2026", "2026-11-23", "2026-12-18");
        var page = await lead.PageAsync("/petugas/kegiatan/rencana?tahun=2026&bulan=11");
        Assert.Contains("23 Survei contoh 2026", page, StringComparison.Ordinal);
        Assert.Contains("1 kegiatan.", page, StringComparison.Ordinal);

        var planned = Assert.Single(await _portal.Get<YearDesk>().OfAsync(2026, Ct));
        var form = await WebForm.OpenAsync(lead, "/petugas/kegiatan/rencana/butir/" + planned.Id);
        using (var wrong = await form.With(("Form.To", "2026-11-01")).SendAsync(lead))
        {
            var html = await wrong.TextAsync();
            Assert.Contains("tidak boleh lebih awal", Answers.PageText(html), StringComparison.Ordinal);
            Assert.Equal("2026-11-01", WebForm.Read(html, "/")["Form.To"]);
        }

        using (var changed = await form.With(("Form.To", "2026-12-11")).SendAsync(lead))
        {
            await ImkOffice.RedirectedAsync(changed);
        }

        using (var overtaken = await form.With(("Form.To", "2026-12-10")).SendAsync(lead))
        {
            Assert.Contains("berubah sejak Anda membukanya", await overtaken.PlainAsync(), StringComparison.Ordinal);
        }

        var calendar = await lead.GetStringAsync(new Uri("/petugas/kegiatan/rencana/2026.ics", UriKind.Relative), Ct);
        Assert.Contains("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261212\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1\r\n", calendar, StringComparison.Ordinal);

        using (var removed = await (await WebForm.OpenAsync(lead, "/petugas/kegiatan/rencana/butir/" + planned.Id)).SendAsync(lead, "Hapus"))
        {
            await ImkOffice.RedirectedAsync(removed);
        }

        Assert.Empty(await _portal.Get<YearDesk>().OfAsync(2026, Ct));
    }

    [Fact]
    public async Task A_form_sent_twice_plans_one_activity()
    {
        var lead = _portal.Staff(Role.TeamLead);
        var form = (await WebForm.OpenAsync(lead, "/petugas/kegiatan/rencana/butir")).With(("Form.Procedure", "survei-sektoral"), ("Form.Title", "Survei contoh"), ("Form.From", "2026-12-01"));
        using var first = await form.SendAsync(lead);
        using var second = await form.SendAsync(lead);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Single(await _portal.Get<YearDesk>().OfAsync(2026, Ct));
    }

    [Fact]
    public async Task An_activity_opens_by_itself_at_the_opening_hour_of_the_next_working_day()
    {
        await PlanAsync(_portal.Staff(Role.TeamLead), "Survei contoh", "2026-11-21", null);
        var opener = _portal.Get<YearOpener>();
        _portal.Clock.Set(Wib("2026-11-23 07:29"));
        await opener.DoDueAsync(Ct);
        Assert.Empty(await _portal.Store.ListAsync(RunQueries.Open(), Ct));

        _portal.Clock.Set(Wib("2026-11-23 09:10"));
        await Task.WhenAll(opener.DoDueAsync(Ct), opener.DoDueAsync(Ct));
        var run = Assert.Single(await _portal.Store.ListAsync(RunQueries.Open(), Ct));
        Assert.Equal(("Survei contoh", Wib("2026-11-23 07:30"), Wib("2026-11-23 07:30")), (run.Title, run.OpenedAt, run.OpenAttempt("1")!.Ready!.Value));
        var planned = Assert.Single(await _portal.Get<YearDesk>().OfAsync(2026, Ct));
        Assert.Equal((run.Id, Wib("2026-11-23 09:10")), (planned.Run, planned.OpenedAt));
        Assert.Contains("Survei contoh dibuka dari rencana tahun", await _portal.Staff(Role.TeamLead).PageAsync("/petugas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_planned_for_a_day_gone_by_begins_when_it_was_written_down()
    {
        await PlanAsync(_portal.Staff(Role.TeamLead), "Terlambat direncanakan", "2026-11-02", null);
        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await _portal.Get<YearOpener>().DoDueAsync(Ct);
        Assert.Equal(Wib("2026-11-16 09:00"), Assert.Single(await _portal.Store.ListAsync(RunQueries.Open(), Ct)).OpenedAt);
    }

    [Fact]
    public async Task An_activity_whose_document_is_gone_says_so_and_holds_up_no_other()
    {
        var desk = _portal.Get<YearDesk>();
        await desk.AddAsync([Entry("hilang", "sop-lama", "Kegiatan lama"), Entry("ada", "survei-sektoral", "Kegiatan baru")], Ct);
        await _portal.Get<YearOpener>().DoDueAsync(Ct);
        Assert.Equal("Kegiatan baru", Assert.Single(await _portal.Store.ListAsync(RunQueries.Open(), Ct)).Title);
        Assert.Contains("Kegiatan lama belum dapat dibuka: Dokumen SOP sop-lama tidak ada lagi", await _portal.Staff(Role.DivisionHead).PageAsync("/petugas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_years_plan_is_copied_from_this_years_plan_and_runs_and_brings_what_they_had()
    {
        var lead = _portal.Staff(Role.TeamLead);
        var desk = _portal.Get<YearDesk>();
        await desk.AddAsync([Entry("a", "survei-sektoral", "Survei Contoh 2026") with { IsYearly = true, To = new(2026, 12, 12) }], Ct);
        await _portal.Get<YearOpener>().DoDueAsync(Ct);
        var old = Assert.Single(await _portal.Store.ListAsync(RunQueries.Open(), Ct));
        var imk = await _portal.Get<RunDesk>().OpenAsync(_portal.Get<DataPortal.Procedures.ProcedureLibrary>().Find("imk-tahunan")!, new("imk-2026", "IMK 2026", new Tick { Id = "x", At = _portal.Clock.GetUtcNow() }), Ct);
        await _portal.Store.CommitAsync(
        [
            SurveyQueries.Plans.Insert(new() { Id = old.Id, Title = old.Title, Year = 2026, Purpose = "contoh", Targets = [new("t1", "Dinas Contoh", TargetKind.Agency, null, 5)], From = new(2026, 11, 16), To = new(2026, 12, 11) }),
            SurveyQueries.Allocations.Insert(new()
            {
                Id = old.Id, SavedAt = new(2026, 11, 16, 2, 0, 0, TimeSpan.Zero), AcceptedAt = new(2026, 11, 16, 3, 0, 0, TimeSpan.Zero),
                Rows = [new("t1", "t1", "rina", "Rina lama", new(2026, 11, 16), new(2026, 12, 11), 3, 2), new("t1-2", "t1", "pindah", "Sudah Pindah", new(2026, 11, 16), new(2026, 12, 11), 2, 1)],
            }),
            DataPortal.Accounts.StaffQueries.Collection.Insert(new() { Id = "rina", Email = "rina@contoh.go.id", Name = "Rina", Roles = [Role.FieldOfficer], CreatedAt = _portal.Clock.GetUtcNow() }),
            ImkQueries.Surveys.Insert(new() { Id = imk.Id, Trainees = [new("p1", "Rina Contoh", new(2026, 11, 1))] }),
            ImkQueries.Blocks.Insert(new() { Id = "imk-2026.B1", Run = imk.Id, Key = "B1", TraineeKey = "p1", Officer = "Rina Contoh", Target = 7, From = new(2026, 11, 16), Due = new(2026, 11, 30), FirstDue = new(2026, 11, 27) }),
        ], Ct);

        var page = await lead.PageAsync("/petugas/kegiatan/rencana/salin?tahun=2027");
        Assert.Contains("Survei Contoh 2027", page, StringComparison.Ordinal);
        Assert.Contains("IMK 2027", page, StringComparison.Ordinal);
        using (var none = await lead.SubmitAsync("/petugas/kegiatan/rencana/salin?tahun=2027", ("tahun", "2027")))
        {
            Assert.Contains("Pilih sedikitnya satu kegiatan", await none.PlainAsync(), StringComparison.Ordinal);
        }

        using (var copied = await lead.SubmitAsync("/petugas/kegiatan/rencana/salin?tahun=2027", ("Chosen", "rencana/a"), ("Chosen", "kegiatan/imk-2026")))
        {
            await ImkOffice.RedirectedAsync(copied);
        }

        var plan = await desk.OfAsync(2027, Ct);
        // 12 December 2027 is a Sunday.
        Assert.Equal([("IMK 2027", new DateOnly(2027, 11, 16), null), ("Survei Contoh 2027", new DateOnly(2027, 11, 16), new DateOnly(2027, 12, 13))],
            plan.OrderBy(planned => planned.Title, StringComparer.Ordinal).Select(planned => (planned.Title, planned.From, planned.To)));
        Assert.Contains("Tidak ada kegiatan 2026 yang belum ada", await lead.PageAsync("/petugas/kegiatan/rencana/salin?tahun=2027"), StringComparison.Ordinal);

        _portal.Clock.Set(Wib("2027-11-16 08:00"));
        await _portal.Get<YearOpener>().DoDueAsync(Ct);
        var survey = await _portal.Store.FindAsync(SurveyQueries.Plans, YearDesk.RunOf(plan.First(planned => planned.Title == "Survei Contoh 2027")), Ct);
        Assert.Equal((2027, "Survei Contoh 2027", new DateOnly(2027, 11, 16), 5), (survey!.Year, survey.Title, survey.From, survey.PlannedUnits));
        var allocation = (await _portal.Store.FindAsync(SurveyQueries.Allocations, survey.Id, Ct))!;
        Assert.Equal(
            [("t1", "rina", "Rina", 3, new DateOnly(2027, 11, 16)), ("t1-2", null, null, 2, new DateOnly(2027, 11, 16))],
            allocation.Rows.Select(row => (row.Key, row.OfficerId, row.Officer, row.Units, row.From!.Value)));
        Assert.Equal((null, null), (allocation.SavedAt, allocation.AcceptedAt));
        var next = YearDesk.RunOf(plan.First(planned => planned.Title == "IMK 2027"));
        var person = Assert.Single((await _portal.Get<ImkDesk>().FindAsync(next, Ct)).Trainees);
        Assert.Equal(("Rina Contoh", false), (person.Name, person.IsTrained));
        var block = Assert.Single(await _portal.Get<ImkField>().BlocksAsync(next, Ct));
        Assert.Equal(("B1", null, 7, new DateOnly(2027, 11, 29)), (block.Key, block.Officer, block.Target, block.Due));
    }

    [Fact]
    public async Task Mistakes_are_told_together_and_others_may_not()
    {
        var lead = _portal.Staff(Role.TeamLead);
        using (var wrong = await (await WebForm.OpenAsync(lead, "/petugas/kegiatan/rencana/butir?tahun=2027")).With(("Form.Note", new string('a', 501))).SendAsync(lead))
        {
            var html = await wrong.TextAsync();
            var page = Answers.PageText(html);
            Assert.Contains("Tulis nama kegiatan", page, StringComparison.Ordinal);
            Assert.Contains("Pilih tanggal mulai", page, StringComparison.Ordinal);
            Assert.Contains("Catatan paling banyak", page, StringComparison.Ordinal);
        }

        foreach (var path in (string[])["/petugas/kegiatan/rencana", "/petugas/kegiatan/rencana/butir", "/petugas/kegiatan/rencana/salin", "/petugas/kegiatan/rencana/2026.ics"])
        {
            using var answer = await _portal.Staff(Role.Treasurer).GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        // Beyond the last year nothing is offered, shown or taken.
        Assert.DoesNotContain("tahun=2101", await lead.GetStringAsync("/petugas/kegiatan/rencana?tahun=2100", Ct), StringComparison.Ordinal);
        foreach (var path in (string[])["/petugas/kegiatan/rencana?tahun=2101", "/petugas/kegiatan/rencana/butir?tahun=2101", "/petugas/kegiatan/rencana/salin?tahun=2101", "/petugas/kegiatan/rencana/2101.ics"])
        {
            using var beyond = await lead.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
        }

        using (var late = await (await WebForm.OpenAsync(lead, "/petugas/kegiatan/rencana/butir?tahun=2100"))
            .With(("Form.Procedure", "survei-sektoral"), ("Form.Title", "Terlalu jauh"), ("Form.From", "2101-01-04")).SendAsync(lead))
        {
            Assert.Contains("sampai 2100; periksa tahunnya", Answers.PageText(await late.TextAsync()), StringComparison.Ordinal);
        }

        using var year = await lead.GetAsync(new Uri("/petugas/kegiatan/rencana?tahun=9", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, year.StatusCode);
    }

    [Fact]
    public async Task A_round_is_planned_a_visit_is_not_and_a_survey_begins_with_the_dates_of_the_plan()
    {
        var desk = _portal.Get<YearDesk>();
        var offered = desk.Procedures.Select(procedure => procedure.Id).ToList();
        Assert.Contains("pengumpulan-sektoral", offered);
        Assert.DoesNotContain("pst", offered);
        await desk.AddAsync([Entry("p", "pengumpulan-sektoral", "Putaran contoh"), Entry("s", "survei-sektoral", "Survei contoh") with { To = new(2026, 12, 18) }], Ct);
        await _portal.Get<YearOpener>().DoDueAsync(Ct);
        Assert.Equal(["Putaran contoh", "Survei contoh"], (await _portal.Store.ListAsync(RunQueries.Open(), Ct)).Select(run => run.Title).Order(StringComparer.Ordinal));
        var form = await WebForm.OpenAsync(_portal.Staff(Role.DivisionHead), "/petugas/kegiatan/rencana-s/rencana/1");
        Assert.Equal(("2026-11-16", "2026-12-18"), (form["Form.From"], form["Form.To"]));
    }

    [Theory]
    [InlineData("Survei IMK 2026", "Survei IMK 2027")]
    [InlineData("Panen 2025/2026 (20260 rumah tangga)", "Panen 2026/2027 (20260 rumah tangga)")]
    public void The_year_of_a_title_moves_on(string title, string moved) => Assert.Equal(moved, YearCopy.Title(title, 1));

    private static PlannedActivity Entry(string id, string procedure, string title) => new() { Id = id, Year = 2026, Procedure = procedure, Title = title, From = new(2026, 11, 16), SavedAt = default };

    private static async Task PlanAsync(HttpClient lead, string title, string from, string? to)
    {
        using var answer = await (await WebForm.OpenAsync(lead, "/petugas/kegiatan/rencana/butir?tahun=2026"))
            .With(("Form.Procedure", "survei-sektoral"), ("Form.Title", title), ("Form.From", from), ("Form.To", to ?? "")).SendAsync(lead);
        await ImkOffice.RedirectedAsync(answer);
    }
}
