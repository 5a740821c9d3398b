using System.Text.Json.Serialization;
using DataPortal.Activities.Survey;
using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>One officer in one sample block (procedures.md §5.3, step 2). Its identifier is <c>{run}.{key}</c>.</summary>
public sealed record ImkBlock : Document
{
    public required string Run { get; init; }

    /// <summary>The block's code, as FASIH writes it: capital letters, digits and <c>. _ -</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Where it is, in words.</summary>
    public string Name { get; init; } = "";

    /// <summary>The <see cref="Trainee"/>; null: nobody yet.</summary>
    public string? TraineeKey { get; init; }
    public string? Officer { get; init; }

    /// <summary>The officer's account; null: they have none.</summary>
    public string? StaffId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Due { get; init; }

    /// <summary>The date set first: it stays for reports.</summary>
    public DateOnly FirstDue { get; init; }

    /// <summary>Sample units to be obtained.</summary>
    public int Target { get; init; }

    /// <summary>Typed in, one a day, oldest first.</summary>
    public IReadOnlyList<BlockDay> Days { get; init; } = [];

    /// <summary>Read from exports of FASIH, by their identifier.</summary>
    public IReadOnlyList<FasihUnit> Units { get; init; } = [];

    /// <summary>The day of the last export: what was typed up to it is in the export already.</summary>
    public DateOnly? ReadThrough { get; init; }

    /// <summary>Days that count beside the export.</summary>
    [JsonIgnore]
    public IEnumerable<BlockDay> Counted => ReadThrough is { } read ? Days.Where(day => day.Day > read) : Days;

    [JsonIgnore]
    public int Obtained => Units.Count(unit => unit.Outcome == UnitResult.Obtained) + Counted.Sum(day => day.Obtained);

    [JsonIgnore]
    public int NonResponses => ImkWords.Reasons.Sum(NonResponse);

    /// <summary>Sample units nothing is known of yet.</summary>
    [JsonIgnore]
    public int Left => Math.Max(0, Target - Obtained - NonResponses);

    public int NonResponse(NonResponseReason reason) =>
        Units.Count(unit => unit.Outcome.Reason() == reason) + Counted.SelectMany(day => day.NonResponses).Where(some => some.Reason == reason).Sum(some => some.Units);
}

/// <summary>A day's work in a block, as it was typed in.</summary>
public sealed record BlockDay(DateOnly Day, int Obtained, IReadOnlyList<NonResponse> NonResponses, DateTimeOffset At, string? By);

/// <summary>A unit of an export.</summary>
/// <param name="Status">As FASIH wrote it.</param>
/// <param name="Day">When, as the export says or else the day it was read; null while nothing was obtained.</param>
public sealed record FasihUnit(string Id, UnitResult Outcome, string Status, DateOnly? Day);

/// <summary>What came of a unit.</summary>
public enum UnitResult
{
    NotYet,
    Obtained,
    Refused,
    NotMet,
    Gone,
    NoData,
    OutOfScope,
    Other,
}

/// <summary>How much one survey may hold.</summary>
public static class ImkLimits
{
    public const int Blocks = 1_000;
    public const int Trainees = 1_000;

    /// <summary>Sample units of one block.</summary>
    public const int Units = 2_000;
    public const int Findings = 50;

    /// <summary>Characters of a name, of a sentence.</summary>
    public const int Name = 160;
    public const int Line = 500;
}
