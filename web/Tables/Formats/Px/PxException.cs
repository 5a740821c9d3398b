using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>A PX file cannot be read: where, what is wrong, what to do. The words are in the language of the request.</summary>
/// <param name="line">From 1.</param>
/// <param name="keyword">The keyword being read; null before the first.</param>
public sealed class PxException(int line, string? keyword, string what, string remedy)
    : Exception($"{Speech.T("Baris", "Line")} {line}{(keyword is null ? "" : $", {keyword}")}: {what} {remedy}")
{
    public int Line => line;
    public string? Keyword => keyword;
    public string What => what;
    public string Remedy => remedy;
}

/// <summary>Something in a PX file that was read but is not as its specification says.</summary>
/// <param name="Line">From 1; null for something that is missing.</param>
public sealed record PxWarning(int? Line, string Keyword, string What);

/// <summary>A PX file as the portal holds it.</summary>
/// <param name="Cube">Its dimensions: STUB, then HEADING.</param>
/// <param name="Rows">Codes of the dimensions of STUB, outermost first.</param>
/// <param name="Columns">Codes of the dimensions of HEADING, outermost first.</param>
public sealed record PxTable(Cube Cube, TableText Text, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns)
{
    /// <summary>Mandatory keywords that are missing or wrong (PX 2013, section "Mandatory keywords"), and what was passed over.</summary>
    public IReadOnlyList<PxWarning> Warnings { get; init; } = [];

    /// <summary>The file's own language (<c>LANGUAGE</c>); null where it says none.</summary>
    public string? Language { get; init; }
}
