using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>A colleague a step may be handed to, and what they have already.</summary>
public sealed record Colleague(string Id, string Name, int Open, int Late);

/// <summary><i>Ambil</i>, <i>kembalikan</i>, <i>alihkan</i> (procedures.md §1.3): one click each, each a mark in the log.</summary>
public sealed class WorkDesk(IDocumentStore store, RunDesk desk, WorkRoles roles, RunRights rights, CurrentStaff staff, TimeProvider clock)
{
    /// <summary>An open step of the lists; null when it is none, or none any more.</summary>
    public async Task<WorkItem?> FindAsync(string id, CancellationToken ct) =>
        id.Length <= 128 && await store.FindAsync(WorkQueries.Items, id, ct) is { IsOpen: true } found ? found : null;

    /// <summary>Takes what is nobody's. Taken twice by the same person changes nothing.</summary>
    /// <param name="nonce">Names the click.</param>
    /// <exception cref="RunRuleException">A colleague was faster, or the step is not of the person's role.</exception>
    public Task<WorkItem> ClaimAsync(string id, string nonce, CancellationToken ct) => AssignAsync(id, nonce, (staff.Id, staff.Name), (procedure, step, attempt, run) =>
        attempt.PersonId is { } taken && taken != staff.Id ? $"Langkah ini baru saja diambil {attempt.Person}."
        : rights.MayDo(procedure, step, attempt) ? null : "Langkah ini bukan bagian peran Anda.", ct);

    /// <summary>Gives back what one has.</summary>
    /// <exception cref="RunRuleException">It is somebody else's, and the person does not lead the run.</exception>
    public Task<WorkItem> GiveBackAsync(string id, string nonce, CancellationToken ct) => AssignAsync(id, nonce, (null, null), (procedure, step, attempt, run) =>
        attempt.PersonId == staff.Id || attempt.PersonId is null || rights.Leads(run) ? null : $"Langkah ini milik {attempt.Person}.", ct);

    /// <summary>Hands it to a colleague of the step's role.</summary>
    /// <exception cref="RunRuleException">The colleague does not hold the role, or the person may not give it away.</exception>
    public async Task<WorkItem> HandOverAsync(string id, string to, string nonce, CancellationToken ct)
    {
        var work = await FindAsync(id, ct) ?? throw Gone();
        var colleague = (await ColleaguesAsync(work, ct)).FirstOrDefault(one => one.Id == to) ?? throw new RunRuleException("Pilih rekan yang memegang peran langkah ini.");
        return await AssignAsync(id, nonce, (colleague.Id, colleague.Name), (procedure, step, attempt, run) => MayGive(attempt.PersonId, procedure, step, run) ? null : $"Langkah ini milik {attempt.Person}.", ct);
    }

    /// <summary>Who may get it: holders of its role, delegated ones too, who are not disabled, without the one who has it; by name.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(WorkItem work, CancellationToken ct)
    {
        if (work.Role is not { } role)
        {
            return [];
        }

        List<Colleague> found = [];
        foreach (var (person, _) in await roles.HoldingAsync(role, ct))
        {
            if (person.Id != work.PersonId)
            {
                found.Add(new(person.Id, person.Name, await store.CountAsync(WorkQueries.Of(person.Id), ct), await store.CountAsync(WorkQueries.Of(person.Id).DueBefore(clock.GetUtcNow()), ct)));
            }
        }

        return [.. found.OrderBy(person => person.Name, StringComparer.CurrentCulture)];
    }

    private bool MayGive(string? owner, Procedure procedure, ProcedureStep step, Run run) =>
        owner == staff.Id || rights.StandsInFor(owner, RunRights.RoleOf(procedure, step)) is not null || rights.Leads(run) || (owner is null && rights.MayDo(procedure, step, null));

    private async Task<WorkItem> AssignAsync(
        string id, string nonce, (string? Id, string? Name) to, Func<Procedure, ProcedureStep, Attempt, Run, string?> whyNot, CancellationToken ct)
    {
        var work = await FindAsync(id, ct) ?? throw Gone();
        if (work.HasOwnActs)
        {
            throw new RunRuleException("Penugasan dikembalikan dan dialihkan di halamannya sendiri, dengan alasan.");
        }

        await desk.AdvanceAsync(work.Run, run =>
        {
            var (procedure, attempt) = (desk.ProcedureOf(run), run.OpenAttempt(work.Step, work.Item));
            if (attempt is null || attempt.Number != work.Number)
            {
                throw Gone();
            }

            var step = procedure.Step(work.Step);
            if (whyNot(procedure, step, attempt, run) is { } why)
            {
                throw new RunRuleException(why);
            }

            var role = rights.ActingAs(procedure, step);
            return desk.By(new Assign { Id = $"{nonce}/{id}/{to.Id}", At = default, Step = work.Step, Item = work.Item, PersonId = to.Id, Person = to.Name }, role) with { OnBehalfOf = rights.OnBehalfOf(role, attempt.PersonId) };
        }, ct);
        return work;
    }

    private static RunRuleException Gone() => new("Langkah itu sudah selesai, atau tidak ada lagi.");
}
