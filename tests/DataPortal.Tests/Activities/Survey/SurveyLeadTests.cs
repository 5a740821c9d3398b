using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using DataPortal.Activities.Survey;
using DataPortal.Tests.Requests;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>What reaches those who lead a survey: words of the officers, who is checking, what closing early does, figures that add up.</summary>
public sealed class SurveyLeadTests
{
    [Fact]
    public async Task What_an_officer_gives_back_or_cannot_obtain_reaches_the_lead_with_its_reason_and_the_board_says_so()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await FieldOffice.PressAsync(office.As("Budi"), office.TaskOf("s2"), "Refused", ("Form.RefusedReason", "Dinas menolak memberi data"));
        await FieldOffice.PressAsync(office.As("Rina"), office.TaskOf("s1"), "Surrender", ("Form.SurrenderReason", "Sakit sampai Jumat"));
        Assert.Equal((AssignmentState.Reported, AssignmentState.GivenBack), (await office.StateAsync("s2"), await office.StateAsync("s1")));

        var steps = await office.As("Jaka").PageAsync("/petugas/langkah");
        foreach (var words in (string[])["Dilaporkan tidak diperoleh", "Budi: Dinas menolak memberi data", "Dikembalikan petugas", "Rina: Sakit sampai Jumat"])
        {
            Assert.Contains(words, steps, StringComparison.Ordinal);
        }

        var board = await office.As("Kabid").PageAsync($"/petugas/kegiatan/{office.Run}/papan");
        Assert.Contains("dilaporkan tidak diperoleh", board, StringComparison.Ordinal);
        Assert.Contains("Budi: Dinas menolak memberi data", board, StringComparison.Ordinal);
        Assert.Contains("Rina: Sakit sampai Jumat", board, StringComparison.Ordinal);
        Assert.Contains("dilaporkan tidak diperoleh", await office.As("Budi").PageAsync("/petugas/kegiatan/penugasan-saya"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_early_names_what_it_closes_and_leaves_what_was_handed_in_to_its_check()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await office.HandInAsync("Rina", "s1");
        var (kabid, board) = (office.As("Kabid"), $"/petugas/kegiatan/{office.Run}/papan");
        var page = await kabid.PageAsync(board);
        Assert.Contains("Dinas Perdagangan, Budi: siap", page, StringComparison.Ordinal);
        Assert.Contains("Yang sudah diserahkan tidak dibuang", page, StringComparison.Ordinal);
        Assert.Contains("Dinas Pertanian, Rina: diserahkan, 10 dari 10 satuan", page, StringComparison.Ordinal);

        var form = (await WebForm.OpenAsync(kabid, board, "Tutup")).With(("Form.Reason", "Anggaran habis"));
        await FieldOffice.DoneAsync(form, kabid);
        await FieldOffice.DoneAsync(form, kabid);
        Assert.Equal(
            (AssignmentState.HandedIn, AssignmentState.NotObtained, AssignmentState.NotObtained), (await office.StateAsync("s1"), await office.StateAsync("s2"), await office.StateAsync("s3")));
        Assert.Contains((await office.AssignmentAsync("s2")).History, change => change.Reason == "Anggaran habis");
        Assert.Null((await office.RunAsync()).OpenAttempt("6"));

        // Nothing is being collected any more: there is nothing to close.
        var again = (await WebForm.OpenAsync(kabid, board, "Tutup")).With(("Form.Reason", "Sekali lagi"));
        Assert.Contains("Tidak ada lagi yang sedang dikumpulkan", await FieldOffice.RefusedAsync(again, kabid), StringComparison.Ordinal);

        await office.CheckAsync("Jaka", "s1", repair: false);
        Assert.Equal(AssignmentState.Accepted, await office.StateAsync("s1"));
        Assert.NotNull((await office.RunAsync()).OpenAttempt("6"));
        Assert.Contains("10dari 20 satuan", await kabid.PageAsync(board), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_checker_is_told_who_is_checking()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await office.HandInAsync("Rina", "s1");
        Assert.DoesNotContain("Sedang diperiksa", await office.As("Jaka").PageAsync(office.CheckOf("s1")), StringComparison.Ordinal);
        Assert.Contains("Sedang diperiksa Jaka sejak 5 Agustus 2026 pukul 07.31", await office.As("Joko").PageAsync(office.CheckOf("s1")), StringComparison.Ordinal);
        Assert.DoesNotContain("Sedang diperiksa", await office.As("Jaka").PageAsync(office.CheckOf("s1")), StringComparison.Ordinal);
    }

    [Fact]
    public void Rounded_rows_add_up_to_their_rounded_sum()
    {
        Assert.Equal([1, 4, 0], SurveyBoard.Whole([0.45, 4.0, 0.4]));
        Assert.Equal([0, 4, 1], SurveyBoard.Whole([0.4, 4.0, 0.45]));
        Assert.Equal([2, 3], SurveyBoard.Whole([2, 3]));
        Assert.Empty(SurveyBoard.Whole([]));
    }

    [Fact]
    public async Task A_range_shows_its_target_a_decision_its_question_and_a_step_who_did_it()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var kabid = office.As("Kabid");
        office.At("2026-08-03 08:30");
        await office.PasteAsync("Dinas Pertanian; Rina\nDinas Perdagangan; Budi\nSemendo Darat Laut; Rina");
        await FieldOffice.PressAsync(kabid, office.Page("alokasi", "2"), "Save", ("Form.Lead", ""));
        Assert.Equal("Kasie JRS", DataPortal.Activities.RunWords.Who((await office.RunAsync()).OpenAttempt("2")!));
        office.At("2026-08-03 10:00");
        await FieldOffice.PressAsync(office.As("Jaka"), office.Page("alokasi", "2"), "Accept");
        Assert.Equal("Jaka", DataPortal.Activities.RunWords.Who((await office.RunAsync()).LastAttempt("2")!));

        office.At("2026-08-03 11:00");
        await office.BriefAsync("rina", "budi");
        office.At("2026-08-05 07:31");
        await office.WakeAsync();
        await office.HandInAsync("Rina", "s1");
        Assert.Contains("sasaran 5 Agustus 2026 08.31", await office.As("Jaka").PageAsync(office.CheckOf("s1")), StringComparison.Ordinal);
        await office.CheckAsync("Jaka", "s1", repair: false);
        Assert.Contains("selesai: Perbaiki? tidak", await kabid.PageAsync($"/petugas/kegiatan/{office.Run}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_ticked_as_present_and_file_or_link_of_the_materials_is_asked_for()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        await office.AllocateAsync();
        var jaka = office.As("Jaka");
        var form = await WebForm.OpenAsync(jaka, office.Page("briefing", "3"));
        Assert.False(form.Has("Form.Present"));
        var page = await jaka.PageAsync(office.Page("briefing", "3"));
        Assert.Contains("Salah satu perlu: berkas atau tautannya", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bahan: pedoman, kuesioner (boleh kosong)", page, StringComparison.Ordinal);
        office.At("2026-08-03 11:00");
        var refused = await FieldOffice.RefusedAsync(form.With(("Form.From", "10:10"), ("Form.To", "10:40"), ("Form.Place", "Ruang rapat")), jaka);
        Assert.Contains("Pilih sedikitnya satu orang yang hadir", refused, StringComparison.Ordinal);
        Assert.Contains("Lampirkan bahan", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-08-11")]
    [InlineData("2026-08-13")]
    [InlineData("2026-08-20")]
    public void The_words_of_a_late_bar_stand_clear_of_the_line_of_today(string today)
    {
        using var page = new BunitContext();
        BoardEntry Entry(string due, bool late) => new(
            new()
            {
                Id = "r." + due,
                Run = "r",
                Item = due,
                RunTitle = "Survei",
                TargetKey = due,
                Target = "Dinas",
                OfficerId = "o",
                Officer = "Rina",
                From = new(2026, 8, 3),
                Due = DateOnly.Parse(due, CultureInfo.InvariantCulture),
                FirstDue = DateOnly.Parse(due, CultureInfo.InvariantCulture),
                PlannedUnits = 4,
            }, AssignmentState.Started, null, 1, late, 4, 1);
        var chart = page.Render<SurveyTimeline>(parameters => parameters
            .Add(one => one.Entries, [Entry("2026-08-10", true), Entry("2026-08-28", false)])
            .Add(one => one.Today, DateOnly.Parse(today, CultureInfo.InvariantCulture)));
        var line = double.Parse(chart.Find("line.today").GetAttribute("x1")!, CultureInfo.InvariantCulture);
        var words = double.Parse(Regex.Match(chart.Markup, "lab2 bad\" x=\"([0-9.]+)\"").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(words > line || words + 70 < line, $"{words} {line}");
    }
}
