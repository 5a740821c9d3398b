using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities;

/// <summary>The words of a row taken apart for its checklist (procedures.md §5.3): nothing is invented that the document does not say.</summary>
public static class StepWork
{
    /// <summary>What must be at hand before <i>mulai</i>: the items of <i>Kelengkapan</i>, split at its commas.</summary>
    public static IReadOnlyList<string> Requisites(ProcedureStep step) => Split(step.Requisites);

    /// <summary>What comes out of the step, as printed; null when the document says <c>-</c> or nothing.</summary>
    public static string? Output(ProcedureStep step) => step.Output.Trim() is { Length: > 0 } said && said is not ("-" or "–") ? said.TrimEnd('.') : null;

    /// <summary>Whether the step is answered for by an actor outside the office, whose doing is recorded with date and letter.</summary>
    public static bool IsOutside(Procedure procedure, ProcedureStep step) => procedure.Actor(step.Responsible.Key) is { Role: null, IsSystem: false };

    /// <summary>Whether a procedure begins with the order of an actor outside the office: the capsule <i>Mulai</i>, or the first row itself, is theirs and there is an office actor who is ordered.</summary>
    public static bool IsOrderedFromOutside(Procedure procedure)
    {
        var first = procedure.Steps[0];
        return procedure.Actor(first.Actors[0].Key) is { Role: null, IsSystem: false } && first.Actors.Any(actor => actor.Key != first.Actors[0].Key);
    }

    /// <summary>Whether a procedure is one a person opens a run of: its first row is done by people, and no slice of the portal runs it by itself.</summary>
    public static bool OpensByHand(ProcedureLibrary library, Procedure procedure) =>
        procedure.Steps[0] is { IsCounted: false, IsPeriodic: false } first && !first.OpensByItself && library.Offered.Needs.All(need => need.Procedure != procedure.Id);

    /// <summary>Whether some step of the run itself is due on a date that is set for it.</summary>
    public static bool NeedsDate(Procedure procedure) => procedure.Steps.Any(step => step is { Per: null, Standard.Unit: WorkingTime.StandardUnit.Scheduled });

    /// <summary>Whether some step is done per item.</summary>
    public static bool HasItems(Procedure procedure) => procedure.Steps.Any(IsPerItem);

    public static bool IsPerItem(ProcedureStep step) => step is { Per: not null, IsPeriodic: false, IsCounted: false };

    private static IReadOnlyList<string> Split(string cell) =>
        [.. cell.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => item.TrimEnd('.')).Where(item => item is not ("" or "-" or "–")).Distinct()];
}
