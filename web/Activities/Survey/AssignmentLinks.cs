namespace DataPortal.Activities.Survey;

/// <summary>Where the lists of assignments are.</summary>
public static class AssignmentLinks
{
    /// <summary>What is the signed-in officer's, and what they handed in.</summary>
    public const string Mine = "~/petugas/kegiatan/penugasan-saya";

    public const string Absences = "~/petugas/kegiatan/cuti";

    /// <summary>All assignments of a run.</summary>
    public static string List(string run) => $"~/petugas/kegiatan/{run}/penugasan";

    /// <summary>The page of one assignment, at the step its document has for it.</summary>
    public static string Of(SurveySteps steps, Assignment assignment) => RunLinks.Step(assignment.Run, steps.Collection!, assignment.Item);

    /// <summary>The page of its check.</summary>
    public static string CheckOf(SurveySteps steps, Assignment assignment) => RunLinks.Step(assignment.Run, steps.Check!, assignment.Item);
}
