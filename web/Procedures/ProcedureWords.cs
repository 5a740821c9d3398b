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

    /// <summary>Kepala Seksi …, Kabid IPDS: each actor once, as printed.</summary>
    public static string Actors(Procedure procedure, ProcedureStep step) =>
        string.Join(", ", step.Actors.Select(actor => procedure.Actor(actor.Key).Label).Distinct());

    /// <summary>Which time is judged, by which clock.</summary>
    public static string Judged(ProcedureStep step) => step.Judged switch
    {
        Procedures.Judged.None => Speech.T("dicatat, tidak dinilai", "recorded, not judged"),
        Procedures.Judged.Work => Speech.T("waktu kerja, dari mulai sampai selesai", "working time, from start to end"),
        Procedures.Judged.Lead => Speech.T("waktu tunggu, dari siap sampai selesai", "waiting time, from ready to done"),
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
