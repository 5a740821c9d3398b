using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Requests;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities;

/// <summary>What a demonstration begins with: runs whose times are those they were given, and a year plan that is not empty.</summary>
public sealed class RunSamplesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_runs_keep_their_own_times_and_the_year_plan_shows_what_is_to_come()
    {
        using var portal = new Portal { Settings = new Dictionary<string, string> { ["Samples:Load"] = "true" } };
        var round = Assert.Single(await portal.Store.ListAsync(RunQueries.Of("pengumpulan-sektoral"), Ct));
        Assert.Equal(RunState.Ended, round.State);
        List<Attempt> producers = [.. round.Attempts.Where(attempt => attempt.Item.Length > 0)];
        Assert.Equal(producers.Count, producers.Select(attempt => attempt.Done).Distinct().Count());
        Assert.All(producers, attempt => Assert.True(attempt.Done <= attempt.Limit, $"{attempt.Step} {attempt.Item} {attempt.Number}: {attempt.Done} {attempt.Limit}"));

        var page = await portal.Staff(Role.TeamLead).PageAsync("/petugas/kegiatan/rencana");
        Assert.Contains("Survei sektoral perikanan (contoh)", page, StringComparison.Ordinal);
        Assert.Contains("Pengumpulan data sektoral semester ini (contoh)", page, StringComparison.Ordinal);
        Assert.Contains("Survei IMK tahunan (contoh)", page, StringComparison.Ordinal);
    }
}
