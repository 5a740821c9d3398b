using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>The table cannot be saved as it is.</summary>
public sealed class AllocationFaultyException(IReadOnlyList<string> faults) : RunRuleException(faults[0])
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Step 2 of a survey: who goes where and when. The Kabid saves it, which ends the work that is judged; Kasie JRS takes it, which completes the step (§4.3).</summary>
public sealed class AllocationDesk(SurveyTools tools)
{
    /// <summary>The allocation as it is kept, with a row for every target of the plan.</summary>
    public async Task<Allocation> FindAsync(string run, SurveyPlan plan, CancellationToken ct)
    {
        var kept = await tools.Store.FindAsync(SurveyQueries.Allocations, run, ct) ?? new Allocation { Id = run };
        return kept with { Rows = AllocationTable.Rows(plan, kept.Rows) };
    }

    /// <summary>Officers, who is away, and what else they have to do.</summary>
    public async Task<AllocationPeople> PeopleAsync(string run, SurveyPlan plan, CancellationToken ct)
    {
        var officers = await OfficersAsync(ct);
        var known = officers.Select(officer => officer.Id).ToHashSet(StringComparer.Ordinal);
        var away = await tools.Store.ListAsync(SurveyQueries.AwayFrom(plan.From).Top(2000), ct);
        Dictionary<string, Run?> runs = [];
        List<Assignment> elsewhere = [];
        foreach (var officer in officers)
        {
            foreach (var other in await tools.Store.ListAsync(SurveyQueries.OfOfficer(officer.Id).AtLeast("due", plan.From).Top(500), ct))
            {
                if (other.Run == run)
                {
                    continue;
                }

                if (!runs.TryGetValue(other.Run, out var its))
                {
                    runs[other.Run] = its = await tools.Runs.FindAsync(other.Run, ct);
                }

                if (its is { IsOpen: true } && its.FindItem(other.Item) is { IsOpen: true })
                {
                    elsewhere.Add(other);
                }
            }
        }

        return new(officers, [.. away.Where(absence => known.Contains(absence.StaffId))], elsewhere);
    }

    /// <summary>Who may be sent out: field officers, and team leads in need. By name.</summary>
    public async Task<IReadOnlyList<Staff>> OfficersAsync(CancellationToken ct) =>
        [.. (await tools.Store.ListAsync(StaffQueries.Holding(Role.FieldOfficer), ct)).Concat(await tools.Store.ListAsync(StaffQueries.Holding(Role.TeamLead), ct)).DistinctBy(one => one.Id).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];

    public Task<IReadOnlyList<Staff>> LeadsAsync(CancellationToken ct) => tools.Store.ListAsync(StaffQueries.Holding(Role.TeamLead), ct);

    /// <summary>Keeps the table as a draft.</summary>
    /// <param name="change">From the rows as they are kept to the rows as they shall be.</param>
    /// <exception cref="RunRuleException">The step is not open, or the table is not theirs to write.</exception>
    public async Task KeepAsync(Run run, ProcedureStep step, SurveyPlan plan, Func<IReadOnlyList<AllocationRow>, IReadOnlyList<AllocationRow>> change, CancellationToken ct)
    {
        Needed(run, step);
        await tools.Store.CommitAsync(async attempt =>
        {
            var before = await tools.Store.FindAsync(SurveyQueries.Allocations, run.Id, attempt);
            var kept = before ?? new Allocation { Id = run.Id };
            var after = kept with { Rows = change(AllocationTable.Rows(plan, kept.Rows)), SavedAt = null, SavedBy = null };
            return (true, (IReadOnlyList<Change>)[SurveyTools.Put(SurveyQueries.Allocations, before, after), tools.Audit.Entry("survey.allocation-drafted", SurveyQueries.Allocations, run.Id)]);
        }, ct);
    }

    /// <summary>Saves the table: its rows become the items of the run, and Kasie JRS is asked to take it.</summary>
    /// <param name="leadId">Who is asked; null: any.</param>
    /// <exception cref="AllocationFaultyException">A target has no officer or no dates, or there are warnings and no reason.</exception>
    public async Task SaveAsync(Run run, ProcedureStep step, SurveyPlan plan, string? reason, string? leadId, string nonce, CancellationToken ct)
    {
        Needed(run, step);
        var allocation = await FindAsync(run.Id, plan, ct);
        var faults = AllocationTable.Errors(allocation.Rows, plan);
        if (faults.Count > 0)
        {
            throw new AllocationFaultyException(faults);
        }

        var warnings = AllocationTable.Warnings(allocation.Rows, plan, await PeopleAsync(run.Id, plan, ct), tools.Calendar);
        if (warnings.Count > 0 && string.IsNullOrWhiteSpace(reason))
        {
            throw new AllocationFaultyException(["Ada peringatan. Tulis alasan bila alokasi tetap disimpan."]);
        }

        var lead = (await LeadsAsync(ct)).FirstOrDefault(one => one.Id == leadId);
        var briefing = await tools.Store.FindAsync(SurveyQueries.Briefings, run.Id, ct);
        var targets = plan.Targets.ToDictionary(target => target.Key, StringComparer.Ordinal);
        var saved = allocation with
        {
            SavedAt = tools.Now,
            SavedBy = tools.MyName,
            Reason = warnings.Count == 0 ? null : SurveyTools.CutOrNone(reason, SurveyLimits.Line),
            Warnings = warnings,
            LeadId = lead?.Id,
            Lead = lead?.Name,
            AcceptedAt = null,
            AcceptedBy = null,
            Returned = null,
        };
        var role = tools.Has(Role.DivisionHead) ? Role.DivisionHead : tools.LeadRole;
        await tools.Runs.AdvanceAllAsync(
            run.Id,
            now => [
                .. saved.Rows.Select(row => tools.By(
                    new PlanItem
                    {
                        Id = $"{nonce}/{row.Key}", At = default, Key = row.Key, Title = TitleOf(row, targets), From = tools.Opening(row.From!.Value), Due = tools.Closing(row.Due!.Value),
                        PersonId = row.OfficerId, Person = row.Officer, Held = briefing?.Frees(row.OfficerId) == true ? null : Briefing.NotBriefed,
                    }, role)),
                .. Dropped(now, saved).Select(key => tools.By(
                    new SettleItem { Id = $"{nonce}/-{key}", At = default, Key = key, Outcome = AssignmentStates.Cancelled, Reason = "tidak ada lagi di alokasi" }, role)),
                tools.By(new Assign { Id = nonce + "/terima", At = default, Step = step.No, PersonId = lead?.Id, Person = lead?.Name ?? "Kasie JRS", Reason = "alokasi tersimpan, menunggu diterima" }, role),
            ],
            ct,
            (_, attempt) => DocumentsAsync(run, saved, targets, attempt));
        await KeepUnchangedAsync(saved, ct);
    }

    /// <summary><i>Terima</i>: completes the step. It is judged until the Kabid saved. Who takes it leads the field work from then on: what officers give back comes to them.</summary>
    /// <param name="seen">The version of the table that was read.</param>
    public async Task AcceptAsync(Run run, ProcedureStep step, long seen, string nonce, CancellationToken ct)
    {
        SurveyTools.Need(tools.Has(Role.TeamLead), "Alokasi diterima oleh Kasie JRS.");
        var kept = await tools.Store.FindAsync(SurveyQueries.Allocations, run.Id, ct);
        if (kept?.SavedAt is not { } savedAt)
        {
            throw new RunRuleException("Alokasi belum disimpan Kabid.");
        }

        var officers = kept.Rows.Select(row => row.OfficerId).Distinct().Count();
        await tools.Runs.AdvanceAsync(
            run.Id,
            now => tools.By(
                new Complete
                {
                    Id = nonce,
                    At = default,
                    Step = step.No,
                    ObservedAt = savedAt,
                    Evidence = [RunEvidence.Note($"alokasi {kept.Rows.Count} penugasan kepada {officers} petugas, disimpan {kept.SavedBy}")],
                },
                Role.TeamLead),
            ct,
            async (_, attempt) => [SurveyQueries.Allocations.Replace(
                await tools.Store.FindAsync(SurveyQueries.Allocations, run.Id, attempt) is { } now && now.Version == seen
                    ? now with { AcceptedAt = tools.Now, AcceptedBy = tools.MyName, LeadId = tools.MyId, Lead = tools.MyName }
                    : throw new RunRuleException("Alokasi berubah sejak Anda membukanya. Baca lagi, lalu terima."))]);
    }

    /// <summary>Kasie JRS asks for changes: the table goes back to the Kabid with a note.</summary>
    public async Task ReturnAsync(Run run, ProcedureStep step, string? reason, string nonce, CancellationToken ct)
    {
        SurveyTools.Need(tools.Has(Role.TeamLead), "Alokasi dikembalikan oleh Kasie JRS.");
        var why = SurveyTools.Reasoned(reason);
        await tools.Runs.AdvanceAsync(
            run.Id, _ => tools.By(new Assign { Id = nonce, At = default, Step = step.No, Reason = "alokasi dikembalikan: " + why }, Role.TeamLead), ct);
        await tools.Store.CommitAsync(async attempt => await tools.Store.FindAsync(SurveyQueries.Allocations, run.Id, attempt) is { SavedAt: not null } kept
            ? (true, [SurveyQueries.Allocations.Replace(kept with { SavedAt = null, SavedBy = null, Returned = new(tools.Now, tools.MyId, tools.MyName, why) })])
            : (false, (IReadOnlyList<Change>)[]), ct);
    }

    private void Needed(Run run, ProcedureStep step)
    {
        SurveyTools.Need(tools.Rights.IsHead, "Alokasi disusun oleh Kabid.");
        if (run.OpenAttempt(step.No) is null)
        {
            throw run.LastAttempt(step.No) is { } settled ? new StepSettledException(settled) : new StepNotReadyException(step.No);
        }
    }

    private static IEnumerable<string> Dropped(Run run, Allocation saved)
    {
        var kept = saved.Rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        return run.Items.Where(item => item.IsOpen && !kept.Contains(item.Key)).Select(item => item.Key);
    }

    private static string TitleOf(AllocationRow row, Dictionary<string, SurveyTarget> targets) =>
        targets[row.Target].Name + (row.Key == row.Target ? "" : $" ({row.Key[(row.Key.LastIndexOf('-') + 1)..]})");

    private async Task<IReadOnlyList<Change>> DocumentsAsync(Run run, Allocation saved, Dictionary<string, SurveyTarget> targets, CancellationToken ct)
    {
        var before = await tools.Store.FindAsync(SurveyQueries.Allocations, run.Id, ct);
        if ((before?.Version ?? 0) != saved.Version)
        {
            throw new RunRuleException("Alokasi baru saja diubah orang lain. Periksa, lalu simpan lagi.");
        }

        var there = (await tools.Store.ListAsync(SurveyQueries.Of(run.Id), ct)).ToDictionary(assignment => assignment.Item, StringComparer.Ordinal);
        List<Change> changes = [SurveyTools.Put(SurveyQueries.Allocations, before, saved)];
        foreach (var row in saved.Rows)
        {
            var target = targets[row.Target];
            var known = there.GetValueOrDefault(row.Key);
            var made = (known ?? new Assignment
            {
                Id = SurveyQueries.AssignmentId(run.Id, row.Key),
                Run = run.Id,
                Item = row.Key,
                RunTitle = run.Title,
                TargetKey = row.Target,
                Target = "",
                OfficerId = row.OfficerId!,
                Officer = row.Officer!,
                FirstDue = row.Due!.Value,
            }) with
            {
                Target = TitleOf(row, targets),
                Kind = target.Kind,
                Kecamatan = target.Kecamatan,
                OfficerId = row.OfficerId!,
                Officer = row.Officer!,
                From = row.From!.Value,
                Due = row.Due!.Value,
                PlannedUnits = row.Units,
                Load = row.Load,
            };
            if (known is null || made != known)
            {
                changes.Add(SurveyTools.Put(SurveyQueries.Assignments, known, made));
            }
        }

        return changes;
    }

    /// <summary>Saved again as it was, with nothing for the run to mark: the note of who saved it and why is still kept.</summary>
    private async Task KeepUnchangedAsync(Allocation saved, CancellationToken ct) => await tools.Store.CommitAsync(async attempt =>
        await tools.Store.FindAsync(SurveyQueries.Allocations, saved.Id, attempt) is { SavedAt: null } kept
            ? (true, [SurveyQueries.Allocations.Replace(saved with { Version = kept.Version }), tools.Audit.Entry("survey.allocation-saved", SurveyQueries.Allocations, saved.Id)])
            : (false, (IReadOnlyList<Change>)[]), ct);
}
