using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities;

/// <summary>Where the pages of runs are.</summary>
public static class RunLinks
{
    public const string List = "~/petugas/kegiatan";

    public const string New = "~/petugas/kegiatan/baru";
    public const string Delegations = "~/petugas/kegiatan/delegasi";

    public static string Run(string run) => $"~/petugas/kegiatan/{run}";

    /// <summary>Where a step is done: the form its document names for it (reading <c>Formulir</c>), else the checklist of its own words.</summary>
    /// <param name="item">Empty: the run itself.</param>
    public static string Step(string run, ProcedureStep step, string item = "") => Step(run, step.No, step.Form, item);

    /// <param name="form">Null: the checklist.</param>
    public static string Step(string run, string step, string? form, string item) =>
        $"~/petugas/kegiatan/{run}/{form ?? "langkah"}/{Uri.EscapeDataString(step)}{(item.Length == 0 ? "" : "/" + Uri.EscapeDataString(item))}";

    public static string Step(Run run, Procedure procedure, Attempt attempt) => Step(run.Id, procedure.Step(attempt.Step), attempt.Item);
}
