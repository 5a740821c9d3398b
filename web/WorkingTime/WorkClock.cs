namespace DataPortal.WorkingTime;

/// <summary>The clocks of procedures.md §2.1, all in Asia/Jakarta.</summary>
public enum WorkClock
{
    /// <summary><c>kantor</c>: back-office steps.</summary>
    Office,

    /// <summary><c>layanan</c>: steps the public waits for.</summary>
    Service,

    /// <summary><c>hadir</c>: plain elapsed time; the visitor stands at the desk.</summary>
    Elapsed,

    /// <summary><c>kalender</c>: plain dates; weeks and months.</summary>
    Calendar,
}

public static class WorkClocks
{
    /// <summary>The clock by the name the documents use, or null when there is none of that name.</summary>
    public static WorkClock? Find(string name) => name.Trim().ToLowerInvariant() switch
    {
        "kantor" => WorkClock.Office,
        "layanan" => WorkClock.Service,
        "hadir" => WorkClock.Elapsed,
        "kalender" => WorkClock.Calendar,
        _ => null,
    };

    /// <summary>The name the documents use.</summary>
    public static string Name(this WorkClock clock) => clock switch
    {
        WorkClock.Office => "kantor",
        WorkClock.Service => "layanan",
        WorkClock.Elapsed => "hadir",
        WorkClock.Calendar => "kalender",
        _ => throw new ArgumentOutOfRangeException(nameof(clock)),
    };

    /// <summary>Whether it runs only inside opening hours.</summary>
    public static bool HasWindows(this WorkClock clock) => clock is WorkClock.Office or WorkClock.Service;
}
