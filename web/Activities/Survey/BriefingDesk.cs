using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Survey;

/// <summary>What a briefing's form says.</summary>
/// <param name="Early">Why it was held before the step was ready; null: it was not, or nothing was said.</param>
public sealed record BriefingDraft(DateTimeOffset From, DateTimeOffset To, string Place, IReadOnlyList<string> Present, string? MaterialLink, string? Notes, string? Early);

/// <summary>Step 3 of a survey: the briefing, and those who were not there.</summary>
public sealed class BriefingDesk(SurveyTools tools)
{
    public Task<Briefing?> FindAsync(string run, CancellationToken ct) => tools.Store.FindAsync(SurveyQueries.Briefings, run, ct);

    /// <summary>Who has assignments in the run, by name.</summary>
    public static IReadOnlyList<Attendee> Officers(Run run) =>
        [.. run.Items.Where(item => item is { IsOpen: true, PersonId: not null }).Select(item => new Attendee(item.PersonId!, item.Person ?? item.PersonId!)).DistinctBy(one => one.Id).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Who waits for a briefing of their own.</summary>
    public static IReadOnlyList<Attendee> Missing(Run run, Briefing? briefing) =>
        [.. Officers(run).Where(one => briefing?.Frees(one.Id) != true)];

    /// <summary>Records the briefing: its own beginning and end are the step's (§4.3), and the assignments of those who were there are free.</summary>
    /// <param name="materials">The files given out, which are the step's evidence.</param>
    public async Task RecordAsync(Run run, ProcedureStep step, BriefingDraft draft, IReadOnlyList<Storage.FileReference> materials, IReadOnlyList<Attendee> known, string nonce, CancellationToken ct)
    {
        SurveyTools.Need(tools.LeadsField, "Briefing dicatat oleh Kasie JRS.");
        var open = run.OpenAttempt(step.No) ?? throw (run.LastAttempt(step.No) is { } settled ? new StepSettledException(settled) : new StepNotReadyException(step.No));
        var briefing = new Briefing
        {
            Id = run.Id,
            From = draft.From,
            To = draft.To,
            Place = draft.Place,
            Present = [.. known.Where(person => draft.Present.Contains(person.Id))],
            Materials = materials,
            MaterialLink = draft.MaterialLink,
            Notes = draft.Notes,
            RecordedBy = tools.MyName,
            Early = IsEarly(open, draft.From) ? draft.Early ?? throw new RunRuleException(EarlyWords(open)) : null,
        };

        // Somebody pressed mulai before: what the log says of the beginning stays, and the end cannot lie before it, or before the step was ready.
        var since = open.Started ?? open.Ready;
        var ended = since > draft.To ? since.Value : draft.To;
        var words = $"{draft.Place}, hadir {briefing.Present.Count} orang";
        await tools.Runs.AdvanceAllAsync(
            run.Id,
            now => [
                .. Free(now, briefing.Present.Select(person => person.Id), nonce),
                .. briefing.Early is { } why
                    ? [
                        // What lay before the step was ready is no mark of it: the step is entered late, without a start, and its time is not measured (§1.2).
                        tools.By(
                            new EnterLater
                            {
                                Id = nonce, At = default, Step = step.No, Done = ended, Reason = why,
                                Evidence = [.. materials.Select(RunEvidence.Of), RunEvidence.Note($"{words}; berlangsung {RunWords.When(draft.From)} sampai {RunWords.When(draft.To)}")],
                            }, tools.LeadRole),
                    ]
                    : (RunEvent[])
                    [
                        tools.By(new Start { Id = nonce + "/mulai", At = default, Step = step.No, ObservedAt = draft.From }, tools.LeadRole),
                        tools.By(
                            new Complete { Id = nonce, At = default, Step = step.No, ObservedAt = ended, Evidence = [.. materials.Select(RunEvidence.Of), RunEvidence.Note(words)] }, tools.LeadRole),
                    ],
            ],
            ct,
            async (_, attempt) =>
            {
                var before = await FindAsync(run.Id, attempt);
                return [SurveyTools.Put(SurveyQueries.Briefings, before, briefing with { FollowUps = before?.FollowUps ?? [], Waivers = before?.Waivers ?? [] })];
            });
    }

    /// <summary>Whether a briefing that began then was held before its step was ready.</summary>
    public static bool IsEarly(Attempt open, DateTimeOffset from) => from < open.Ready;

    /// <summary>What to do about it.</summary>
    public static string EarlyWords(Attempt open) =>
        $"Langkah ini baru siap {RunWords.When(open.Ready)}, saat alokasi disimpan. Bila briefing memang berlangsung sebelum itu, tulis sebabnya; briefing dicatat sebagai susulan, dengan jam yang sebenarnya.";

    /// <summary>The step is skipped: nobody waits for a briefing any more. The events and documents that go with the skip.</summary>
    public (Func<Run, IEnumerable<RunEvent>> Events, Func<CancellationToken, Task<IReadOnlyList<Storage.Change>>> Documents) Skipping(string run, string reason, string nonce) => (
        now => Free(now, Officers(now).Select(person => person.Id), nonce),
        async attempt =>
        {
            var before = await FindAsync(run, attempt);
            return [SurveyTools.Put(SurveyQueries.Briefings, before, (before ?? new() { Id = run, Place = "" }) with { Skipped = reason, RecordedBy = tools.MyName })];
        }
    );

    /// <summary><i>Briefing susulan</i> of one person.</summary>
    public Task FollowUpAsync(Run run, Attendee person, DateTimeOffset from, DateTimeOffset to, string place, string? note, string nonce, CancellationToken ct) =>
        FreeOneAsync(run, person, nonce, null, briefing => briefing with { FollowUps = [.. briefing.FollowUps, new(person.Id, person.Name, from, to, place, tools.MyName, note)] }, ct);

    /// <summary>Lets a person begin without a briefing, with a reason.</summary>
    public Task WaiveAsync(Run run, Attendee person, string? reason, string nonce, CancellationToken ct)
    {
        var why = SurveyTools.Reasoned(reason);
        return FreeOneAsync(run, person, nonce, why, briefing => briefing with { Waivers = [.. briefing.Waivers, new(person.Id, person.Name, tools.Now, tools.MyName, why)] }, ct);
    }

    private async Task FreeOneAsync(Run run, Attendee person, string nonce, string? reason, Func<Briefing, Briefing> change, CancellationToken ct)
    {
        SurveyTools.Need(tools.LeadsField, "Briefing susulan dicatat oleh Kasie JRS.");
        var before = await FindAsync(run.Id, ct) ?? throw new RunRuleException("Catat briefing kegiatan ini lebih dahulu.");
        SurveyTools.Need(!before.Frees(person.Id), $"{person.Name} sudah ikut briefing.");
        await tools.Runs.AdvanceAllAsync(
            run.Id, now => [.. Free(now, [person.Id], nonce).Select(happened => happened with { Reason = reason })], ct,
            async (_, attempt) =>
            {
                var kept = (await FindAsync(run.Id, attempt))!;
                return [SurveyQueries.Briefings.Replace(kept.Frees(person.Id) ? throw new RunRuleException($"{person.Name} sudah ikut briefing.") : change(kept))];
            });
    }

    /// <summary>What held the assignments of these people holds them no longer.</summary>
    private IEnumerable<RunEvent> Free(Run run, IEnumerable<string> people, string nonce)
    {
        var freed = people.ToHashSet(StringComparer.Ordinal);
        return run.Items.Where(item => item is { IsOpen: true, Held: Briefing.NotBriefed, PersonId: not null } && freed.Contains(item.PersonId)).Select(item => tools.By(
            new PlanItem { Id = $"{nonce}/{item.Key}", At = default, Key = item.Key, Title = item.Title, From = item.From, Due = item.Due, PersonId = item.PersonId, Person = item.Person }, tools.LeadRole));
    }
}
