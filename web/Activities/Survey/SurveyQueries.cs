using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>What a survey keeps beside its run, and how it is looked up.</summary>
public static class SurveyQueries
{
    public static Collection<SurveyPlan> Plans { get; } = new Collection<SurveyPlan>("survey_plans").Index("year", plan => plan.Year).Backstage();

    public static Collection<Allocation> Allocations { get; } = new Collection<Allocation>("survey_allocations").Backstage();

    public static Collection<Briefing> Briefings { get; } = new Collection<Briefing>("survey_briefings").Backstage();

    public static Collection<Compilation> Compilations { get; } = new Collection<Compilation>("survey_compilations").Backstage();

    public static Collection<Dispatch> Dispatches { get; } = new Collection<Dispatch>("survey_dispatches").Backstage();

    public static Collection<Assignment> Assignments { get; } = new Collection<Assignment>("assignments")
        .Index("run", assignment => assignment.Run)
        .Index("officer", assignment => assignment.OfficerId)
        .Many("hands", assignment => assignment.Officers)
        .Index("due", assignment => assignment.Due)
        .Index("handed", assignment => assignment.HandedInAt)
        .Pair("run", "due")
        .Pair("officer", "due")
        .Backstage();

    public static Collection<Absence> Absences { get; } = new Collection<Absence>("absences")
        .Index("staff", absence => absence.StaffId)
        .Index("to", absence => absence.To)
        .Backstage();

    public static string AssignmentId(string run, string item) => $"{run}.{item}";

    /// <summary>All of a run, by when they are due.</summary>
    public static Query<Assignment> Of(string run) => Assignments.Where("run", run).OrderBy("due");

    /// <summary>What is this person's now, in any run, the latest first.</summary>
    public static Query<Assignment> OfOfficer(string officerId) => Assignments.Where("officer", officerId).OrderByDescending("due");

    /// <summary>What the person holds, once held, or handed in.</summary>
    public static Query<Assignment> ThroughHandsOf(string officerId) => Assignments.Where("hands", officerId).OrderByDescending("handed");

    /// <summary>Absences that last to this day or longer.</summary>
    public static Query<Absence> AwayFrom(DateOnly day) => Absences.All().AtLeast("to", day).OrderBy("to");

    /// <summary>Of one person.</summary>
    public static Query<Absence> AwayOf(string staffId, DateOnly day) => Absences.Where("staff", staffId).AtLeast("to", day).OrderBy("to");
}
