using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Years;

/// <summary>An activity of the year plan: opened as a run on its planned date (procedures.md §4.3, step 1).</summary>
public sealed record PlannedActivity : Document
{
    public required int Year { get; init; }
    public required string Procedure { get; init; }
    public required string Title { get; init; }

    /// <summary>It is opened at the opening hour of this day, or of the next working day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>By when it is to be finished; null where the procedure's own times say it.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Who leads it, by identifier and name.</summary>
    public string? OwnerId { get; init; }
    public string? Owner { get; init; }
    public string? Note { get; init; }

    /// <summary>Offered first when next year's plan is made from this one.</summary>
    public bool IsYearly { get; init; }

    /// <summary>What it was copied from: <c>rencana/{id}</c> or <c>kegiatan/{run}</c>; null when it was written anew.</summary>
    public string? Source { get; init; }

    /// <summary>The run whose plan, targets and staff the new run begins with; null: with nothing.</summary>
    public string? Template { get; init; }

    /// <summary>The run it became, and when; null until then.</summary>
    public string? Run { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Why it could not be opened when it was due; null when nothing is wrong.</summary>
    public string? Fault { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    public string? SavedBy { get; init; }

    /// <summary>How often it was changed: calendars keep the newest (RFC 5545, SEQUENCE).</summary>
    public int Changes { get; init; }

    [JsonIgnore]
    public bool IsOpened => Run is not null;

    /// <summary>Whether something of it lies between two days.</summary>
    public bool Touches(DateOnly first, DateOnly last) => From <= last && (To ?? From) >= first;
}

/// <summary>The year plan, and how it is looked up.</summary>
public static class YearQueries
{
    public static Collection<PlannedActivity> Plan { get; } = new Collection<PlannedActivity>("planned_activities")
        .Index("year", planned => planned.Year)
        .Index("from", planned => planned.From)
        .Index("opens", planned => planned.IsOpened ? null : planned.From)
        .Pair("year", "from")
        .Backstage();

    /// <summary>A year's plan, by date.</summary>
    public static Query<PlannedActivity> Of(int year) => Plan.Where("year", year).OrderBy("from");

    /// <summary>What is not opened yet and planned for this day or earlier, soonest first.</summary>
    public static Query<PlannedActivity> DueBy(DateOnly day) => Plan.All().Before("opens", day.AddDays(1)).OrderBy("opens");

    /// <summary>What is not opened yet, soonest first.</summary>
    public static Query<PlannedActivity> Waiting() => Plan.All().AtLeast("opens", DateOnly.MinValue).OrderBy("opens");
}
