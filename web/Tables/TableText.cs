using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>A note of a table (PX <c>NOTE</c>, <c>VALUENOTE</c>, <c>CELLNOTE</c>).</summary>
/// <param name="Mandatory">Shown wherever the figures are, on every screen and in every download (PX <c>NOTEX</c> and its kin).</param>
public sealed record Note(string Id, string? En = null, bool Mandatory = false) : Bilingual(Id, En)
{
    /// <summary>For a note about cells: category code by dimension code; a dimension not named means all of it. Null for any other note.</summary>
    public IReadOnlyDictionary<string, string>? Cells { get; init; }
}

/// <summary>A symbol a table brings itself.</summary>
/// <param name="Mark">As written in a cell: <c>a</c>, <c>..</c>.</param>
public sealed record OwnSymbol(string Mark, Bilingual Meaning);

/// <summary>A keyword of a PX file that has no other home here: kept so that writing the file again loses nothing.</summary>
/// <param name="Language">Of the keyword's <c>[xx]</c>; null for the file's own.</param>
/// <param name="Keys">What stood in its round brackets.</param>
/// <param name="Values">As written, quotes included.</param>
public sealed record KeptKeyword(string Name, string? Language, IReadOnlyList<string> Keys, IReadOnlyList<string> Values);

/// <summary>What is said of a table's figures, beside them: goes with the cube into every format.</summary>
public sealed record TableText
{
    public required Bilingual Title { get; init; }

    /// <summary>What the figures count, without <em>menurut …</em> (PX <c>CONTENTS</c>); null takes it from the title.</summary>
    public Bilingual? Contents { get; init; }

    /// <summary>Of all cells, unless a measure has its own.</summary>
    public Bilingual? Unit { get; init; }

    public int Decimals { get; init; }
    public required Bilingual Source { get; init; }

    /// <summary>Numbered from 1; dimensions and categories refer to them by that number. A note nobody refers to and without cells is about the whole table.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>What <see cref="CellStatus.Own1"/> and those after it mean in this table; at most nine.</summary>
    public IReadOnlyList<OwnSymbol> OwnSymbols { get; init; } = [];

    /// <summary>As printed: <c>2026</c>, <c>2021–2026</c>.</summary>
    public required string Period { get; init; }

    /// <summary>What moment or span the figures are about (PX <c>REFPERIOD</c>).</summary>
    public Bilingual? ReferencePeriod { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The day new figures are planned for (PX <c>NEXT-UPDATE</c>).</summary>
    public DateOnly? NextRelease { get; init; }

    /// <summary>Who answers questions about the figures (PX <c>CONTACT</c>).</summary>
    public string? Contact { get; init; }

    /// <summary>The table's permanent address, printed on what is taken away.</summary>
    public string? Address { get; init; }

    /// <summary>True: figures made up to show the product; every form of the table says <em>contoh</em>.</summary>
    public bool IsSample { get; init; }

    /// <summary>True where the figures are projected, said beside the title.</summary>
    public bool IsProjection { get; init; }

    /// <summary>Keywords of the PX file it came from that the portal has no use for.</summary>
    public IReadOnlyList<KeptKeyword> Kept { get; init; } = [];
}
