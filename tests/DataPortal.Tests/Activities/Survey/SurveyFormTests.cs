using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Requests;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>The forms of a survey's first five steps: what is wrong is said and nothing typed is lost; who may do what.</summary>
public sealed class SurveyFormTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_with_mistakes_names_them_all_and_keeps_what_was_typed()
    {
        using var office = await FieldOffice.OpenAsync();
        var kabid = office.As("Kabid");
        var page = await FieldOffice.RefusedAsync(
            (await WebForm.OpenAsync(kabid, office.Page("rencana", "1"))).With(
                ("Form.Title", ""), ("Form.Purpose", "Tujuan yang diketik"), ("Form.From", "2026-08-14"), ("Form.To", "2026-08-05"),
                ("Form.Targets", "Dinas A; instansi; Atlantis; 3\nDinas A\n; wilayah\nDinas B; planet; ; nol")), kabid);
        foreach (var words in (string[])["Tulis nama kegiatan", "lebih awal daripada tanggal mulai", "Tujuan yang diketik", "kecamatan “Atlantis” tidak dikenal", "Baris 3: tulis nama sasaran",
            "jenis “planet” tidak dikenal", "jumlah satuan “nol”", "Lampirkan instrumen"])
        {
            Assert.Contains(words, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        Assert.Contains("Dinas A; instansi; Atlantis; 3", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Null(await office.Portal.Store.FindAsync(SurveyQueries.Plans, office.Run, Ct));
    }

    [Fact]
    public async Task A_target_without_an_officer_cannot_be_saved_and_warnings_need_a_reason()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var kabid = office.As("Kabid");
        var first = await FieldOffice.RefusedAsync(await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Save"), kabid);
        Assert.Contains("Belum punya petugas: Dinas Pertanian, Dinas Perdagangan, Semendo Darat Laut.", first, StringComparison.Ordinal);

        await FieldOffice.PressAsync(kabid, "/petugas/kegiatan/cuti", null, ("Form.Person", "rina"), ("Form.From", "2026-08-06"), ("Form.To", "2026-08-07"), ("Form.Kind", "cuti tahunan"));
        await office.PasteAsync("Dinas Pertanian; Rina; 05/08/2026; 17/08/2026; 10; 40\nDinas Perdagangan; budi@contoh.go.id\nSemendo Darat Laut; Rina");
        var warned = Answers.PageText(await FieldOffice.RefusedAsync(await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Save"), kabid));
        Assert.Contains("Rina: beban 41 hari orang, hari kerjanya 6", warned, StringComparison.Ordinal);
        Assert.Contains("Rina: cuti tahunan 6–7 Agustus 2026, di dalam 2 penugasannya", warned, StringComparison.Ordinal);
        Assert.Contains("Tenggat pada hari libur: 17 Agustus 2026", warned, StringComparison.Ordinal);
        Assert.Contains("1 penugasan di luar waktu rencana", warned, StringComparison.Ordinal);
        Assert.Contains("Tulis alasan bila alokasi tetap disimpan", warned, StringComparison.Ordinal);

        await FieldOffice.PressAsync(kabid, office.Page("alokasi", "2"), "Save", ("Form.Reason", "Hanya Rina yang paham"));
        var saved = (await office.Portal.Store.FindAsync(SurveyQueries.Allocations, office.Run, Ct))!;
        Assert.Equal(("Hanya Rina yang paham", 4), (saved.Reason, saved.Warnings.Count));
        Assert.Equal(3, (await office.RunAsync()).Items.Count);
    }

    [Fact]
    public async Task Assignments_of_another_survey_on_the_same_dates_are_warned_of()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var other = (await office.Portal.OpenRunAsync("survei-sektoral", "Survei kedua")).Id;
        var plan = (await office.Portal.Store.FindAsync(SurveyQueries.Plans, office.Run, Ct))!;
        var people = await office.Portal.Get<AllocationDesk>().PeopleAsync(other, plan, Ct);
        var rows = AllocationTable.Rows(plan, []).Select(row => row with { OfficerId = "budi", Officer = "Budi" }).ToList();
        Assert.Contains(AllocationTable.Warnings(rows, plan, people, WorkingTime.Calendars.Office), warning => warning.Contains("memegang 1 penugasan “Survei uji”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spreading_gives_each_officer_the_same_load_and_pasted_nonsense_is_named_by_its_line()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync(string.Join('\n', Enumerable.Range(1, 60).Select(no => $"Desa {no}; wilayah; {(no % 2 == 0 ? "1603010" : "1603011")}; 2")));
        var kabid = office.As("Kabid");
        var form = await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Spread");
        await FieldOffice.DoneAsync(form.Also("Form.Officers", "rina").Also("Form.Officers", "budi").Also("Form.Officers", "sari"), kabid);
        var rows = (await office.Portal.Store.FindAsync(SurveyQueries.Allocations, office.Run, Ct))!.Rows;
        Assert.Equal([20, 20, 20], rows.GroupBy(row => row.OfficerId).Select(group => group.Count()));

        var page = await kabid.PageAsync(office.Page("alokasi", "2") + "?hal=2");
        Assert.Contains("Desa 60", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Desa 50 ", page, StringComparison.Ordinal);

        var wrong = WebUtility.HtmlDecode(await FieldOffice.RefusedAsync(
            (await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Paste")).With(("Form.Pasted", "Desa 1; Nobody; besok\nDesa 99; Rina")), kabid));
        Assert.Contains("Baris 1: petugas “Nobody” tidak dikenal", wrong, StringComparison.Ordinal);
        Assert.Contains("tanggal mulai “besok” tidak terbaca", wrong, StringComparison.Ordinal);
        Assert.Contains("Baris 2: sasaran “Desa 99” tidak ada di rencana", wrong, StringComparison.Ordinal);
        Assert.Contains("Desa 1; Nobody; besok", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_typed_by_hand_and_a_target_is_shared_by_two_officers()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var kabid = office.As("Kabid");
        var form = (await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Save")).By("Keep");
        var wrong = await FieldOffice.RefusedAsync(form.With(("Rows[0].Officer", "rina"), ("Rows[0].Due", "2026-08-01"), ("Rows[1].Units", "banyak")), kabid);
        Assert.Contains("Dinas Pertanian: tenggat lebih awal daripada tanggal mulai", wrong, StringComparison.Ordinal);
        Assert.Contains("Dinas Perdagangan: tulis jumlah satuan dengan angka", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"banyak\"", wrong, StringComparison.Ordinal);

        await FieldOffice.DoneAsync(form.With(("Rows[0].Due", "2026-08-12"), ("Rows[1].Units", "4"), ("share", "s1")), kabid);
        var rows = (await office.Portal.Store.FindAsync(SurveyQueries.Allocations, office.Run, Ct))!.Rows;
        Assert.Equal([("s1", "rina", 5), ("s1-2", null, 5), ("s2", null, 4), ("s3", null, 6)], rows.Select(row => (row.Key, row.OfficerId, row.Units)));
    }

    [Fact]
    public async Task Rows_typed_but_not_kept_are_saved_with_the_allocation_and_whoever_may_take_it_sees_it_wait()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var kabid = office.As("Kabid");
        var form = await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Save");
        await FieldOffice.DoneAsync(form.With(("Rows[0].Officer", "rina"), ("Rows[1].Officer", "budi"), ("Rows[2].Officer", "rina")), kabid);
        var saved = (await office.Portal.Store.FindAsync(SurveyQueries.Allocations, office.Run, Ct))!;
        Assert.Equal(["rina", "budi", "rina"], saved.Rows.Select(row => row.OfficerId));
        Assert.NotNull(saved.SavedAt);

        const string Free = "/petugas/langkah?tab=dapat-diambil";
        var waits = await office.As("Jaka").PageAsync(Free);
        Assert.Contains("Menunggu keputusan Kasie JRS", waits, StringComparison.Ordinal);
        Assert.Contains("Langkah 2: Alokasi pelaksanaan dan jadwal", waits, StringComparison.Ordinal);
        Assert.DoesNotContain("Menunggu keputusan Kasie JRS", await kabid.PageAsync(Free), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kasie_JRS_may_send_the_table_back_with_a_note()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        await office.PasteAsync("Dinas Pertanian; Rina\nDinas Perdagangan; Budi\nSemendo Darat Laut; Rina");
        await FieldOffice.PressAsync(office.As("Kabid"), office.Page("alokasi", "2"), "Save", ("Form.Lead", "jaka"));
        Assert.Equal("jaka", (await office.RunAsync()).OpenAttempt("2")!.PersonId);
        await FieldOffice.PressAsync(office.As("Jaka"), office.Page("alokasi", "2"), "Return", ("Form.ReturnReason", "Budi sedang diklat"));
        Assert.Contains("Budi sedang diklat", await office.As("Kabid").PageAsync(office.Page("alokasi", "2")), StringComparison.Ordinal);
        Assert.Equal(AttemptState.Started, (await office.RunAsync()).OpenAttempt("2")!.State);
        await FieldOffice.PressAsync(office.As("Kabid"), office.Page("alokasi", "2"), "Save", ("Form.Lead", "jaka"));
        await FieldOffice.PressAsync(office.As("Jaka"), office.Page("alokasi", "2"), "Accept");
        Assert.Equal(AttemptState.Ready, (await office.RunAsync()).OpenAttempt("3")!.State);
    }

    [Fact]
    public async Task A_briefing_needs_people_materials_and_an_hour_that_has_passed()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        await office.AllocateAsync();
        var jaka = office.As("Jaka");
        var page = await FieldOffice.RefusedAsync(
            (await WebForm.OpenAsync(jaka, office.Page("briefing", "3"))).Without("Form.Present").With(("Form.From", "15:00"), ("Form.To", "15:30"), ("Form.Place", "Aula besar")), jaka);
        foreach (var words in (string[])["Pilih sedikitnya satu orang yang hadir", "Lampirkan bahan", "masih di masa depan", "Aula besar"])
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hand_in_explains_every_unit_that_is_missing_and_needs_a_file_or_a_link()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var rina = office.As("Rina");
        var page = await FieldOffice.RefusedAsync(
            (await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn")).With(("Form.Obtained", "7"), ("Form.NonResponse[1]", "1"), ("Form.Note", "Ketikan saya")), rina);
        Assert.Contains("3 satuan tidak diperoleh, sebabnya baru 1", page, StringComparison.Ordinal);
        Assert.Contains("Lampirkan berkas hasil", page, StringComparison.Ordinal);
        Assert.Contains("Ketikan saya", page, StringComparison.Ordinal);
        page = await FieldOffice.RefusedAsync((await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn")).With(("Form.Obtained", "12"), ("Form.Link", "https://contoh.go.id/x")), rina);
        Assert.Contains("lebih banyak dari rencana", page, StringComparison.Ordinal);
        page = await FieldOffice.RefusedAsync((await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn")).With(("Form.Obtained", "-4")).Attach("Files", "hasil.pdf", FieldOffice.Pdf), rina);
        Assert.Contains("Tulis jumlah satuan yang diperoleh dengan angka", page, StringComparison.Ordinal);
        Assert.Contains("Berkas yang disertakan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repair_asks_for_an_answer_to_each_finding_and_a_decision_must_fit_its_findings()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await office.HandInAsync("Rina", "s1");
        var jaka = office.As("Jaka");
        var page = await FieldOffice.RefusedAsync((await WebForm.OpenAsync(jaka, office.CheckOf("s1"))).With(("Form.Decision", "ya")), jaka);
        Assert.Contains("Tulis sedikitnya satu temuan", page, StringComparison.Ordinal);
        page = await FieldOffice.RefusedAsync((await WebForm.OpenAsync(jaka, office.CheckOf("s1"))).With(("Form.Decision", "ya"), ("Form.Found[1].What", "Kolom tertukar")), jaka);
        Assert.Contains("Temuan baris 2: tulis di mana", page, StringComparison.Ordinal);
        Assert.Contains("Kolom tertukar", page, StringComparison.Ordinal);
        await office.CheckAsync("Jaka", "s1", repair: true);

        var rina = office.As("Rina");
        page = await FieldOffice.RefusedAsync((await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn")).With(("Form.Obtained", "10")), rina);
        Assert.Contains("Temuan 1: tulis apa yang sudah diperbaiki", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_touches_only_their_own_and_a_visitor_nothing()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var rina = office.As("Rina");
        var own = await WebForm.OpenAsync(rina, office.TaskOf("s3"), "HandIn");
        await FieldOffice.DoneAsync(own.With(("Form.Obtained", "6")).Attach("Files", "serahan.pdf", "%PDF-1.4 serahan Rina"u8.ToArray()), rina);
        var file = (await office.AssignmentAsync("s3")).HandIns[0].Files[0].Hash;
        foreach (var (name, status) in new[] { ("Rina", HttpStatusCode.OK), ("Budi", HttpStatusCode.NotFound), ("Jaka", HttpStatusCode.OK) })
        {
            using var download = await office.As(name).GetAsync(new Uri($"/petugas/kegiatan/{office.Run}/berkas/{file}/x", UriKind.Relative), Ct);
            Assert.Equal(status, download.StatusCode);
        }

        foreach (var page in (string[])[office.TaskOf("s1"), office.TaskOf("s3"), office.CheckOf("s3")])
        {
            using var theirs = await office.As("Budi").GetAsync(new Uri(page, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.Forbidden, theirs.StatusCode);
        }

        Assert.DoesNotContain("Dinas Pertanian", await office.As("Budi").PageAsync($"/petugas/kegiatan/{office.Run}/penugasan"), StringComparison.Ordinal);
        var form = await WebForm.OpenAsync(office.As("Rina"), office.TaskOf("s1"), "HandIn");
        var budi = office.As("Budi");
        var token = await WebForm.OpenAsync(budi, office.TaskOf("s2"), "HandIn");
        using var forged = await form.With(("__RequestVerificationToken", token["__RequestVerificationToken"]), ("Form.Obtained", "10"), ("Form.Link", "https://contoh.go.id")).SendAsync(budi);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Empty((await office.AssignmentAsync("s1")).HandIns);

        foreach (var path in (string[])[office.Page("rencana", "1"), office.Page("alokasi", "2"), office.Page("briefing", "3"), office.TaskOf("s1"), office.CheckOf("s1"),
            "/petugas/kegiatan/penugasan-saya", "/petugas/kegiatan/cuti", $"/petugas/kegiatan/{office.Run}/penugasan"])
        {
            using var treasurer = await office.Portal.Staff(Role.Treasurer).GetAsync(new Uri(path, UriKind.Relative), Ct);
            using var visitor = await office.Portal.Browser().GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.NotEqual(HttpStatusCode.OK, treasurer.StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, visitor.StatusCode);
            using var lead = await office.As("Jaka").GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.OK, lead.StatusCode);
        }
    }

    [Theory]
    [InlineData("rencana", "2")]
    [InlineData("penugasan", "5/s1")]
    [InlineData("penugasan", "4/s9")]
    [InlineData("pemeriksaan", "99")]
    public async Task A_step_or_an_assignment_that_is_not_there_is_not_found(string form, string rest)
    {
        using var office = await FieldOffice.OpenAsync();
        using var answer = await office.As("Jaka").GetAsync(new Uri($"/petugas/kegiatan/{office.Run}/{form}/{rest}", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Rina", "langkah/4/s1?handler=Late", HttpStatusCode.Redirect)]
    [InlineData("Kabid", "langkah/4/s1?handler=Skip", HttpStatusCode.Redirect)]
    [InlineData("Kabid", "lapangan/4?item=s1&handler=Skip", HttpStatusCode.Forbidden, HttpStatusCode.NotFound)]
    [InlineData("Kabid", "pemeriksaan/4/s1?handler=HandOver", HttpStatusCode.NotFound)]
    public async Task No_button_of_another_page_does_a_step_past_its_own_form(string who, string place, params HttpStatusCode[] answers)
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var browser = office.As(who);
        var token = (await WebForm.OpenAsync(browser, "/petugas/kegiatan/cuti"))["__RequestVerificationToken"];
        using var sent = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["Nonce"] = Guid.NewGuid().ToString("N"),
            ["Acts.LateDone"] = "2026-08-05T07:31",
            ["Acts.LateReason"] = "listrik padam",
            ["Acts.SkipReason"] = "mendesak",
            ["Acts.HandTo"] = "budi",
        });
        using var answer = await browser.PostAsync(new Uri($"/petugas/kegiatan/{office.Run}/{place}", UriKind.Relative), sent, Ct);
        Assert.Contains(answer.StatusCode, answers);
        Assert.Equal((AttemptState.Ready, "rina"), ((await office.RunAsync()).OpenAttempt("4", "s1")!.State, (await office.RunAsync()).OpenAttempt("4", "s1")!.PersonId));
    }

    [Fact]
    public async Task A_hand_in_kept_since_before_another_act_of_the_page_is_not_taken_for_it()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var rina = office.As("Rina");
        var kept = await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn");
        await FieldOffice.PressAsync(rina, office.TaskOf("s1"), "Refused", ("Nonce", kept["Nonce"]), ("Form.RefusedReason", "Kantornya tutup"));
        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s1"), "GoOn", ("Form.GoOnReason", "Buka lagi Kamis"));
        await FieldOffice.DoneAsync(kept.With(("Form.Obtained", "10")).Attach("Files", "hasil.pdf", FieldOffice.Pdf), rina);
        Assert.Equal(10, Assert.Single((await office.AssignmentAsync("s1")).HandIns).Obtained);
    }

    [Fact]
    public async Task A_browser_that_looks_ahead_begins_no_step()
    {
        using var office = await FieldOffice.OpenAsync();
        var kabid = office.As("Kabid");
        using var head = new HttpRequestMessage(HttpMethod.Head, office.Page("rencana", "1"));
        using var ahead = new HttpRequestMessage(HttpMethod.Get, office.Page("rencana", "1")) { Headers = { { "Sec-Purpose", "prefetch;prerender" } } };
        foreach (var request in (HttpRequestMessage[])[head, ahead])
        {
            using var answer = await kabid.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(AttemptState.Ready, (await office.RunAsync()).OpenAttempt("1")!.State);
        }

        await kabid.PageAsync(office.Page("rencana", "1"));
        Assert.Equal(AttemptState.Started, (await office.RunAsync()).OpenAttempt("1")!.State);
    }

    [Fact]
    public async Task What_is_taken_is_the_table_that_was_read_and_who_took_it_gets_what_officers_give_back()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var (kabid, joko) = (office.As("Kabid"), office.As("Joko"));
        await office.PasteAsync("Dinas Pertanian; Rina\nDinas Perdagangan; Budi\nSemendo Darat Laut; Rina");
        await FieldOffice.PressAsync(kabid, office.Page("alokasi", "2"), "Save");
        var read = await WebForm.OpenAsync(joko, office.Page("alokasi", "2"), "Accept");
        await office.PasteAsync("Dinas Pertanian; Sari");
        await FieldOffice.PressAsync(kabid, office.Page("alokasi", "2"), "Save");
        Assert.Contains("Alokasi berubah sejak Anda membukanya", await FieldOffice.RefusedAsync(read, joko), StringComparison.Ordinal);
        await FieldOffice.PressAsync(joko, office.Page("alokasi", "2"), "Accept");
        office.At("2026-08-03 11:00");
        await office.BriefAsync("rina", "budi", "sari");
        office.At("2026-08-05 07:31");
        await office.WakeAsync();
        await FieldOffice.PressAsync(office.As("Sari"), office.TaskOf("s1"), "Surrender", ("Form.SurrenderReason", "sakit"));
        Assert.Equal("joko", (await office.RunAsync()).OpenAttempt("4", "s1")!.PersonId);
    }

    [Fact]
    public async Task Why_a_colleague_is_away_is_read_by_those_who_lead()
    {
        using var office = await FieldOffice.OpenAsync();
        await FieldOffice.PressAsync(office.As("Rina"), "/petugas/kegiatan/cuti", null, ("Form.Person", "rina"), ("Form.From", "2026-08-06"), ("Form.To", "2026-08-07"), ("Form.Kind", "sakit gigi"));
        Assert.Contains("sakit gigi", await office.As("Rina").PageAsync("/petugas/kegiatan/cuti"), StringComparison.Ordinal);
        Assert.Contains("sakit gigi", await office.As("Jaka").PageAsync("/petugas/kegiatan/cuti"), StringComparison.Ordinal);
        Assert.DoesNotContain("sakit gigi", await office.As("Budi").PageAsync("/petugas/kegiatan/cuti"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_as_somebody_else_begins_no_step()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.As("Jaka").PageAsync(office.Page("rencana", "1"));
        await office.As("Rina").PageAsync(office.Page("rencana", "1"));
        Assert.Equal(AttemptState.Ready, (await office.RunAsync()).OpenAttempt("1")!.State);
    }
}
