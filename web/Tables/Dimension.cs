using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>What a dimension says: PX and SDMX call it the role.</summary>
public enum DimensionRole
{
    Other,
    Time,
    Region,
    Measure,
}

/// <summary>How long one period of a time dimension is (PX <c>TIMEVAL</c>, BPS <c>turtahun</c>).</summary>
public enum PeriodType
{
    Year,
    Semester,
    Quarter,
    Month,
    Week,
    Day,

    /// <summary>A census or survey year: years apart, not each year.</summary>
    Census,
}

/// <summary>Whether a measure counts what is there, what passes by, or neither (PX <c>STOCKFA</c>).</summary>
public enum MeasureNature
{
    Stock,
    Flow,
    Average,
    Other,
}

/// <summary>One member of a dimension.</summary>
/// <param name="Code">Unique in its dimension; stays the same from release to release.</param>
/// <param name="Unit">For a measure: its unit, where it differs from the table's.</param>
/// <param name="Decimals">Digits shown after the decimal mark (PX <c>PRECISION</c>); null takes the table's.</param>
/// <param name="IsTotal">The total of the others: shown apart.</param>
/// <param name="Level">Depth in the hierarchy, 0 at the top.</param>
/// <param name="Notes">Numbers of <see cref="TableText.Notes"/>, from 1.</param>
public sealed record Category(
    string Code, Bilingual Label, Bilingual? Unit = null, int? Decimals = null, bool IsTotal = false, string? Parent = null, int Level = 0, IReadOnlyList<int>? Notes = null)
{
    /// <summary>For a measure: what moment or span its figures are about, e.g. <c>31 Desember</c> (PX <c>REFPERIOD</c>).</summary>
    public Bilingual? ReferencePeriod { get; init; }

    /// <summary>For a measure: the base of an index or of constant prices, e.g. <c>2010=100</c> (PX <c>BASEPERIOD</c>).</summary>
    public Bilingual? BasePeriod { get; init; }

    /// <summary>For a measure (PX <c>STOCKFA</c>); null where nobody said.</summary>
    public MeasureNature? Nature { get; init; }
}

/// <summary>What stands for a dimension that is left out of a selection (PX <c>ELIMINATION</c>).</summary>
/// <param name="Code">The category that is the whole; null: the sum over all categories.</param>
public sealed record Elimination(string? Code);

public enum GroupingKind
{
    /// <summary>Groups of categories whose figures are added up (PxWebApi: <c>Aggregation</c>).</summary>
    Aggregation,

    /// <summary>A choice of categories, nothing added up (PxWebApi: <c>Valueset</c>).</summary>
    ValueSet,
}

/// <summary>One group of a <see cref="Grouping"/>: a value set has a group a category.</summary>
/// <param name="Members">Codes of the dimension.</param>
public sealed record Group(string Code, Bilingual Label, IReadOnlyList<string> Members);

/// <summary>Another way to list a dimension: its categories grouped, or some of them (PxWebApi: code list).</summary>
public sealed record Grouping(string Code, Bilingual Label, GroupingKind Kind, IReadOnlyList<Group> Groups);

public sealed record Dimension(string Code, Bilingual Label, DimensionRole Role, IReadOnlyList<Category> Categories, IReadOnlyList<int>? Notes = null)
{
    /// <summary>Null: a selection must name a category of this dimension.</summary>
    public Elimination? Elimination { get; init; }

    /// <summary>For a time dimension; null where nobody said: <see cref="Periods.TypeOf"/> reads it off the labels.</summary>
    public PeriodType? Period { get; init; }

    /// <summary>Names of the levels of the hierarchy, the top first; empty where it has none or they have no names.</summary>
    public IReadOnlyList<Bilingual> Levels { get; init; } = [];

    /// <summary>Groupings people wrote; those that follow from the hierarchy come from <see cref="CodeLists.Of"/>.</summary>
    public IReadOnlyList<Grouping> Groupings { get; init; } = [];

    /// <summary>Name of the classification its codes come from (PX <c>DOMAIN</c>, <c>MAP</c>), for those who join tables.</summary>
    public string? Domain { get; init; }

    public int IndexOf(string code)
    {
        for (var at = 0; at < Categories.Count; at++)
        {
            if (Categories[at].Code == code)
            {
                return at;
            }
        }

        return -1;
    }
}
