using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures;

/// <summary>What a procedure's cells mean, in words: the text equivalent of its chart (procedures.md §11).</summary>
public static class ProcedureWords
{
    /// <summary>Anchor of a step on its page.</summary>
    public static string Anchor(string step) => "langkah-" + step;

    /// <summary>An outcome in words, before its link: <c>ya: </c>; empty where there is nothing to decide.</summary>
    public static string Branch(Outcome outcome) => outcome.Word.Length == 0 ? "" : outcome.Word + ": ";

    /// <summary>langkah 4 · selesai</summary>
    public static string Target(Outcome outcome) => outcome.Step is { } step ? Speech.T($"langkah {step}", $"step {step}") : Speech.T("selesai", "end");

    /// <summary>ya: langkah 4; tidak: langkah 5</summary>
    public static string Next(Next next) =>
        string.Join("; ", next.Outcomes.Select(outcome => Branch(outcome) + Target(outcome)))
        + (next.Kind == NextKind.DeferredChoice ? Speech.T(" (yang lebih dahulu selesai)", " (whichever is done first)") : "");

    /// <summary>Each actor of a step once, with what stands in the symbols of its lane: Mulai, the writing inside, Selesai.</summary>
    public static IReadOnlyList<(ProcedureActor Actor, IReadOnlyList<string> Written)> Lanes(Procedure procedure, ProcedureStep step) =>
        [.. step.Actors.Select(actor => actor.Key).Distinct().Select(key => (procedure.Actor(key), Written(step, key)))];

    /// <summary>Kabid (Mulai; Perencanaan), Kasie JRS: the lanes of a step on one line.</summary>
    public static string Actors(Procedure procedure, ProcedureStep step) => string.Join(", ", Lanes(procedure, step)
        .Select(lane => lane.Written.Count == 0 ? lane.Actor.Label : $"{lane.Actor.Label} ({string.Join("; ", lane.Written)})"));

    /// <summary>What it is done per, in words; empty when that is the run itself.</summary>
    public static string Per(ProcedureStep step) => step.Per switch
    {
        null => "",
        "bulan" => Speech.T("sebulan sekali", "once a month"),
        "tahun" => Speech.T("setahun sekali", "once a year"),
        "hitungan" => Speech.T("hanya dihitung", "only counted"),
        var item => Speech.T($"tiap {item}", $"per {item}"),
    };

    /// <summary>What makes a step ready, in words; empty for the first step and what is only counted.</summary>
    public static string Ready(Procedure procedure, ProcedureStep step) => step.Starts switch
    {
        { } named when PortalEvents.Known.Contains(named) => PortalEvents.Words(named),
        { } said => said,
        null => ReferenceEquals(step, procedure.Steps[0]) || step.IsCounted ? "" : Speech.T("langkah sebelumnya selesai", "the step before is done"),
    };

    /// <summary>How much time a repair has that the decision sends back, as the reading writes it; empty where it says nothing.</summary>
    public static string Repair(ProcedureStep step) => step.Repair switch
    {
        null => "",
        { Kind: RepairKind.Shared } => "bersama",
        { Kind: RepairKind.Rest, Time: { } least } => $"sisa, sedikitnya {least.Text}",
        { Time: { } own } => own.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static List<string> Written(ProcedureStep step, string key)
    {
        Queue<string> texts = new(step.Symbols.Where(symbol => symbol.Actor == key).Select(symbol => symbol.Text));
        List<string> written = [];
        foreach (var actor in step.Actors.Where(actor => actor.Key == key))
        {
            if (actor.Capsule == Capsule.Start)
            {
                written.Add("Mulai");
            }

            if (step.HasShape(actor) && texts.TryDequeue(out var text))
            {
                written.Add(text);
            }

            if (actor.Capsule == Capsule.End)
            {
                written.Add("Selesai");
            }
        }

        return written;
    }

    /// <summary>Which time is judged, by which clock.</summary>
    public static string Judged(ProcedureStep step) => step.Judged switch
    {
        Procedures.Judged.None => Speech.T("dicatat, tidak dinilai", "recorded, not judged"),
        Procedures.Judged.Work => Speech.T("waktu kerja, dari mulai sampai selesai", "working time, from start to end"),
        Procedures.Judged.Lead => Speech.T("waktu sejak siap sampai selesai", "time from ready to done"),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    public static string Clock(WorkClock clock) => clock switch
    {
        WorkClock.Office => Speech.T("jam kantor", "office hours"),
        WorkClock.Service => Speech.T("jam layanan", "service hours"),
        WorkClock.Elapsed => Speech.T("waktu berjalan", "elapsed time"),
        WorkClock.Calendar => Speech.T("kalender", "calendar"),
        _ => throw new ArgumentOutOfRangeException(nameof(clock)),
    };
}
