using DataPortal.Procedures;

namespace DataPortal.Activities.Imk;

/// <summary>The steps of an IMK survey by the forms its document names for them (reading <c>Formulir</c>): their numbers are the document's.</summary>
public sealed class ImkSteps(Procedure procedure)
{
    public const string TrainingForm = "pelatihan";
    public const string FieldForm = "lapangan";
    public const string EvaluationForm = "evaluasi";
    public const string DisseminationForm = "diseminasi";

    public ProcedureStep? Training => Of(TrainingForm);
    public ProcedureStep? Field => Of(FieldForm);
    public ProcedureStep? Evaluation => Of(EvaluationForm);
    public ProcedureStep? Dissemination => Of(DisseminationForm);

    /// <summary>Whether the document is such a survey's: it trains people and sends them out.</summary>
    public bool AreOfImk => Training is not null && Field is not null;

    /// <summary>The word of the evaluation that sends work back; null when it has none.</summary>
    public string? RepairWord => Evaluation?.Next.Outcomes.FirstOrDefault(outcome => outcome.Step == Field?.No)?.Word;

    private ProcedureStep? Of(string form) => procedure.Steps.FirstOrDefault(step => step.Form == form);
}
