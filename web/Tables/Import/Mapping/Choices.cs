using DataPortal.Shared;

namespace DataPortal.Tables.Import.Mapping;

/// <summary>What a person says of one category of a file.</summary>
/// <param name="Code">As the importer named it.</param>
/// <param name="To">Its code in the table; "" leaves it out; null: not decided, a person must say.</param>
public sealed record CategoryChoice(string Code, string? To, Bilingual Label, Bilingual? Unit = null, int? Decimals = null);

/// <summary>What a person says of one dimension of a file.</summary>
/// <param name="Code">As the importer named it.</param>
/// <param name="To">Its code in the table.</param>
/// <param name="Total">The category that is the whole, as the importer named it; null for none.</param>
/// <param name="AddsUp">Without a total: leaving the dimension out adds its categories up.</param>
public sealed record DimensionChoice(
    string Code, string To, Bilingual Label, DimensionRole Role, PeriodType? Period, string? Total, bool AddsUp, IReadOnlyList<CategoryChoice> Categories);

/// <summary>A category nobody can place for certain.</summary>
/// <param name="Candidates">What it may be: codes and labels.</param>
public sealed record Doubt(string Dimension, string Category, string Label, string What, IReadOnlyList<(string Code, string Label)> Candidates);

/// <summary>How a file becomes a table: what is suggested, or what a person made of it.</summary>
public sealed record MappingPlan
{
    public required IReadOnlyList<DimensionChoice> Dimensions { get; init; }

    /// <summary>For a dimension of the table that the file lacks: the category its figures belong to; null where a person must say.</summary>
    public IReadOnlyDictionary<string, string?> Fixed { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>A plan put to work.</summary>
/// <param name="Faults">Why no table can be made of it, in words; empty when one can.</param>
public sealed record MappedTable(Cube? Cube, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Faults);
