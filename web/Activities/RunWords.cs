using DataPortal.Procedures.Runs;

namespace DataPortal.Activities;

/// <summary>Runs in the office's words.</summary>
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
}
