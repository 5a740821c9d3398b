namespace DataPortal.Activities;

/// <summary>What the small forms beside a step's own form send (partial <c>_StepActs</c>): each act reads its own entries.</summary>
public sealed class StepActs
{
    public const int LongestReason = 500;

    /// <summary>To whom the step is handed over.</summary>
    public string? HandTo { get; set; }
    public string? HandReason { get; set; }

    /// <summary>A <see cref="Procedures.Runs.PauseReason"/>.</summary>
    public string? PauseWhy { get; set; }
    public string? PauseNote { get; set; }
    public string? SkipReason { get; set; }
    public string? SkipOutcome { get; set; }
    public DateOnly? MoveDue { get; set; }
    public string? MoveReason { get; set; }

    /// <summary>WIB, as typed.</summary>
    public DateTime? LateStarted { get; set; }
    public DateTime? LateDone { get; set; }
    public string? LateReason { get; set; }
    public string? LateOutcome { get; set; }

    /// <summary>One finding a line.</summary>
    public string? LateFindings { get; set; }

    /// <summary>Of all of them.</summary>
    public string? LateKind { get; set; }

    /// <summary>Where what came out of it is.</summary>
    public string? LateNote { get; set; }
    public string? ReopenReason { get; set; }

    /// <summary>Findings or names as typed, one a line.</summary>
    public static IReadOnlyList<string> Lines(string? typed, int most = 50) =>
        [.. (typed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(most).Select(line => line.Length > LongestReason ? line[..LongestReason] : line)];
}
