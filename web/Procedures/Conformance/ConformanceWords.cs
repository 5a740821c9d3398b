using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>Measures in words. The pages of the office speak Indonesian only.</summary>
public static class ConformanceWords
{
    /// <summary>What a working day counts in measures, whatever the season (procedures.md §10).</summary>
    private static readonly TimeSpan _workingDay = TimeSpan.FromMinutes(450);

    /// <summary>menit · hari kerja · hari: what the times of a step are told in.</summary>
    public static string Unit(ProcedureStep? step) => step?.Standard is { IsDuration: false, IsJudged: true } ? step.Clock.HasWindows() ? "hari kerja" : "hari" : "menit";

    /// <summary>A time in the unit of its step: 12,5 · 1.204 · kurang dari sepersepuluh is 0,1.</summary>
    public static string Time(TimeSpan time, ProcedureStep? step) => Number(Value(time, step));

    /// <summary>The same as a number, for sheets.</summary>
    public static double Value(TimeSpan time, ProcedureStep? step) =>
        Unit(step) switch { "hari kerja" => time / _workingDay, "hari" => time.TotalDays, _ => time.TotalMinutes };

    public static double WorkingDays(TimeSpan time) => time / _workingDay;

    public static string Number(double value) => value is > 0 and < 0.05 ? "< 0,1" : Show.Number(value, value >= 1000 ? 0 : 1);

    /// <summary>87,5 % as the page writes it: 87,5; – without one.</summary>
    public static string Percent(double? share) => share is { } known ? Show.Number(100 * known, 1) : "–";

    /// <summary>87,5% (7 dari 8): n always stands beside a rate.</summary>
    public static string Rate(int part, int all) => all == 0 ? "–" : $"{Percent((double)part / all)}% ({Show.Number(part)} dari {Show.Number(all)})";

    public static string Standard(ProcedureStep? step) => step?.Standard is { } standard ? DueWords.Standard(standard, step.Clock) : "–";

    public static string Judged(ProcedureStep? step) => step?.Standard is null ? "tidak dinilai" : step.Judged switch
    {
        Procedures.Judged.Work => "waktu kerja",
        Procedures.Judged.Lead => "waktu sejak siap",
        Procedures.Judged.None => "tidak dinilai",
        _ => throw new InvalidOperationException($"Unknown {step.Judged}."),
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotJudged => "tidak dinilai",
        Verdict.Unmeasured => "tidak terukur",
        Verdict.LateEntry => "susulan",
        Verdict.WithinTarget or Verdict.Within => "dalam standar",
        Verdict.Over => "lewat standar",
        _ => throw new InvalidOperationException($"Unknown {verdict}."),
    };

    public static string Of(AttemptState state) => state switch
    {
        AttemptState.Waiting => "menunggu",
        AttemptState.Ready => "siap",
        AttemptState.Started => "dikerjakan",
        AttemptState.Paused => "ditunda",
        AttemptState.Done => "selesai",
        AttemptState.Skipped => "dilewati",
        AttemptState.Cancelled => "batal",
        _ => throw new InvalidOperationException($"Unknown {state}."),
    };

    public static string Of(DeviationKind kind) => kind switch
    {
        DeviationKind.Skipped => "dilewati",
        DeviationKind.Reopened => "dibuka kembali",
        DeviationKind.OutOfOrder => "tidak berurutan",
        _ => throw new InvalidOperationException($"Unknown {kind}."),
    };

    public static string Of(CaseKind kind) => kind switch
    {
        CaseKind.Done => "selesai",
        CaseKind.Within => "dalam standar",
        CaseKind.Over => "lewat standar",
        CaseKind.Unmeasured => "tidak terukur",
        CaseKind.LateEntry => "susulan",
        CaseKind.Open => "masih terbuka",
        CaseKind.Skipped => "dilewati",
        CaseKind.Found => "dengan temuan",
        _ => throw new InvalidOperationException($"Unknown {kind}."),
    };

    /// <summary>The kind of a finding; what nobody gave one says so.</summary>
    public static string Kind(string kind) => kind.Length == 0 ? "belum digolongkan" : kind;

    /// <summary>How long it took, from beginning to end: 3 kegiatan: 1,2 hari kerja; … or the percentiles.</summary>
    /// <param name="what">One of them, in a word.</param>
    public static string Cycle(Spread cycle, string what) => cycle.Count switch
    {
        0 => $"Belum ada {what} yang berakhir.",
        < Spread.Fewest => $"{Show.Number(cycle.Count)} {what}: {string.Join("; ", cycle.Few.Select(one => $"{Number(WorkingDays(one.Time))} hari kerja"))}.",
        _ => $"Setengahnya selesai dalam {Number(WorkingDays(cycle.P50))} hari kerja, 80 persen dalam {Number(WorkingDays(cycle.P80))}, 95 persen dalam {Number(WorkingDays(cycle.P95))} (n = {Show.Number(cycle.Count)}).",
    };

    public static string Of(Mark mark) => mark switch
    {
        Mark.Ready => "siap",
        Mark.Started => "dimulai",
        Mark.Paused => "ditunda",
        Mark.Resumed => "dilanjutkan",
        Mark.Done => "selesai",
        Mark.Skipped => "dilewati",
        Mark.Cancelled => "batal",
        Mark.Reopened => "dibuka kembali",
        Mark.Opened => "kegiatan dibuka",
        Mark.Planned => "rencana disusun",
        Mark.Settled => "dituntaskan",
        Mark.Assigned => "berganti tangan",
        Mark.Moved => "tenggat digeser",
        Mark.Ended => "kegiatan berakhir",
        Mark.Awaited => "menunggu",
        _ => throw new InvalidOperationException($"Unknown {mark}."),
    };

    /// <summary>How a month or year went, in one sentence: the first thing on page and paper.</summary>
    public static string Sentence(ConformanceFigures figures)
    {
        var runs = figures.Runs;
        if (runs.Ended == 0 && figures.Done == 0)
        {
            return $"Belum ada yang selesai pada {figures.Period.Words}.";
        }

        var first = runs.Ended == 0
            ? "Belum ada kegiatan yang berakhir"
            : $"{Show.Number(runs.Conform)} dari {Show.Number(runs.Ended)} kegiatan ({Percent(runs.Share)}%) berjalan sesuai prosedur";
        var second = figures.Judged == 0
            ? "; belum ada langkah yang dinilai"
            : $"; {Show.Number(figures.Within)} dari {Show.Number(figures.Judged)} langkah yang dinilai ({Percent((double)figures.Within / figures.Judged)}%) selesai dalam standar";
        return $"{first}{second}.";
    }
}
