using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Tables;

/// <summary>What is chosen of one dimension, as it was written: it stays right when a year is added.</summary>
/// <param name="Dimension">Its code.</param>
/// <param name="Expressions">Codes and expressions (<see cref="CategoryExpressions"/>); of the code list where one is named. None: the dimension is left out, its total stands for it.</param>
/// <param name="CodeList">Code or PxWebApi's identifier of a grouping of the dimension (<see cref="CodeLists"/>); null for its own categories.</param>
/// <param name="Single">With a grouping that adds up: the members of its groups, not their sums.</param>
public sealed record SavedChoice(string Dimension, IReadOnlyList<string> Expressions, string? CodeList = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Single = false);

/// <summary>
/// A selection of a table somebody kept to come back to: from the page (<c>/tabel/simpanan/{id}</c>) or from PxWebApi (<c>/savedqueries/{id}</c>).
/// It never changes, and its identifier is made from what it says: the same selection has the same address.
/// </summary>
public sealed record SavedQuery : Document
{
    /// <summary>Identifier of the table.</summary>
    public required string Table { get; init; }

    /// <summary><c>id</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Empty: whatever the table shows by itself.</summary>
    public IReadOnlyList<SavedChoice> Choices { get; init; } = [];

    /// <summary>Codes of the dimensions across, outermost first; empty with <see cref="Stub"/> for the table's own habit.</summary>
    public IReadOnlyList<string> Heading { get; init; } = [];

    /// <summary>Codes of the dimensions that run down, outermost first.</summary>
    public IReadOnlyList<string> Stub { get; init; } = [];

    /// <summary>PxWebApi: <c>csv</c>, <c>json-stat2</c> …; null for the default.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>PxWebApi: <c>UseCodes</c> …</summary>
    public IReadOnlyList<string> OutputFormatParams { get; init; } = [];

    /// <summary>Page: what else its address says (order, chart …), as a query string without <c>?</c>; null for nothing.</summary>
    public string? View { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
