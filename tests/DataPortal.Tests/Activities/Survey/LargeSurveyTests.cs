using System.Diagnostics;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Requests;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>A survey with as many targets as it may have stays usable, page by page.</summary>
public sealed class LargeSurveyTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Ten_thousand_assignments_are_planned_spread_saved_and_briefed()
    {
        using var office = await FieldOffice.OpenAsync();
        var kabid = office.As("Kabid");
        async Task TimeAsync(string what, Func<Task> act)
        {
            var watch = Stopwatch.StartNew();
            await act();
            output.WriteLine($"{what}: {watch.ElapsedMilliseconds} ms");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{what} took {watch.Elapsed}");
        }

        await TimeAsync("plan", () => office.PlanAsync(string.Join('\n', Enumerable.Range(1, SurveyLimits.Targets).Select(no => $"Rumah tangga {no}; wilayah; {(no % 2 == 0 ? "1603010" : "1603011")}; 1"))));
        await TimeAsync("spread", async () => await FieldOffice.DoneAsync(
            (await WebForm.OpenAsync(kabid, office.Page("alokasi", "2"), "Spread")).Also("Form.Officers", "rina").Also("Form.Officers", "budi"), kabid));
        await TimeAsync("page 200", async () => Assert.Contains("Rumah tangga 10000", await kabid.PageAsync(office.Page("alokasi", "2") + "?hal=200"), StringComparison.Ordinal));
        await TimeAsync("save", () => FieldOffice.PressAsync(kabid, office.Page("alokasi", "2"), "Save", ("Form.Reason", "Sensus kecil")));
        Assert.Equal(SurveyLimits.Targets, (await office.RunAsync()).Items.Count);
        await TimeAsync("accept", () => FieldOffice.PressAsync(office.As("Jaka"), office.Page("alokasi", "2"), "Accept"));
        office.At("2026-08-05 12:00");
        await TimeAsync("briefing", () => office.BriefAsync("rina"));
        await TimeAsync("follow-up", () => FieldOffice.PressAsync(
            office.As("Jaka"), office.Page("briefing", "3"), "FollowUp", ("Form.Person", "budi"), ("Form.Day", "2026-08-05"), ("Form.From", "11:00"), ("Form.To", "11:20"), ("Form.Place", "Ruang JRS")));
        await TimeAsync("list", async () => Assert.Contains("10.000 penugasan", await office.As("Jaka").PageAsync($"/petugas/kegiatan/{office.Run}/penugasan"), StringComparison.Ordinal));
        var ready = (await office.RunAsync()).Attempts.First(attempt => attempt is { State: AttemptState.Ready, PersonId: "rina", Item.Length: > 0 }).Item;
        await TimeAsync("hand-in", () => office.HandInAsync("Rina", ready));
    }
}
