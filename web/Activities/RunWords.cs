using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Activities;

/// <summary>Runs, steps and marks in words, as the office says them (procedures.md §1.2).</summary>
public static class RunWords
{
    public static string State(AttemptState state) => state switch
    {
        AttemptState.Waiting => "menunggu",
        AttemptState.Ready => "siap",
        AttemptState.Started => "dikerjakan",
        AttemptState.Paused => "ditunda",
        AttemptState.Done => "selesai",
        AttemptState.Skipped => "dilewati",
        AttemptState.Cancelled => "batal",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string State(RunState state) => state switch
    {
        RunState.Open => "berjalan",
        RunState.Ended => "selesai",
        RunState.Cancelled => "batal",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(PauseReason why) => why switch
    {
        PauseReason.Requester => "menunggu pemohon atau pengunjung",
        PauseReason.Agency => "menunggu instansi lain",
        PauseReason.Superior => "menunggu keputusan atasan",
        PauseReason.ForceMajeure => "keadaan kahar",
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    public static string Of(Mark mark) => mark switch
    {
        Mark.Ready => "siap",
        Mark.Started => "mulai",
        Mark.Paused => "ditunda",
        Mark.Resumed => "dilanjutkan",
        Mark.Done => "selesai",
        Mark.Skipped => "dilewati",
        Mark.Cancelled => "batal",
        Mark.Reopened => "dibuka kembali",
        Mark.Opened => "kegiatan dibuka",
        Mark.Planned => "butir direncanakan",
        Mark.Settled => "butir tuntas",
        Mark.Assigned => "petugas",
        Mark.Moved => "tenggat digeser",
        Mark.Awaited => "menunggu",
        Mark.Ended => "kegiatan berakhir",
        _ => throw new ArgumentOutOfRangeException(nameof(mark)),
    };

    /// <summary>The style of an attempt's badge; its word stands in it.</summary>
    public static string Badge(Attempt? attempt, DateTimeOffset now) => attempt switch
    {
        null => "badge",
        { IsOpen: true } when attempt.IsLate(now) => "badge badge-bad",
        { State: AttemptState.Paused } => "badge badge-warn",
        { State: AttemptState.Ready or AttemptState.Started } => "badge badge-info",
        { State: AttemptState.Done } => "badge badge-ok",
        _ => "badge",
    };

    public static string Badge(RunState state) => state switch
    {
        RunState.Open => "badge badge-info",
        RunState.Ended => "badge badge-ok",
        _ => "badge",
    };

    /// <summary>Sisa 3 hari kerja · Terlambat 2 jam · menunggu instansi lain: where the clock of an open attempt stands; null when nothing is judged.</summary>
    public static DueStanding? Due(WorkingCalendar calendar, ProcedureStep step, Attempt attempt, DateTimeOffset now) =>
        attempt is { IsOpen: true, Limit: { } limit, State: not AttemptState.Waiting }
            ? attempt is { State: AttemptState.Paused, Pauses: [.., var pause] }
                ? new(false, TimeSpan.Zero, DueWords.Stopped(Of(pause.Why), pause.From))
                : DueWords.Standing(calendar, step.Clock, limit, now)
            : null;

    /// <summary>Siap sejak … · dikerjakan Rina sejak … · selesai oleh Rina …: an attempt in one line.</summary>
    public static string Line(Attempt attempt) => attempt switch
    {
        { State: AttemptState.Waiting, Until: { } day } => $"menunggu sampai {Show.Date(day)}",
        { State: AttemptState.Waiting } => "menunggu",
        { State: AttemptState.Ready } => $"siap sejak {When(attempt.Ready)}{By(attempt.Person, "untuk")}",
        { State: AttemptState.Started } => $"dikerjakan{By(attempt.Person, "")} sejak {When(attempt.Started)}",
        { State: AttemptState.Paused, Pauses: [.., var pause] } => $"ditunda sejak {When(pause.From)}: {Of(pause.Why)}{(pause.Note is { } note ? $" ({note})" : "")}",
        { State: AttemptState.Done } => $"selesai {When(attempt.Done)}{By(attempt.DoneBy, "oleh")}{(attempt.Outcome is { } word ? $", keputusan: {word}" : "")}{(attempt.IsLateEntry ? ", catatan susulan" : "")}",
        { State: AttemptState.Skipped } => $"dilewati {When(attempt.Done)}{By(attempt.DoneBy, "oleh")}{Why(attempt.Reason)}",
        _ => $"batal {When(attempt.Done)}{Why(attempt.Reason)}",
    };

    /// <summary>Perbaiki? tidak: a decision in the words of its document; the word alone where the document asks no question.</summary>
    public static string Decision(ProcedureStep step, string outcome) => step.Question is { } question ? $"{question} {outcome}" : outcome;

    /// <summary>Who did it; while it is open, who has it or is asked; null: nobody yet.</summary>
    public static string? Who(Attempt attempt) => attempt.IsOpen ? attempt.Person : attempt.DoneBy ?? attempt.Person;

    /// <summary>Why a repair has another due date than its step's standard gives; null: it is no repair, or has none.</summary>
    public static string? RepairTime(Procedure procedure, Run run, Attempt attempt)
    {
        if (attempt is not { Number: > 1, Limit: not null } || run.Attempts.LastOrDefault(other => other.Item == attempt.Item && other.State == AttemptState.Done && other.Findings.Count > 0) is not { } decision
            || procedure.FindStep(decision.Step) is not { Repair: { } time } asked || !asked.Next.Outcomes.Any(outcome => outcome.Word == decision.Outcome && outcome.Step == attempt.Step))
        {
            return null;
        }

        return time.Kind == RepairKind.Shared
            ? $"Perbaikan atas permintaan langkah {asked.No}: waktu {procedure.FindStep(attempt.Step)!.StandardText} tidak diberikan lagi, tenggatnya tenggat langkah {asked.No} ({asked.StandardText})."
            : $"Perbaikan atas permintaan langkah {asked.No}: tenggatnya tanggal perbaikan, bukan standar langkah ini.";
    }

    /// <summary>What stands beside the badge of an attempt: <see cref="Line"/> without the word the badge says.</summary>
    public static string Beside(Attempt attempt) => Line(attempt) is var line && line.StartsWith(State(attempt.State), StringComparison.Ordinal) ? line[State(attempt.State).Length..].TrimStart(' ', ',', ':') : line;

    /// <summary>A mark of the log in one line: what happened to what, by whom, why.</summary>
    public static string Line(ProcedureEvent mark, Run run)
    {
        var item = mark.Item == mark.Run ? null : run.FindItem(mark.Item)?.Title ?? mark.Item;
        var place = mark.Step.Length == 0 || mark.Mark == Mark.Settled ? item : $"langkah {mark.Step}{(item is null ? "" : $", {item}")}{(mark.Attempt > 1 ? $", percobaan ke-{mark.Attempt}" : "")}";
        var what = mark.Mark switch
        {
            Mark.Assigned => mark.Detail?.Person is { } person ? $"diberikan kepada {person}" : "dikembalikan",
            Mark.Moved when mark.Limit is { } limit => $"tenggat {When(limit)}",
            Mark.Awaited when mark.Detail?.Until is { } until => $"menunggu sampai {Show.Date(until)}",
            Mark.Ready when mark.Limit is { } limit => $"siap, tenggat {When(limit)}",
            Mark.Paused when mark.Detail?.Why is { } why => $"ditunda, {Of(why)}",
            Mark.Settled => (mark.Outcome ?? "tuntas") + (mark.Step.Length > 0 ? $", sampai ke langkah {mark.Step}" : ""),
            _ => Of(mark.Mark) + (mark.Outcome is { } word && mark.Mark != Mark.Ended ? $": {word}" : "") + (mark.Mark == Mark.Ended && mark.Outcome == Ending.Cancelled ? ": batal" : ""),
        };
        var who = mark.Mark is not (Mark.Ready or Mark.Awaited) && mark.Actor is { } actor and not "sistem" ? $", oleh {actor}{(mark.OnBehalfOf is { } other ? $" (pelaksana harian {other})" : "")}" : "";
        return $"{(place is null ? "" : char.ToUpperInvariant(place[0]) + place[1..] + ": ")}{(place is null ? char.ToUpperInvariant(what[0]) + what[1..] : what)}{who}{(mark.IsLateEntry ? ", catatan susulan" : "")}{Why(mark.Reason)}";
    }

    /// <summary>Where a run stands, in one sentence.</summary>
    public static string Headline(Run run, Procedure? procedure, DateTimeOffset now)
    {
        if (run.State == RunState.Cancelled)
        {
            return $"Dibatalkan {When(run.EndedAt)}{Why(run.Reason)}.";
        }

        if (run.State == RunState.Ended)
        {
            return $"Selesai {When(run.EndedAt)}.";
        }

        var open = run.Attempts.Where(attempt => attempt.IsOpen).ToList();
        var late = open.Count(attempt => attempt.IsLate(now));
        var tail = late == 0 ? "" : late == 1 && open.Count == 1 ? ", terlambat" : $", {late} di antaranya terlambat";
        var steps = open.GroupBy(attempt => attempt.Step).ToList();
        if (steps is [var one])
        {
            var step = procedure?.FindStep(one.Key);
            var words = step is null ? $"langkah {one.Key}" : $"langkah {one.Key}, {step.Activity.TrimEnd('.')}";
            return one.All(attempt => attempt.Item.Length == 0)
                ? $"Sekarang {words}: {string.Join("; ", one.Select(Line))}{tail}".TrimEnd('.') + "."
                : $"Sekarang {words}: {Items(one.Count())} belum selesai dari {run.Items.Count}{tail}.";
        }

        return open.Count == 0
            ? run.Items.Count == 0 ? "Menunggu butir ditambahkan." : "Menunggu semua butir tuntas."
            : $"Sekarang {open.Count} pekerjaan terbuka di langkah {string.Join(" dan ", steps.Select(group => group.Key))}{(late > 0 ? $"; {late} di antaranya terlambat" : "")}.";
    }

    /// <summary>What an earlier decision asked to be repaired with this attempt; none when nothing came back.</summary>
    public static IReadOnlyList<string> SentBack(Procedure procedure, Run run, Attempt attempt) =>
        attempt.Number > 1 && run.Attempts.LastOrDefault(other => other.Item == attempt.Item && other.State == AttemptState.Done && other.Findings.Count > 0
            && procedure.FindStep(other.Step) is { } step && step.Next.Outcomes.Any(outcome => outcome.Word == other.Outcome && outcome.Step == attempt.Step)) is { } decision
            ? decision.Findings : [];

    /// <summary>Senin, 3 Agustus 2026 pukul 08.20 WIB; – when it was not observed.</summary>
    public static string When(DateTimeOffset? moment) => moment is { } at ? $"{Show.Date(at)} pukul {Show.Time(at)}" : "–";

    private static string Items(int count) => $"{Show.Number(count)} butir";

    private static string By(string? who, string word) => who is null ? "" : word.Length == 0 ? $" {who}" : $" {word} {who}";

    private static string Why(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason.TrimEnd('.')}";
}
