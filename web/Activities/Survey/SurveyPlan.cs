using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>The plan of a survey (seed 000, step 1). Its identifier is the run's.</summary>
public sealed record SurveyPlan : Document
{
    public required string Title { get; init; }
    public int Year { get; init; }

    /// <summary>What of the year it is about, in words: <i>Semester I</i>, <i>Triwulan 2</i>; empty: the whole year.</summary>
    public string Period { get; init; } = "";
    public required string Purpose { get; init; }

    /// <summary>In the order in which they were written. At most <see cref="SurveyLimits.Targets"/>.</summary>
    public IReadOnlyList<SurveyTarget> Targets { get; init; } = [];

    /// <summary>When the collection is planned to begin and to end.</summary>
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>The instrument: questionnaires and guides as files, or where they stand.</summary>
    public IReadOnlyList<FileReference> Instruments { get; init; } = [];
    public string? InstrumentLink { get; init; }
    public DateTimeOffset SavedAt { get; init; }
    public string? SavedBy { get; init; }

    [JsonIgnore]
    public int PlannedUnits => Targets.Sum(target => target.PlannedUnits);

    public SurveyTarget? FindTarget(string key) => Targets.FirstOrDefault(target => target.Key == key);
}

/// <summary>Whom the data come from.</summary>
/// <param name="Key">Unique in the plan; kept when the plan is written again.</param>
/// <param name="Kecamatan">The code of its kecamatan, seven digits; null when it has none.</param>
/// <param name="PlannedUnits">Units (tables, respondents, questionnaires) to be obtained there.</param>
public sealed record SurveyTarget(string Key, string Name, TargetKind Kind, string? Kecamatan, int PlannedUnits);

public enum TargetKind
{
    /// <summary><i>Instansi</i></summary>
    Agency,

    /// <summary><i>Wilayah</i></summary>
    Area,
}

/// <summary>How much one survey may hold.</summary>
public static class SurveyLimits
{
    public const int Targets = 10_000;

    /// <summary>Assignments of one survey: targets, and those that several officers share.</summary>
    public const int Rows = 2 * Targets;

    /// <summary>Units of one target.</summary>
    public const int Units = 1_000_000;

    /// <summary>Findings of one check.</summary>
    public const int Findings = 50;

    /// <summary>Characters of a name, of a sentence, of a longer text.</summary>
    public const int Name = 160;
    public const int Line = 500;
    public const int Text = 4000;
}
