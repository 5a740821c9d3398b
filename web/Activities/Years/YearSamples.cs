using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Years;

/// <summary>With <c>Samples:Load</c>, on a portal whose year plan is empty and that has no runs but samples: those runs as what they were planned as, and some activities to come. All say <i>contoh</i>.</summary>
public sealed class YearSamples(IDocumentStore store, YearDesk desk, IConfiguration configuration, TimeProvider clock) : IHostedService
{
    private const string Owner = "contoh-kasie";
    private const string OwnerName = "Sri Contoh";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>("Samples:Load") || await store.CountAsync(YearQueries.Plan.All(), cancellationToken) > 0)
        {
            return;
        }

        var runs = await store.ListAsync(RunQueries.Runs.All().Top(10), cancellationToken);
        if (runs.Count is 0 or 10 || !runs.All(RunSamples.IsSample))
        {
            return;
        }

        var (now, known) = (clock.GetUtcNow(), desk.Procedures.Select(procedure => procedure.Id).ToHashSet(StringComparer.Ordinal));
        List<PlannedActivity> plan =
        [
            .. runs.Select(run => Entry(run.Procedure, run.Title, Show.Day(run.OpenedAt), null) with { Run = run.Id, OpenedAt = run.OpenedAt }),
            Entry("survei-sektoral", "Survei sektoral perikanan (contoh)", Day(7), Day(32)),
            Entry("pengumpulan-sektoral", "Pengumpulan data sektoral semester ini (contoh)", Day(14), Day(42)) with { IsYearly = true },
            Entry("survei-sektoral", "Survei sektoral pariwisata (contoh)", Day(35), Day(63)) with { IsYearly = true },
            Entry("imk-tahunan", "Survei IMK tahun depan (contoh)", Day(70), null) with { IsYearly = true },
        ];
        await desk.AddAsync([.. plan.Where(planned => known.Contains(planned.Procedure) && YearDesk.IsPlanned(planned.Year))], cancellationToken);

        DateOnly Day(int days) => desk.Working(Show.Day(now).AddDays(days));

        PlannedActivity Entry(string procedure, string title, DateOnly from, DateOnly? to) => new()
        {
            Id = Document.NewId(clock),
            Year = from.Year,
            Procedure = procedure,
            Title = title,
            From = from,
            To = to,
            OwnerId = Owner,
            Owner = OwnerName,
            Note = "Contoh untuk memperlihatkan kalender.",
            SavedAt = now,
        };
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
