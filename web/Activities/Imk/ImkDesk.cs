using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>What is kept beside the run of an IMK survey: letters, requisites, trained staff, findings. Each change is one commit with its audit line. Rules broken are told by <see cref="RunRuleException"/>.</summary>
public sealed class ImkDesk(IDocumentStore store, AuditTrail audit, CurrentStaff staff, RunDesk runs, TimeProvider clock)
{
    private DateOnly Today => Show.Day(clock.GetUtcNow());

    /// <summary>What is kept of a run; an empty one when nothing is yet.</summary>
    public async Task<ImkSurvey> FindAsync(string run, CancellationToken ct) => await store.FindAsync(ImkQueries.Surveys, run, ct) ?? new() { Id = run };

    /// <summary>Opens a run with the head's order.</summary>
    /// <param name="id">Names the run: a form sent twice opens one.</param>
    public Task<Run> OpenAsync(Procedure procedure, string id, string title, string number, DateOnly date, CancellationToken ct)
    {
        var survey = new ImkSurvey { Id = id, Letters = [Letter(ImkLetterKind.Order, "", number, date, null)] };
        return runs.OpenAsync(procedure, new(id, title, runs.By(new Tick { Id = "open/" + id, At = default }, Role.TeamLead)), ct,
            [ImkQueries.Surveys.Insert(survey), audit.Entry("imk.ordered", ImkQueries.Surveys, id, $"Surat {number}, {Show.Date(date)}")]);
    }

    public ImkLetter Letter(ImkLetterKind kind, string step, string number, DateOnly date, string? note, DateOnly? due = null) =>
        new(kind, step, number, date, note, clock.GetUtcNow(), staff.Name, due);

    /// <summary>Keeps the head's order of a run that was opened without one (from the year plan).</summary>
    public Task OrderAsync(string run, string number, DateOnly date, CancellationToken ct) => ChangeAsync(run, "imk.ordered", $"Surat {number}, {Show.Date(date)}",
        survey => survey with { Letters = [.. survey.Letters.Where(letter => letter.Kind != ImkLetterKind.Order), Letter(ImkLetterKind.Order, "", number, date, null)] }, ct);

    /// <summary>Says which of the requisites of a step are there. A file once kept with one stays with it while it is ticked.</summary>
    /// <param name="there">The document's own words; any other is left out.</param>
    public Task TickAsync(string run, ProcedureStep step, IReadOnlyCollection<string> there, IReadOnlyDictionary<string, FileReference> files, CancellationToken ct) => ChangeAsync(run, "imk.ticked",
        $"Langkah {step.No}: {there.Count}", survey =>
        {
            var ticks = StepWork.Requisites(step).Where(words => there.Contains(words) || files.ContainsKey(words)).Select(words =>
            {
                var old = survey.Ticks.FirstOrDefault(tick => tick.Step == step.No && tick.Words == words);
                return files.TryGetValue(words, out var file) ? new(step.No, words, clock.GetUtcNow(), staff.Name, file) : old ?? new ImkTick(step.No, words, clock.GetUtcNow(), staff.Name, null);
            });
            return survey with { Ticks = [.. survey.Ticks.Where(tick => tick.Step != step.No), .. ticks] };
        }, ct);

    /// <summary>Adds field staff; a name that is there already gets the day it now has.</summary>
    /// <remarks>Who bears the name of just one field officer of the portal gets that account.</remarks>
    public async Task TrainAsync(string run, IReadOnlyList<(string Name, DateOnly? TrainedOn)> people, CancellationToken ct)
    {
        var accounts = (await OfficersAsync(ct)).GroupBy(person => FasihColumns.Key(person.Name)).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.First().Id, StringComparer.Ordinal);
        await ChangeAsync(run, "imk.trained", $"{people.Count} petugas", survey => Trained(survey, people, accounts), ct);
    }

    /// <summary>Accounts field staff may have: those of the portal's field officers.</summary>
    public Task<IReadOnlyList<Staff>> OfficersAsync(CancellationToken ct) => store.ListAsync(StaffQueries.Holding(Role.FieldOfficer).Top(ImkLimits.Trainees), ct);

    private static ImkSurvey Trained(ImkSurvey survey, IReadOnlyList<(string Name, DateOnly? TrainedOn)> people, Dictionary<string, string> accounts)
    {
        var known = survey.Trainees.ToDictionary(person => FasihColumns.Key(person.Name), StringComparer.Ordinal);
        var next = survey.Trainees.Select(person => person.Key).Select(key => int.TryParse(key.AsSpan(1), out var number) ? number : 0).DefaultIfEmpty().Max();
        foreach (var (name, day) in people)
        {
            var key = FasihColumns.Key(name);
            known[key] = known.TryGetValue(key, out var there) ? there with { TrainedOn = day ?? there.TrainedOn } : new($"p{++next}", name, day, accounts.GetValueOrDefault(key));
        }

        return known.Count > ImkLimits.Trainees
            ? throw new RunRuleException($"Paling banyak {ImkLimits.Trainees} petugas.")
            : survey with { Trainees = [.. known.Values.OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)] };
    }

    /// <summary>Corrects or takes away the day of a person's training. Who has a block cannot lose it.</summary>
    /// <param name="account">The address of their account; empty: they have none. Their blocks go with it.</param>
    public async Task RetrainAsync(string run, string key, DateOnly? day, string? account, CancellationToken ct)
    {
        string? staffId = null;
        if (!string.IsNullOrWhiteSpace(account))
        {
            var person = await store.FirstAsync(StaffQueries.ByEmail(account.Trim()), ct);
            staffId = person is { IsDisabled: false } && person.Roles.Contains(Role.FieldOfficer) ? person.Id
                : throw new RunRuleException($"Tidak ada akun pelaksana lapangan dengan alamat {account.Trim()}. Tambahkan akunnya di halaman Pengguna, atau kosongkan isian ini.");
        }

        if (day > Today)
        {
            throw new RunRuleException("Tanggal pelatihan belum tiba.");
        }

        if (day is null)
        {
            await FreeAsync(run, key, "Petugas yang punya blok sampel tidak dapat dicatat belum dilatih. Alihkan bloknya dahulu.", ct);
        }

        await store.CommitAsync(async attempt => (0, (IReadOnlyList<Change>)
        [
            .. await ChangesAsync(run, "imk.trained", key, survey => survey with { Trainees = [.. survey.Trainees.Select(person => person.Key == key ? person with { TrainedOn = day, StaffId = staffId } : person)] }, attempt),
            .. (await store.ListAsync(ImkQueries.Of(run).Top(ImkLimits.Blocks), attempt)).Where(block => block.TraineeKey == key && block.StaffId != staffId).Select(block => ImkQueries.Blocks.Replace(block with { StaffId = staffId })),
        ]), ct);
    }

    public async Task RemoveTraineeAsync(string run, string key, CancellationToken ct)
    {
        await FreeAsync(run, key, "Petugas yang punya blok sampel tidak dapat dihapus dari daftar. Alihkan bloknya dahulu.", ct);
        await ChangeAsync(run, "imk.trainee-removed", key, survey => survey with { Trainees = [.. survey.Trainees.Where(person => person.Key != key)] }, ct);
    }

    /// <summary>Closes a finding with what was done about it; without words it is open again.</summary>
    public Task AnswerAsync(string run, int finding, string? answer, CancellationToken ct) => ChangeAsync(run, "imk.finding-answered", $"Temuan {finding}", survey =>
        survey with
        {
            Findings = [.. survey.Findings.Select(found => found.No != finding ? found
                : string.IsNullOrWhiteSpace(answer) ? found with { Answer = null, ClosedAt = null, ClosedBy = null }
                : found with { Answer = answer.Trim(), ClosedAt = clock.GetUtcNow(), ClosedBy = staff.Name })],
        }, ct);

    /// <summary>The change of what is kept of a run, to go with the run's own commit.</summary>
    public async Task<IReadOnlyList<Change>> ChangesAsync(string run, string action, string? summary, Func<ImkSurvey, ImkSurvey> change, CancellationToken ct)
    {
        var kept = await store.FindAsync(ImkQueries.Surveys, run, ct);
        var next = change(kept ?? new() { Id = run });
        return [kept is null ? ImkQueries.Surveys.Insert(next) : ImkQueries.Surveys.Replace(next), audit.Entry(action, ImkQueries.Surveys, run, summary)];
    }

    private Task ChangeAsync(string run, string action, string? summary, Func<ImkSurvey, ImkSurvey> change, CancellationToken ct) =>
        store.CommitAsync(async ct => (0, await ChangesAsync(run, action, summary, change, ct)), ct);

    private async Task FreeAsync(string run, string trainee, string words, CancellationToken ct)
    {
        if ((await store.ListAsync(ImkQueries.Of(run).Top(ImkLimits.Blocks), ct)).Any(block => block.TraineeKey == trainee))
        {
            throw new RunRuleException(words);
        }
    }
}
