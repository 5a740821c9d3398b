using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Activities.Survey;
using DataPortal.Activities.Work;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Activities.Survey;
using DataPortal.Tests.Activities.Work;
using DataPortal.Tests.Support;
using static DataPortal.Tests.Activities.Staging;

namespace DataPortal.Tests.Activities.Delegating;

/// <summary>A delegated role reaches the lists, the letters and the calendar of who stands in, on its days and no others (procedures.md §1.3, §1.5).</summary>
public sealed class DelegatedWorkTests
{
    [Fact]
    public async Task Who_stands_in_sees_the_steps_of_the_other_on_the_days_of_the_delegation_alone()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.FieldOfficer, "rina", "sari", 18, 20);
        using var sari = team.Sari();
        Assert.DoesNotContain("Dinas A", await sari.GetStringAsync("/petugas/langkah", Ct), StringComparison.Ordinal);

        team.Portal.Clock.Set(Team.Wib(18, 0, 1));
        var page = await sari.GetStringAsync("/petugas/langkah", Ct);
        Assert.Contains("Dinas A", page, StringComparison.Ordinal);
        Assert.Contains("Anda pelaksana harian Rina Uji sampai 20 Nov", page, StringComparison.Ordinal);
        Assert.Contains("1 langkah, tenggat terdekat dahulu", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas B", page, StringComparison.Ordinal); // Dodi is here
        Assert.Contains("Dinas C", page, StringComparison.Ordinal); // nobody's yet, of the role
        using (var rina = team.Rina())
        {
            Assert.Contains("Dinas A", await rina.GetStringAsync("/petugas/langkah", Ct), StringComparison.Ordinal);
        }

        team.Portal.Clock.Set(Team.Wib(20, 23, 59));
        Assert.Contains("Dinas A", await sari.GetStringAsync("/petugas/langkah?tab=terlambat", Ct), StringComparison.Ordinal);
        team.Portal.Clock.Set(Team.Wib(21, 0));
        Assert.DoesNotContain("Dinas A", await sari.GetStringAsync("/petugas/langkah", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas A", await sari.GetStringAsync("/petugas/langkah?tab=terlambat", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegation_that_is_ended_early_ends_at_once_and_both_are_written_when_it_is_made_and_when_it_ends()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.FieldOfficer, "rina", "sari", 16, 20);
        Assert.Single(await team.LettersAsync("sari"), letter => letter.Subject == "Pelaksana harian: Sari Uji untuk Rina Uji");
        var told = Assert.Single(await team.LettersAsync("rina"), letter => letter.Subject == "Pelaksana harian: Sari Uji untuk Rina Uji");
        Assert.Contains("dari 16 November 2026 sampai 20 November 2026", told.Html, StringComparison.Ordinal);
        using var sari = team.Sari();
        var feed = await WorkCalendarTests.FeedAsync(team.Sari());
        using var program = team.Portal.Browser();
        Assert.Contains("Dinas A", await sari.GetStringAsync("/petugas/langkah", Ct), StringComparison.Ordinal);
        Assert.Contains("Dinas A", await program.GetStringAsync(feed, Ct), StringComparison.Ordinal);

        await team.Portal.Get<DelegationDesk>().EndAsync("d", Ct);
        Assert.Single(await team.LettersAsync("sari"), letter => letter.Subject == "Pelaksana harian diakhiri: Sari Uji untuk Rina Uji");
        Assert.DoesNotContain("Dinas A", await sari.GetStringAsync("/petugas/langkah", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas A", await program.GetStringAsync(feed, Ct), StringComparison.Ordinal);
        var before = (await team.LettersAsync("sari")).Count;
        await team.SendBackAsync("Tabel 2 kosong");
        Assert.DoesNotContain((await team.LettersAsync("sari")).Skip(before), letter => letter.Subject.StartsWith("Kembali", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_is_written_to_who_stands_in_and_to_whose_it_is()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.FieldOfficer, "rina", "sari", 16, 20);
        await team.SendBackAsync("Tabel 2 kosong");
        var substitute = Assert.Single(await team.LettersAsync("sari"), letter => letter.Subject == "Kembali untuk diperbaiki: Dinas A");
        Assert.Contains("Anda pelaksana harian Rina Uji sampai 20 November 2026", substitute.Html, StringComparison.Ordinal);
        var owner = Assert.Single(await team.LettersAsync("rina"), letter => letter.Subject == "Kembali untuk diperbaiki: Dinas A");
        Assert.DoesNotContain("pelaksana harian", owner.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_is_told_to_who_stands_in_while_they_do()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.FieldOfficer, "rina", "hadi", 18, 19);
        Assert.Empty(await DueAsync(team, 18, "hadi"));
        // Due on the 20th, when Rina is back.
        Assert.Empty(await DueAsync(team, 19, "hadi"));
        await GiveAsync(team, "e", Role.FieldOfficer, "rina", "hadi", 20, 20);
        var letter = Assert.Single(await DueAsync(team, 20, "hadi"));
        Assert.Equal("Langkah Anda: 2 hari ini", letter.Subject); // Rina's, and the one nobody has
        Assert.Contains("Anda pelaksana harian Rina Uji", letter.Html, StringComparison.Ordinal);
        Assert.Equal("Langkah Anda: 2 hari ini", (await team.LettersAsync("rina"))[^1].Subject);
        Assert.Empty(await DueAsync(team, 23, "hadi"));
    }

    [Fact]
    public async Task The_role_above_hears_through_who_stands_in_for_it()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.TeamLead, "sari", "dodi", 23, 27);
        var letter = Assert.Single(await DueAsync(team, 23, "dodi"));
        Assert.Contains("Terlambat satu hari kerja, pada petugas lain", letter.Html, StringComparison.Ordinal);
        Assert.Contains("Anda pelaksana harian Sari Uji sampai 27 November 2026", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_has_the_delegated_steps_that_fall_due_on_the_days_of_the_delegation()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.FieldOfficer, "rina", "sari", 17, 18);
        var feed = await WorkCalendarTests.FeedAsync(team.Sari());
        using var program = team.Portal.Browser();
        await team.DoAsync(new PlanItem { Id = "", At = default, Key = "d", Title = "Dinas D", Due = Team.Wib(18, 16), PersonId = "rina", Person = "Rina Uji" });
        Assert.DoesNotContain("VEVENT", await program.GetStringAsync(feed, Ct), StringComparison.Ordinal);

        team.Portal.Clock.Set(Team.Wib(17, 0));
        var text = (await program.GetStringAsync(feed, Ct)).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Dinas D\\, langkah 4 (untuk Rina Uji)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dinas A", text, StringComparison.Ordinal); // due on the 20th

        team.Portal.Clock.Set(Team.Wib(19, 0));
        Assert.DoesNotContain("VEVENT", await program.GetStringAsync(feed, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_the_team_are_open_to_who_stands_in_for_its_lead_and_say_who_is_away()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "d", Role.TeamLead, "sari", "dodi", 17, 18);
        using var dodi = team.Dodi();
        Assert.Equal(HttpStatusCode.Forbidden, (await dodi.GetAsync(new Uri("/petugas/langkah/tim", UriKind.Relative), Ct)).StatusCode);
        team.Portal.Clock.Set(Team.Wib(17, 9));
        var page = await dodi.GetStringAsync("/petugas/langkah/tim?orang=rina", Ct);
        Assert.Contains("Langkah Rina Uji: 1", page, StringComparison.Ordinal);
        Assert.Contains("Digantikan Dodi Uji (ketua tim teknis) sampai 18 Nov", page, StringComparison.Ordinal);
        Assert.Contains("Pelaksana harian Sari Uji (ketua tim teknis) sampai 18 Nov", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await dodi.GetAsync(new Uri($"/petugas/kegiatan/{team.Run}/papan", UriKind.Relative), Ct)).StatusCode);

        // A role is lent for activities, and not to be lent on.
        Assert.Equal(HttpStatusCode.Forbidden, (await dodi.GetAsync(new Uri("/petugas/standar", UriKind.Relative), Ct)).StatusCode);
        await GiveAsync(team, "h", Role.DivisionHead, "hadi", "dodi", 17, 18);
        Assert.Equal(HttpStatusCode.Forbidden, (await dodi.GetAsync(new Uri("/petugas/kegiatan/delegasi", UriKind.Relative), Ct)).StatusCode);
        team.Portal.Clock.Set(Team.Wib(19, 9));
        Assert.Equal(HttpStatusCode.Forbidden, (await dodi.GetAsync(new Uri("/petugas/langkah/tim", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task What_somebody_has_by_delegation_is_not_passed_on_by_another_and_what_two_have_is_shown_once_to_each()
    {
        await using var team = await Team.InTheFieldAsync();
        await GiveAsync(team, "lead", Role.TeamLead, "sari", "rina", 16, 20);
        await GiveAsync(team, "field", Role.FieldOfficer, "rina", "dodi", 16, 20);
        await GiveAsync(team, "again", Role.FieldOfficer, "rina", "dodi", 16, 25);
        await GiveAsync(team, "too", Role.FieldOfficer, "rina", "sari", 16, 20);
        using var dodi = team.Dodi();
        var page = await dodi.GetStringAsync("/petugas/langkah", Ct);
        Assert.Contains("2 langkah, tenggat terdekat dahulu", page, StringComparison.Ordinal); // his own, and Rina's once
        Assert.Contains("sampai 25 Nov", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await dodi.GetAsync(new Uri("/petugas/langkah/tim", UriKind.Relative), Ct)).StatusCode);

        await team.DoAsync(new Complete { Id = "", At = default, Step = "4", Item = "a" });
        Assert.Contains(await team.LettersAsync("rina"), letter => letter.Subject == "Menunggu Anda: Dinas A"); // the check, for Sari
        Assert.Contains(await team.LettersAsync("sari"), letter => letter.Subject == "Menunggu Anda: Dinas A");
        Assert.DoesNotContain(await team.LettersAsync("dodi"), letter => letter.Subject == "Menunggu Anda: Dinas A");
    }

    [Fact]
    public async Task Who_stands_in_hands_over_what_the_other_had_and_the_log_shows_both_names()
    {
        await using var team = await Team.InTheFieldAsync();
        var work = await team.HandedInAsync();
        using (var sari = team.Sari())
        {
            await sari.SubmitAsync("/petugas/langkah?handler=Claim", ("id", work.Id), ("nonce", "n1"));
        }

        // Tono holds the role himself: without the delegation his acts would be his own.
        await GiveAsync(team, "d", Role.TeamLead, "sari", "tono", 16, 20);
        using var tono = team.Portal.Person("tono", "Tono Uji", Role.TeamLead);
        Assert.Equal(HttpStatusCode.Redirect, (await tono.SubmitAsync($"/petugas/langkah/alihkan/{work.Id}", ("to", "tono"), ("nonce", "n2"))).StatusCode);
        var mark = (await team.Store.ListAsync(RunQueries.Log(team.Run), Ct)).Last(mark => mark.Mark == Mark.Assigned);
        Assert.Equal(("Tono Uji", "Sari Uji"), (mark.Actor, mark.OnBehalfOf));
    }

    [Fact]
    public async Task A_step_begun_for_another_stays_theirs()
    {
        using var own = new Portal();
        var run = await own.OpenRunAsync("pengumpulan-sektoral");
        await own.Person("rina", "Rina Uji", Role.FieldOfficer).ActAsync(run, "1", "Take").DoneAsync();
        await own.Get<DelegationDesk>().AddAsync(Of("d", Role.FieldOfficer, "rina", "dodi", 16, 20), Ct);
        await own.Person("dodi", "Dodi Uji", Role.FieldOfficer).StartAsync(own, run, "1");
        var attempt = (await own.RunAsync(run.Id)).OpenAttempt("1")!;
        Assert.Equal((AttemptState.Started, "rina"), (attempt.State, attempt.PersonId));
        var mark = Assert.Single(await own.LogAsync(run), mark => mark.Mark == Mark.Started);
        Assert.Equal(("Dodi Uji", "Rina Uji"), (mark.Actor, mark.OnBehalfOf));
    }

    [Fact]
    public async Task An_assignment_of_who_is_away_is_begun_and_handed_in_by_who_stands_in()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var item = (await office.Portal.Store.ListAsync(SurveyQueries.Of(office.Run), Ct)).Single(one => one.Target == "Dinas Perdagangan").Item;
        Assert.Equal(HttpStatusCode.Forbidden, (await office.As("Sari").GetAsync(new Uri(office.TaskOf(item), UriKind.Relative), Ct)).StatusCode);
        await office.Portal.Get<DelegationDesk>().AddAsync(Of("d", Role.FieldOfficer, "budi", "sari", 1, 30) with { From = "Budi", To = "Sari", First = new(2026, 8, 5), Last = new(2026, 8, 7) }, Ct);
        await office.HandInAsync("Sari", item);
        var assignment = await office.AssignmentAsync(item);
        Assert.Equal(("budi", "sari"), (assignment.OfficerId, assignment.HandIns[^1].ById));
        var mark = (await office.Portal.LogAsync(await office.RunAsync())).Last(mark => mark.Mark == Mark.Done && mark.Step == "4");
        Assert.Equal(("Sari", "Budi"), (mark.Actor, mark.OnBehalfOf));
    }

    private static Delegation Of(string id, Role role, string from, string to, int first, int last) => new()
    {
        Id = id,
        Role = role,
        FromId = from,
        From = Name(from),
        ToId = to,
        To = Name(to),
        First = new(2026, 11, first),
        Last = new(2026, 11, last),
        Reason = "cuti tahunan",
        By = "",
        MadeAt = default,
    };

    private static string Name(string id) => char.ToUpperInvariant(id[0]) + id[1..] + " Uji";

    private static Task GiveAsync(Team team, string id, Role role, string from, string to, int first, int last) => team.Portal.Get<DelegationDesk>().AddAsync(Of(id, role, from, to, first, last), Ct);

    private static async Task<IReadOnlyList<DataPortal.Mail.OutgoingMessage>> DueAsync(Team team, int day, string person)
    {
        team.Portal.Clock.Set(Team.Wib(day, 8));
        var before = (await team.LettersAsync(person)).Count;
        await team.Portal.Get<WorkReminders>().RunAsync(Ct);
        return [.. (await team.LettersAsync(person)).Skip(before)];
    }
}
