namespace DataPortal.Reports;

/// <summary>A name as those see it who need not know whose it is.</summary>
internal static class Masked
{
    /// <summary><c>Siti Marlina</c> becomes <c>S••• M•••</c>.</summary>
    public static string Name(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Select(word => $"{char.ToUpperInvariant(word[0])}•••"));
}
