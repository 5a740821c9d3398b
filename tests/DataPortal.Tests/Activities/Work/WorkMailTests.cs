using DataPortal.Accounts;
using DataPortal.Activities.Work;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Work;

public sealed class WorkMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_gets_a_step_is_written_at_once_and_one_letter_tells_of_all_that_one_event_brought()
    {
        await using var team = await Team.InTheFieldAsync();
        var letter = Assert.Single(await team.LettersAsync("rina"));
        Assert.Equal("Tugas baru: Dinas A", letter.Subject);
        Assert.Contains("Tenggat Jumat, 20 November 2026 pukul 16.00 WIB.", letter.Html, StringComparison.Ordinal);
        Assert.Contains($"/petugas/kegiatan/{team.Run}/penugasan/4/a", letter.Html, StringComparison.Ordinal);

        await team.DoAsync(new SettleItem { Id = "", At = default, Key = "b", Outcome = "batal", Reason = "uji" });
        foreach (var key in (string[])["d", "e"])
        {
            await team.DoAsync(new PlanItem { Id = "", At = default, Key = key, Title = "Dinas " + key, Due = Team.Wib(24, 16), PersonId = "dodi", Person = "Dodi Uji" });
        }

        Assert.Equal(3, (await team.LettersAsync("dodi")).Count);
    }

    [Fact]
    public async Task What_comes_back_is_written_to_the_officer_with_every_finding_and_a_third_turn_to_the_division_head()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.SendBackAsync("Tabel 2 kosong", "Lihat [di sini](https://jahat.contoh)");
        var letter = Assert.Single(await team.LettersAsync("rina"), one => one.Subject == "Kembali untuk diperbaiki: Dinas A");
        Assert.Contains("Tabel 2 kosong", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://jahat.contoh", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(await team.LettersAsync("hadi"), one => one.Subject.StartsWith("Pengerjaan", StringComparison.Ordinal));

        await team.SendBackAsync("Tabel 2 masih kosong");
        var told = (await team.LettersAsync("hadi")).Where(one => one.Subject.StartsWith("Pengerjaan", StringComparison.Ordinal)).Select(one => one.Subject);
        Assert.Equal(["Pengerjaan ke-3: Dinas A"], told);
        Assert.Equal(3, (await team.LettersAsync("rina")).Count);
    }

    [Fact]
    public async Task A_step_handed_over_is_written_to_who_gets_it_and_not_to_who_took_it()
    {
        await using var team = await Team.InTheFieldAsync();
        var work = await team.HandedInAsync();
        using var sari = team.Sari();
        await sari.SubmitAsync("/petugas/langkah?handler=Claim", ("id", work.Id), ("nonce", "n1"));
        var before = await team.LettersAsync("sari");
        Assert.Contains(before, one => one.Subject == "Menunggu Anda: Dinas A");
        Assert.DoesNotContain(before, one => one.Subject.StartsWith("Dialihkan", StringComparison.Ordinal));
        await sari.SubmitAsync($"/petugas/langkah/alihkan/{work.Id}", ("to", "tono"), ("nonce", "n2"));
        Assert.Contains(await team.LettersAsync("tono"), one => one.Subject == "Dialihkan kepada Anda: Dinas A");
        Assert.Equal(before.Count, (await team.LettersAsync("sari")).Count);
    }

    [Fact]
    public async Task What_is_due_is_one_letter_a_day_a_working_day_before_and_on_the_day_and_the_role_above_hears_a_working_day_after()
    {
        await using var team = await Team.InTheFieldAsync();
        Assert.Empty(await DayAsync(18, "rina"));
        // Dodi's own, and the one nobody has taken yet.
        Assert.Equal(["Langkah Anda: 2 hari kerja berikutnya"], await DayAsync(19, "dodi"));
        Assert.Equal(["Langkah Anda: 2 hari ini"], await DayAsync(20, "dodi"));
        Assert.Empty(await DayAsync(21, "dodi"));
        Assert.DoesNotContain(await team.LettersAsync("sari"), letter => letter.Subject.StartsWith("Langkah", StringComparison.Ordinal));

        Assert.Equal(["Langkah Anda: 2 terlambat"], await DayAsync(23, "dodi"));
        var above = (await team.LettersAsync("sari"))[^1];
        Assert.Equal("Langkah Anda: 3 terlambat", above.Subject);
        Assert.Contains("Pada Dodi Uji.", above.Text, StringComparison.Ordinal);
        Assert.Empty(await DayAsync(24, "dodi"));

        // Of that day, by this hour.
        async Task<IReadOnlyList<string>> DayAsync(int day, string person)
        {
            var before = (await team.LettersAsync(person)).Count;
            team.Portal.Clock.Set(Team.Wib(day, 7));
            await team.Portal.Get<WorkReminders>().RunAsync(Ct);
            Assert.Equal(before, (await team.LettersAsync(person)).Count);
            team.Portal.Clock.Set(Team.Wib(day, 8));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => team.Portal.Get<WorkReminders>().RunAsync(Ct)));
            return [.. (await team.LettersAsync(person)).Skip(before).Select(letter => letter.Subject)];
        }
    }

    [Fact]
    public async Task Days_on_which_the_portal_was_down_are_caught_up_once()
    {
        await using var team = await Team.InTheFieldAsync();
        team.Portal.Clock.Set(Team.Wib(18, 8));
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        team.Portal.Clock.Set(Team.Wib(26, 9));
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        Assert.Equal("Langkah Anda: 3 terlambat", (await team.LettersAsync("sari"))[^1].Subject);
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        Assert.Single(await team.LettersAsync("sari"), letter => letter.Subject.StartsWith("Langkah", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_want_the_collected_letter_gets_none_of_their_own_steps_but_hears_of_those_they_lead()
    {
        await using var team = await Team.InTheFieldAsync();
        using (var rina = team.Rina())
        {
            await rina.SubmitAsync("/petugas/langkah/pengaturan?handler=Letters", ("Letters", "false"));
        }

        using (var sari = team.Sari())
        {
            await sari.SubmitAsync("/petugas/langkah/pengaturan?handler=Letters", ("Letters", "false"));
        }

        team.Portal.Clock.Set(Team.Wib(23, 8));
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        Assert.Single(await team.LettersAsync("rina"));
        Assert.Equal("Langkah Anda: 3 terlambat", (await team.LettersAsync("sari"))[^1].Subject);
    }

    [Fact]
    public async Task Nobody_is_written_about_sample_runs()
    {
        await using var team = await Team.InTheFieldAsync(owner: "contoh-kabid");
        await team.SendBackAsync("Tabel 2 kosong");
        team.Portal.Clock.Set(Team.Wib(23, 8));
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        Assert.Empty(await team.Store.ListAsync(DataPortal.Mail.Outbox.Collection.All(), Ct));
    }

    [Fact]
    public async Task Standards_in_minutes_send_no_reminder()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.DoAsync(new Complete { Id = "", At = default, Step = "4", Item = "a" });
        Assert.False((await team.WorkAsync("5", "a")).IsDated);
        team.Portal.Clock.Set(Team.Wib(17, 8));
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        Assert.DoesNotContain(await team.LettersAsync("sari"), letter => letter.Subject.StartsWith("Langkah", StringComparison.Ordinal));
    }
}
