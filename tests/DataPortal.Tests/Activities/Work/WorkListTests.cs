using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Work;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Work;

public sealed class WorkListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task My_steps_are_mine_and_what_I_may_take_stands_apart()
    {
        await using var team = await Team.InTheFieldAsync();
        using var rina = team.Rina();
        var page = await rina.GetStringAsync("/petugas/langkah", Ct);
        var (own, free) = Halves(page);
        Assert.Contains("Dinas A", own, StringComparison.Ordinal);
        Assert.Contains("tenggat 20 Nov 16.00 WIB", own, StringComparison.Ordinal);
        Assert.Contains($"/petugas/kegiatan/{team.Run}/penugasan/4/a", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas B", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas C", own, StringComparison.Ordinal);
        Assert.Contains("Dinas C", free, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_says_so_and_promises_no_order()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.HireAsync("tini", "Tini Uji", Role.FieldOfficer);
        using var tini = team.Portal.Person("tini", "Tini Uji", Role.FieldOfficer);
        var page = await tini.GetStringAsync("/petugas/langkah", Ct);
        Assert.Contains("<h2 id=\"h-l\">0 langkah</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tile-bad", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_is_taken_given_back_and_handed_over_with_one_click_each()
    {
        await using var team = await Team.InTheFieldAsync();
        var work = await team.HandedInAsync();
        using var sari = team.Sari();
        Assert.Equal(HttpStatusCode.Redirect, (await sari.SubmitAsync("/petugas/langkah?handler=Claim", ("id", work.Id), ("nonce", "n1"))).StatusCode);
        Assert.Equal("sari", (await team.WorkAsync("5", "a")).PersonId);

        await sari.SubmitAsync("/petugas/langkah?handler=GiveBack", ("id", work.Id), ("nonce", "n2"));
        Assert.Null((await team.WorkAsync("5", "a")).PersonId);

        var answer = await sari.SubmitAsync($"/petugas/langkah/alihkan/{work.Id}", ("to", "tono"), ("nonce", "n3"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("Tono Uji", (await team.WorkAsync("5", "a")).Person);
        var log = await team.Store.ListAsync(RunQueries.Log(team.Run), Ct);
        Assert.Equal(["sari", null, "tono"], log.Where(mark => mark.Mark == Mark.Assigned && mark.Step == "5").Select(mark => mark.Detail!.PersonId));
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_was_faster()
    {
        await using var team = await Team.InTheFieldAsync();
        var work = await team.HandedInAsync();
        using (var sari = team.Sari())
        {
            await sari.SubmitAsync("/petugas/langkah?handler=Claim", ("id", work.Id), ("nonce", "n1"));
        }

        using var tono = team.Portal.Person("tono", "Tono Uji", Role.TeamLead);
        var answer = await tono.SubmitAsync("/petugas/langkah?handler=Claim", ("id", work.Id), ("nonce", "n2"));
        Assert.Contains("Langkah ini baru saja diambil Sari Uji.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("sari", (await team.WorkAsync("5", "a")).PersonId);
    }

    [Fact]
    public async Task Nobody_gives_away_what_is_a_colleagues_but_who_leads_the_run_may()
    {
        await using var team = await Team.InTheFieldAsync();
        var work = await team.HandedInAsync();
        using var sari = team.Sari();
        await sari.SubmitAsync("/petugas/langkah?handler=Claim", ("id", work.Id), ("nonce", "n0"));
        using (var rina = team.Rina())
        {
            var refused = await rina.SubmitAsync($"/petugas/langkah/alihkan/{work.Id}", ("to", "tono"), ("nonce", "n1"));
            Assert.Contains("Langkah ini milik Sari Uji.", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using var tono = team.Portal.Person("tono", "Tono Uji", Role.TeamLead);
        var unfit = await tono.SubmitAsync($"/petugas/langkah/alihkan/{work.Id}", ("to", "hadi"), ("nonce", "n2"));
        Assert.Contains("Pilih rekan yang memegang peran", await unfit.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await tono.SubmitAsync($"/petugas/langkah/alihkan/{work.Id}", ("to", "tono"), ("nonce", "n3"))).StatusCode);
        Assert.Equal("tono", (await team.WorkAsync("5", "a")).PersonId);
    }

    [Fact]
    public async Task An_assignment_of_a_survey_is_handed_over_on_its_own_page_where_the_reason_is_asked()
    {
        await using var team = await Team.InTheFieldAsync();
        using var rina = team.Rina();
        var answer = await rina.SubmitAsync($"/petugas/langkah/alihkan/{(await team.WorkAsync("4", "a")).Id}", ("to", "dodi"), ("nonce", "n1"));
        Assert.Contains("di halamannya sendiri, dengan alasan", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("rina", (await team.WorkAsync("4", "a")).PersonId);
    }

    [Fact]
    public async Task What_came_back_stands_in_red_with_its_findings_and_what_is_late_says_so_in_words()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.SendBackAsync("Tabel 2 kosong", "<b>Satuan</b> salah");
        using var rina = team.Rina();
        var page = await rina.GetStringAsync("/petugas/langkah?tab=kembali", Ct);
        Assert.Contains("badge badge-bad\">Kembali untuk diperbaiki", page, StringComparison.Ordinal);
        Assert.Contains("Tabel 2 kosong", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Satuan&lt;/b&gt; salah", page, StringComparison.Ordinal);
        Assert.Contains("Pengerjaan ke-2.", page, StringComparison.Ordinal);

        team.Portal.Clock.Set(Team.Wib(20, 10));
        page = await rina.GetStringAsync("/petugas/langkah?tab=terlambat", Ct);
        Assert.Contains("late-t\">Terlambat 1 hari kerja", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas B", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_look_of_a_checker_is_no_repair_of_the_checker()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.SendBackAsync("Tabel 2 kosong");
        await team.DoAsync(new Complete { Id = "", At = default, Step = "4", Item = "a" });
        var check = await team.WorkAsync("5", "a");
        Assert.Equal((2, false), (check.Number, check.IsBack));
    }

    [Fact]
    public async Task What_I_handed_in_stays_in_sight_and_says_where_it_is()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.DoAsync(new Complete { Id = "", At = default, Step = "4", Item = "a" });
        using var rina = team.Rina();
        var page = await rina.GetStringAsync("/petugas/langkah?tab=diserahkan", Ct);
        Assert.Contains("Dinas A", page, StringComparison.Ordinal);
        Assert.Contains("tepat waktu", page, StringComparison.Ordinal);
        Assert.Contains("Sekarang di langkah 5", page, StringComparison.Ordinal);

        await team.DoAsync(new Complete { Id = "", At = default, Step = "5", Item = "a", Outcome = "ya", Findings = ["Tabel 2 kosong"] });
        Assert.Contains("badge badge-bad\">Kembali untuk diperbaiki (ke-2)", await rina.GetStringAsync("/petugas/langkah?tab=diserahkan", Ct), StringComparison.Ordinal);
        team.Portal.Clock.Set(team.Portal.Clock.GetUtcNow().AddDays(91));
        Assert.DoesNotContain("Dinas A", Halves(await rina.GetStringAsync("/petugas/langkah?tab=diserahkan", Ct)).Own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_words_and_procedure_and_has_pages()
    {
        await using var team = await Team.InTheFieldAsync();
        for (var survey = 0; survey < 26; survey++)
        {
            await team.OpenAsync($"Survei gelombang {survey}");
        }

        using var rina = team.Rina();
        var page = await rina.GetStringAsync("/petugas/langkah", Ct);
        Assert.Contains("27 langkah", page, StringComparison.Ordinal);
        Assert.Contains("hal=2", page, StringComparison.Ordinal);
        Assert.Equal(2, Rows(await rina.GetStringAsync("/petugas/langkah?hal=2", Ct)));
        Assert.Contains("1 langkah", Halves(await rina.GetStringAsync("/petugas/langkah?cari=gelombang+7", Ct)).Own, StringComparison.Ordinal);
        Assert.Contains("Tidak ada langkah yang cocok dengan saringan ini.", await rina.GetStringAsync("/petugas/langkah?prosedur=pst", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_team_is_seen_by_officer_with_what_nobody_has_taken()
    {
        await using var team = await Team.InTheFieldAsync();
        team.Portal.Clock.Set(Team.Wib(23, 10));
        using var sari = team.Sari();
        var page = await sari.GetStringAsync("/petugas/langkah/tim?orang=rina", Ct);
        Assert.Contains("Rina Uji", page, StringComparison.Ordinal);
        Assert.Contains("1 terlambat", page, StringComparison.Ordinal);
        Assert.Contains("Langkah Rina Uji: 1", page, StringComparison.Ordinal);
        Assert.Contains("Belum diambil: 1", page, StringComparison.Ordinal);
        using var rina = team.Rina();
        Assert.Equal(HttpStatusCode.Forbidden, (await rina.GetAsync(new Uri("/petugas/langkah/tim", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task The_home_of_staff_counts_my_steps()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.SendBackAsync("Tabel 2 kosong");
        using var rina = team.Rina();
        var page = await rina.GetStringAsync("/petugas", Ct);
        Assert.Contains("1 langkah Anda kembali untuk diperbaiki", page, StringComparison.Ordinal);
        Assert.Contains("1 langkah Anda terbuka", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lists_can_be_made_again_from_the_runs_and_are_the_same()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.SendBackAsync("Tabel 2 kosong");
        var before = await KeptAsync();
        foreach (var work in await team.Store.ListAsync(WorkQueries.Items.All(), Ct))
        {
            await team.Store.CommitAsync([WorkQueries.Items.Delete(work)], Ct);
        }

        await team.Portal.Get<WorkRebuild>().RunAsync(Ct);
        Assert.Equal(before, await KeptAsync());

        async Task<IReadOnlyList<string>> KeptAsync() => [.. (await team.Store.ListAsync(WorkQueries.Items.All(), Ct))
            .OrderBy(work => work.Id, StringComparer.Ordinal).Select(work => $"{work.Run} {work.Step} {work.Item} {work.Number} {work.State} {work.PersonId} {work.Limit:O} {string.Join('|', work.Findings)} {work.DoneById}")];
    }

    private static (string Own, string Free) Halves(string page)
    {
        var at = page.IndexOf("id=\"h-b\"", StringComparison.Ordinal);
        return at < 0 ? (page, "") : (page[..at], page[at..]);
    }

    private static int Rows(string page) => Halves(page).Own.Split("<div class=\"clock\">").Length - 1;
}
