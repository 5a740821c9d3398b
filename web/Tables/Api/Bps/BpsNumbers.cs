using DataPortal.Storage;

namespace DataPortal.Tables.Api.Bps;

/// <summary>The numbers by which the BPS WebAPI knows one catalogue item, under the item's identifier. Numbers are added, never changed, never used again: programs keep them.</summary>
public sealed record BpsNumbers : Document
{
    /// <summary><c>table_id</c>, <c>brs_id</c>, <c>inf_id</c>; no two items share one.</summary>
    public required int Number { get; init; }

    /// <summary>Code of the dimension that is <c>vervar</c>: chosen once, so that a new layout does not turn the table.</summary>
    public string? Rows { get; init; }

    public IReadOnlyList<BpsVariableNumber> Variables { get; init; } = [];
    public IReadOnlyList<BpsDimensionNumbers> Dimensions { get; init; } = [];

    /// <summary><c>th_id</c> of time categories that are no year since 1900, or one that another category already has; from 901.</summary>
    public IReadOnlyDictionary<string, int> Moments { get; init; } = new Dictionary<string, int>();
}

/// <summary>A variable's number.</summary>
/// <param name="Measure">Code of the measure; null for a table without measures.</param>
/// <param name="Shape">What its keys are made of. When that changes, the keys would mean something else: it is another variable.</param>
public sealed record BpsVariableNumber(string? Measure, string Shape, int Number);

/// <summary>The numbers of a dimension's categories, all of <paramref name="Width"/> digits: keys put together from them cannot be read in two ways.</summary>
/// <param name="Categories">By category code; those no longer in the table stay.</param>
public sealed record BpsDimensionNumbers(string Code, int Width, IReadOnlyDictionary<string, long> Categories);

/// <summary>The last number given, of each kind. One document, so that no number is given twice.</summary>
public sealed record BpsSeries : Document
{
    public const string Only = "nomor";

    public int Items { get; init; }
    public int Variables { get; init; } = 100;

    /// <summary>Units in the order they came up: <c>unit_id</c> is the place, from 1.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];
}

/// <summary>What the BPS WebAPI keeps.</summary>
public static class BpsQueries
{
    public static Collection<BpsNumbers> Numbers { get; } = new Collection<BpsNumbers>("bps_numbers").Backstage();

    public static Collection<BpsSeries> Series { get; } = new Collection<BpsSeries>("bps_series").Backstage();
}
