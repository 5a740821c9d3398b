using DataPortal.Shared;

namespace DataPortal.Procedures.Runs;

/// <summary>A rule of the running model was broken. The message is for the person who did it.</summary>
public class RunRuleException(string message) : Exception(message);

/// <summary>The step is settled already: somebody was faster.</summary>
public sealed class StepSettledException(Attempt attempt)
    : RunRuleException($"Langkah {attempt.Step} sudah {Words.Settled(attempt)}. Yang Anda isi tidak disimpan dua kali.")
{
    public Attempt Attempt { get; } = attempt;
}

/// <summary>The step is not ready for that item.</summary>
public sealed class StepNotReadyException(string step, string? why = null)
    : RunRuleException($"Langkah {step} belum siap{(why is null ? "" : ": " + why)}.");

/// <summary>The run ended or was cancelled.</summary>
public sealed class RunClosedException(Run run)
    : RunRuleException(run.State == RunState.Cancelled ? "Kegiatan ini sudah dibatalkan." : "Kegiatan ini sudah selesai.");

/// <summary>The version a run started with is not among those ever recorded, or can no longer be read: the run can be read and cancelled, not continued.</summary>
/// <param name="why">Why it can no longer be read; null: it is not there.</param>
public sealed class RunWithoutDocumentException(string procedure, string version, string? why = null)
    : RunRuleException($"Dokumen SOP {procedure} versi {version} {(why is null ? "tidak ditemukan" : $"tidak dapat dibaca lagi ({why})")}. Kegiatan ini tetap dapat dibaca; pulihkan dokumennya untuk melanjutkan, atau batalkan kegiatannya.");

file static class Words
{
    public static string Settled(Attempt attempt) => (attempt.State switch
    {
        AttemptState.Skipped => "dilewati",
        AttemptState.Cancelled => "dibatalkan",
        _ => "selesai",
    })
        + (attempt.DoneBy is { } who ? $" oleh {who}" : "")
        + (attempt.Done is { } at ? $" pada {Show.Moment(at)}" : "");
}
