using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Survey;

/// <summary>When something was done that is entered only now, and why.</summary>
public sealed record LateTimes(DateTimeOffset? Started, DateTimeOffset Done, string Reason);

/// <summary>What every use case of a survey needs, in one parameter.</summary>
public sealed record SurveyTools(RunDesk Runs, IDocumentStore Store, CurrentStaff Staff, RunRights Rights, WorkingCalendar Calendar, AuditTrail Audit, TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    public DateOnly Today => Show.Day(Now);

    public string MyId => Staff.Id ?? "";

    public string MyName => Staff.Name ?? "sistem";

    /// <summary>Whether the person holds a role.</summary>
    public bool Has(Role role) => Rights.Has(role);

    /// <summary>The frame of an event by the signed-in person in a role.</summary>
    /// <param name="owner">Whose work it is, where the person may stand in for them.</param>
    public T By<T>(T happened, Role role, string? owner = null) where T : RunEvent => Runs.By(happened, role) with { OnBehalfOf = Rights.OnBehalfOf(role, owner) };

    /// <summary>The step is done: now, or as done earlier on paper (<i>catat susulan</i>, §1.5).</summary>
    public static StepEvent Completed(Complete done, LateTimes? late) => late is null ? done : new EnterLater
    {
        Id = done.Id,
        At = done.At,
        Step = done.Step,
        Item = done.Item,
        Started = late.Started,
        Done = late.Done,
        Outcome = done.Outcome,
        Findings = done.Findings,
        Kinds = done.Kinds,
        RepairDue = done.RepairDue,
        Evidence = done.Evidence,
        Reason = late.Reason,
        Cause = done.Cause,
    };

    /// <summary>Who leads the field work: Kasie JRS, or a head in their place.</summary>
    public bool LeadsField => Has(Role.TeamLead) || Rights.IsHead;

    /// <summary>Whether the person may read what is collected in an assignment: who leads, who has it or had it, who stands in for them.</summary>
    public bool MayRead(Assignment assignment) => LeadsField || assignment.Officers.Contains(MyId) || Rights.StandsInFor(assignment.OfficerId, Role.FieldOfficer) is not null;

    /// <summary>The role in which a lead acts.</summary>
    public Role LeadRole => Has(Role.TeamLead) ? Role.TeamLead : RunRights.Heads.Where(Has).DefaultIfEmpty(Role.TeamLead).First();

    /// <summary>Whoever opens the page of a step that is ready has begun it, when it is theirs to do (§4.3, <i>started</i>).</summary>
    /// <returns>Whether it began now.</returns>
    public async Task<bool> BeginAsync(Run run, Attempt? attempt, Role role, CancellationToken ct)
    {
        if (attempt?.State != AttemptState.Ready || !run.IsOpen || !Has(role))
        {
            return false;
        }

        try
        {
            await Runs.AdvanceAsync(
                run.Id, _ => By(new Start { Id = $"open/{attempt.Step}/{attempt.Item}/{attempt.Number}", At = default, Step = attempt.Step, Item = attempt.Item }, role), ct);
            return true;
        }
        catch (RunRuleException)
        {
            // Somebody was faster; the page shows what is.
            return false;
        }
    }

    /// <summary>When a day's work begins: what an assignment may begin from.</summary>
    public DateTimeOffset Opening(DateOnly day) => Calendar.OpeningOf(day);

    /// <summary>When a day's work ends: what an assignment is due by.</summary>
    public DateTimeOffset Closing(DateOnly day) => Calendar.ClosingOf(day);

    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new(local, Show.Jakarta.GetUtcOffset(local));
    }

    /// <exception cref="RunRuleException">It may not be.</exception>
    public static void Need(bool may, string why)
    {
        if (!may)
        {
            throw new RunRuleException(why);
        }
    }

    /// <exception cref="RunRuleException">Nothing was written.</exception>
    public static string Reasoned(string? reason) => string.IsNullOrWhiteSpace(reason) ? throw new RunRuleException("Tulis alasannya.") : Cut(reason, SurveyLimits.Line);

    public static string Cut(string text, int most) => text.Trim() is var trimmed && trimmed.Length > most ? trimmed[..most] : trimmed;

    public static string? CutOrNone(string? text, int most) => string.IsNullOrWhiteSpace(text) ? null : Cut(text, most);

    public static Change Put<T>(Collection<T> collection, T? before, T after) where T : Document =>
        before is null ? collection.Insert(after) : collection.Replace(after with { Version = before.Version });
}
