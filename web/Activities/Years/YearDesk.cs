using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Years;

/// <summary>What a slice lets a new run begin with, out of an old one: its plan, its targets, its staff. The changes are written with the run's opening.</summary>
/// <param name="template">The old run.</param>
/// <param name="run">The new run's identifier; it is not there yet.</param>
public delegate Task<IReadOnlyList<Change>> RunTemplate(IServiceProvider services, Run template, string run, PlannedActivity planned, CancellationToken ct);

/// <summary>The entry changed while it was being edited, or was opened or removed.</summary>
public sealed class PlanChangedException() : RunRuleException("Butir rencana ini berubah sejak Anda membukanya, atau kegiatannya sudah dibuka. Muat ulang halaman ini.");

/// <summary>Keeps the year plan and opens what is due. Each change is one commit with its audit line.</summary>
public sealed class YearDesk(
    IDocumentStore store, AuditTrail audit, CurrentStaff staff, RunDesk runs, ProcedureLibrary library, WorkingCalendar calendar, TimeProvider clock, IEnumerable<RunTemplate> templates, IServiceProvider services)
{
    /// <summary>Entries of one year.</summary>
    public const int Most = 500;
    public const int LongestTitle = 160;
    public const int LongestNote = 500;

    /// <summary>Years a plan is kept for.</summary>
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    private const string RunPrefix = "rencana-";

    public static bool IsPlanned(int year) => year is >= FirstYear and <= LastYear;

    /// <summary>Procedures the calendar may open: those a person opens, a survey or a round of a period. What begins with somebody who comes (clock <c>hadir</c> or <c>layanan</c>: a visit) comes when it comes and is in no plan.</summary>
    public IReadOnlyList<Procedure> Procedures => [.. library.All.Where(procedure => StepWork.OpensByHand(library, procedure) && procedure.Steps[0].Clock is not (WorkClock.Elapsed or WorkClock.Service))];

    public Task<IReadOnlyList<PlannedActivity>> OfAsync(int year, CancellationToken ct) => store.ListAsync(YearQueries.Of(year).Top(Most), ct);

    public Task<PlannedActivity?> FindAsync(string id, CancellationToken ct) => store.FindAsync(YearQueries.Plan, id, ct);

    /// <summary>The moment an activity planned for a day is opened: the opening hour of that day, or of the next working day.</summary>
    public DateTimeOffset OpensAt(DateOnly day) => calendar.NextOpening(WorkClock.Office, new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)));

    /// <summary>The day itself, or the next working day.</summary>
    public DateOnly Working(DateOnly day) => calendar.IsWorkingDay(day) ? day : calendar.AddWorkingDays(day, 1);

    /// <exception cref="RunRuleException">The year is full.</exception>
    public Task AddAsync(IReadOnlyList<PlannedActivity> planned, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        // A form sent twice is one entry: what is there stays.
        List<PlannedActivity> fresh = [];
        foreach (var entry in planned)
        {
            if (await FindAsync(entry.Id, ct) is null)
            {
                fresh.Add(entry);
            }
        }

        foreach (var year in fresh.GroupBy(entry => entry.Year))
        {
            if (await store.CountAsync(YearQueries.Of(year.Key), ct) + year.Count() > Most)
            {
                throw new RunRuleException($"Rencana {year.Key} sudah penuh: paling banyak {Most} kegiatan.");
            }
        }

        var now = clock.GetUtcNow();
        return (0, (IReadOnlyList<Change>)[.. fresh.SelectMany(entry => new[]
        {
            YearQueries.Plan.Insert(entry with { SavedAt = now, SavedBy = staff.Name }), audit.Entry("plan.added", YearQueries.Plan, entry.Id, $"{entry.Title}, {Show.Date(entry.From)}"),
        })]);
    }, ct);

    /// <param name="version">The version the form was filled from.</param>
    /// <exception cref="PlanChangedException">Somebody else changed it, or it was opened.</exception>
    public Task ChangeAsync(string id, long version, Func<PlannedActivity, PlannedActivity> change, CancellationToken ct) => WithAsync(id, version, read =>
    {
        var next = change(read) with { SavedAt = clock.GetUtcNow(), SavedBy = staff.Name, Changes = read.Changes + 1, Fault = null };
        return [YearQueries.Plan.Replace(next), audit.Entry("plan.changed", YearQueries.Plan, id, $"{next.Title}, {Show.Date(next.From)}")];
    }, ct);

    /// <exception cref="PlanChangedException">Somebody else changed it, or it was opened.</exception>
    public Task RemoveAsync(string id, long version, CancellationToken ct) =>
        WithAsync(id, version, read => [YearQueries.Plan.Delete(read), audit.Entry("plan.removed", YearQueries.Plan, id, $"{read.Title}, {Show.Date(read.From)}")], ct);

    /// <summary>The entry a run was opened from; null: it was opened by hand.</summary>
    public async Task<PlannedActivity?> OfRunAsync(string run, CancellationToken ct) =>
        run.StartsWith(RunPrefix, StringComparison.Ordinal) ? await FindAsync(run[RunPrefix.Length..], ct) : null;

    /// <summary>The identifier of the run an entry becomes: two machines that open it at once open one.</summary>
    public static string RunOf(PlannedActivity planned) => RunPrefix + planned.Id;

    /// <summary>Opens a due entry. Opened already: nothing.</summary>
    public async Task OpenAsync(PlannedActivity planned, CancellationToken ct)
    {
        if (library.Find(planned.Procedure) is not { } procedure)
        {
            await FaultAsync(planned, $"Dokumen SOP {planned.Procedure} tidak ada lagi. Pilih SOP lain, atau hapus kegiatan ini dari rencana.", ct);
            return;
        }

        // Planned for a day that had passed when it was written down: it begins when it was written down, not before.
        var now = clock.GetUtcNow();
        var opens = OpensAt(planned.From);
        var observed = opens > planned.SavedAt ? opens : planned.SavedAt;
        var id = RunOf(planned);
        var opening = new Tick
        {
            Id = "plan/" + planned.Id,
            At = now,
            ObservedAt = observed < now ? observed : null,
            ActorId = planned.OwnerId,
            Actor = planned.Owner,
            Cause = "rencana tahun",
        };
        List<Change> also =
        [
            YearQueries.Plan.Replace(planned with { Run = id, OpenedAt = now, Fault = null }),
            audit.Entry("plan.opened", YearQueries.Plan, planned.Id, planned.Title),
        ];
        if (planned.Template is { } old && await runs.FindAsync(old, ct) is { } template)
        {
            foreach (var take in templates)
            {
                also.AddRange(await take(services, template, id, planned, ct));
            }
        }

        DateTimeOffset? due = planned.To is { } to && calendar.Hours(WorkClock.Office, Working(to)) is [.., var last] ? new(Working(to).ToDateTime(last.To), TimeSpan.FromHours(7)) : null;
        await runs.OpenAsync(procedure, new(id, planned.Title, opening, Due: due), ct, also);
    }

    private async Task FaultAsync(PlannedActivity planned, string words, CancellationToken ct)
    {
        if (planned.Fault != words)
        {
            await store.CommitAsync([YearQueries.Plan.Replace(planned with { Fault = words }), audit.Entry("plan.not-opened", YearQueries.Plan, planned.Id, planned.Title)], ct);
        }
    }

    private Task WithAsync(string id, long version, Func<PlannedActivity, IReadOnlyList<Change>> change, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var read = await FindAsync(id, ct);
        return read is null || read.Version != version || read.IsOpened ? throw new PlanChangedException() : (0, change(read));
    }, ct);
}

/// <summary>Opens the activities of the year plan on their dates; those that came due while the portal was down, at its start.</summary>
public sealed class YearOpener(IDocumentStore store, YearDesk desk, TimeProvider clock, ILogger<YearOpener> logger) : DueService(store, clock, YearQueries.Plan, logger)
{
    public override async Task DoDueAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        foreach (var planned in await Store.ListAsync(YearQueries.DueBy(Show.Day(now)).Top(YearDesk.Most), ct))
        {
            if (desk.OpensAt(planned.From) > now)
            {
                continue;
            }

            try
            {
                await desk.OpenAsync(planned, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "The planned activity {Planned} could not be opened; it is tried again", planned.Id);
            }
        }
    }

    protected override async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        // What a person must mend first (its document is gone) does not hold up the rest.
        var waiting = await Store.ListAsync(YearQueries.Waiting().Top(YearDesk.Most), ct);
        return waiting.Where(planned => planned.Fault is null).Select(planned => (DateTimeOffset?)desk.OpensAt(planned.From)).Min();
    }
}
