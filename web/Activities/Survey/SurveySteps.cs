using DataPortal.Procedures;

namespace DataPortal.Activities.Survey;

/// <summary>The steps of a survey by the forms its document names for them (reading <c>Formulir</c>): their numbers are the document's.</summary>
public sealed class SurveySteps(Procedure procedure)
{
    public const string PlanForm = "rencana";
    public const string AllocationForm = "alokasi";
    public const string BriefingForm = "briefing";
    public const string CollectionForm = "penugasan";
    public const string CheckForm = "pemeriksaan";
    public const string CompilationForm = "kompilasi";
    public const string DispatchForm = "pengiriman";

    public ProcedureStep? Plan => Of(PlanForm);
    public ProcedureStep? Allocation => Of(AllocationForm);
    public ProcedureStep? Briefing => Of(BriefingForm);
    public ProcedureStep? Collection => Of(CollectionForm);
    public ProcedureStep? Check => Of(CheckForm);
    public ProcedureStep? Compilation => Of(CompilationForm);
    public ProcedureStep? Dispatch => Of(DispatchForm);

    /// <summary>Whether the document is a survey's: it has assignments and their check.</summary>
    public bool AreOfASurvey => Collection?.Per is not null && Check?.Per is not null;

    /// <summary>The word of the check that sends work back; null when it has none.</summary>
    public string? RepairWord => Check?.Next.Outcomes.FirstOrDefault(outcome => outcome.Step == Collection?.No)?.Word;

    /// <summary>The word of the check that accepts.</summary>
    public string? AcceptWord => Check?.Next.Outcomes.FirstOrDefault(outcome => outcome.Step != Collection?.No)?.Word;

    private ProcedureStep? Of(string form) => procedure.Steps.FirstOrDefault(step => step.Form == form);
}
