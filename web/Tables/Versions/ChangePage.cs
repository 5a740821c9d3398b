namespace DataPortal.Tables.Versions;

/// <summary>A page of changed cells, for the partial that shows them.</summary>
/// <param name="At">From 1.</param>
/// <param name="Page">Address of a page.</param>
/// <param name="File">Address of a download: <c>csv</c>, <c>xlsx</c>.</param>
public sealed record ChangePage(ChangeTable Table, int At, Func<int, string> Page, Func<string, string> File);
