using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Activities.Imk;
using DataPortal.Activities.Survey;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities;

/// <summary>Who may do what to a step (procedures.md §1.3, §1.5). A person's roles are those they hold and those delegated to them today.</summary>
public sealed class RunRights(CurrentStaff staff, Delegations delegations)
{
    /// <summary>Who records what an actor outside the office did where nobody of the office is named in that row or after it: the office has no account for them (§5.3).</summary>
    private const Role ForOutsiders = Role.TeamLead;

    /// <summary>From the bottom to the top.</summary>
    private static readonly List<Role> _ranks = [Role.FieldOfficer, Role.TeamLead, Role.SectionHead, Role.DivisionHead, Role.OfficeHead];

    public static IReadOnlyList<Role> Heads { get; } = [Role.SectionHead, Role.DivisionHead, Role.OfficeHead];

    /// <summary>The role that answers for a step: the responsible actor's; for an actor outside the office (a producer of data too: it has no account here), the first other actor's of its row who is in it, else who takes the work from them: the first of the rows after it.</summary>
    public static Role? RoleOf(Procedure procedure, ProcedureStep step)
    {
        var responsible = procedure.Actor(step.Responsible.Key);
        return responsible.IsSystem ? null
            : InOffice(responsible.Role)
            ?? procedure.Steps.SkipWhile(row => row.No != step.No).SelectMany(row => row.Actors).Select(actor => InOffice(procedure.Actor(actor.Key).Role)).FirstOrDefault(role => role is not null)
            ?? ForOutsiders;
    }

    private static Role? InOffice(Role? role) => role is Role.DataProducer ? null : role;

    /// <summary>Whether the step is of the person's work: their role answers for it, and it is nobody else's.</summary>
    public bool IsMine(Procedure procedure, ProcedureStep step, Attempt attempt) =>
        attempt.PersonId is { } person ? person == staff.Id : RoleOf(procedure, step) is { } role && Has(role);

    /// <summary>Whether the person may do the step: its role, the person it was given to, or a head.</summary>
    public bool MayDo(Procedure procedure, ProcedureStep step, Attempt? attempt) =>
        (attempt?.PersonId is { } person && person == staff.Id) || (RoleOf(procedure, step) is { } role && Has(role)) || IsHead;

    /// <summary>Whether the person stands above a role: the field officer below the team lead, then section head, division head and office head, above whom is nobody.</summary>
    public bool IsAbove(Role? doer)
    {
        var rank = doer is { } role ? Math.Max(0, _ranks.IndexOf(role)) : 0;
        return _ranks.Skip(Math.Min(rank + 1, _ranks.Count - 1)).Any(Has);
    }

    /// <summary>What is in the person's hands of others today.</summary>
    public IReadOnlyList<Delegation> StandsIn => delegations.To(staff.Id);

    /// <summary>The delegation by which the person stands in today for who has a step, in the step's role; null: by none.</summary>
    public Delegation? StandsInFor(string? owner, Role? role) => StandsIn.FirstOrDefault(delegation => delegation.FromId == owner && delegation.Role == role);

    /// <summary>Whom the person stands in for when acting in a role: who has the step, where that is theirs to stand in for; else whose role it is, where it is only delegated to them; null in a role of their own.</summary>
    /// <param name="owner">Who has the step.</param>
    public string? OnBehalfOf(Role? role, string? owner = null) => role is not { } asked ? null
        : StandsInFor(owner, asked) is { } theirs ? theirs.From
        : staff.Has(asked) ? null
        : StandsIn.FirstOrDefault(delegation => delegation.Role == asked)?.From;

    /// <summary>Whether the person holds a role, their own or delegated to them today.</summary>
    public bool Has(Role role) => staff.Has(role) || StandsIn.Any(delegation => delegation.Role == role);

    /// <summary>Who the person is; null: nobody is signed in.</summary>
    public string? PersonId => staff.Id;
    public string? Person => staff.Name;

    /// <summary>The role in which the person leads a run as a whole.</summary>
    public Role? LeadingAs() => _ranks.AsEnumerable().Reverse().Where(Has).Select(role => (Role?)role).FirstOrDefault();

    /// <summary>Whether the person may skip, pause a promise to the public, reopen, or settle what is not theirs.</summary>
    public bool IsHead => Heads.Any(Has);

    /// <summary>Whether the person leads the run: who opened it, its team lead, or a head.</summary>
    public bool Leads(Run run) => run.OwnerId == staff.Id || Has(Role.TeamLead) || IsHead;

    /// <summary>Whether the person may read what is collected for an item: who leads, who has it or had it, who stands in for them. What nobody was given is read by all who see the run.</summary>
    public bool MayRead(Run run, string item) =>
        item.Length == 0 || Leads(run) || run.FindItem(item)?.PersonId is not { } person || person == staff.Id || StandsIn.Any(delegation => delegation.FromId == person) || run.Attempts.Any(attempt => attempt.Item == item && attempt.PersonId == staff.Id);

    /// <summary>Whether the page of a step opens to the person: forms of those who lead a survey do not to its officers.</summary>
    public bool OpensTo(ProcedureStep step) => step.Form is not (SurveySteps.CompilationForm or SurveySteps.DispatchForm or ImkSteps.TrainingForm or ImkSteps.FieldForm or ImkSteps.EvaluationForm or ImkSteps.DisseminationForm)
        || LeadsSurveys;

    /// <summary>Whether the person leads surveys: their boards and reports open to them.</summary>
    public bool LeadsSurveys => Has(Role.TeamLead) || IsHead;

    /// <summary>Whether a role stands under another one.</summary>
    public static bool IsUnder(Role lower, Role upper) => _ranks.Contains(lower) && _ranks.IndexOf(upper) > _ranks.IndexOf(lower);

    /// <summary>The role in which the person acts at a step: a head's where that is needed, else the step's own.</summary>
    public Role? ActingAs(Procedure procedure, ProcedureStep step, bool asHead = false) =>
        asHead ? Heads.Where(Has).Select(role => (Role?)role).FirstOrDefault()
        : RoleOf(procedure, step) is { } own && Has(own) ? own : Heads.Where(Has).Select(role => (Role?)role).FirstOrDefault() ?? RoleOf(procedure, step);
}
