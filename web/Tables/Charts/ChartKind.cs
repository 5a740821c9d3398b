using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

public enum ChartKind
{
    /// <summary>One line a series, time across.</summary>
    Line,

    /// <summary>One bar a category, the longest first where the categories have no order of their own.</summary>
    Bars,

    /// <summary>A few bars side by side for each category.</summary>
    Grouped,

    /// <summary>Parts laid end to end.</summary>
    Stacked,

    /// <summary>As <see cref="Stacked"/>, every bar its own hundred per cent.</summary>
    Shares,

    /// <summary>Two sexes back to back, ages upwards.</summary>
    Pyramid,

    /// <summary>Two measures against each other.</summary>
    Scatter,

    /// <summary>One small chart a category, all drawn alike.</summary>
    Small,

    None,
}

/// <summary>The kinds as addresses and buttons name them.</summary>
public static class ChartKinds
{
    /// <summary>Key of the query string: <c>?grafik=garis</c>.</summary>
    public const string Key = "grafik";

    public static IReadOnlyList<ChartKind> All { get; } = Enum.GetValues<ChartKind>();

    public static string Word(ChartKind kind) => kind switch
    {
        ChartKind.Line => "garis",
        ChartKind.Bars => "batang",
        ChartKind.Grouped => "kelompok",
        ChartKind.Stacked => "tumpuk",
        ChartKind.Shares => "persen",
        ChartKind.Pyramid => "piramida",
        ChartKind.Scatter => "sebar",
        ChartKind.Small => "kecil",
        ChartKind.None => "tidak",
        _ => throw new InvalidOperationException($"Unknown kind {kind}."),
    };

    /// <returns>Null for a word that names none: the portal then chooses.</returns>
    public static ChartKind? Read(string? word) => All.Select(kind => (ChartKind?)kind).FirstOrDefault(kind => Word(kind!.Value).Equals(word, StringComparison.OrdinalIgnoreCase));

    public static string Name(ChartKind kind) => kind switch
    {
        ChartKind.Line => Speech.T("Garis", "Line"),
        ChartKind.Bars => Speech.T("Batang", "Bars"),
        ChartKind.Grouped => Speech.T("Batang berkelompok", "Grouped bars"),
        ChartKind.Stacked => Speech.T("Batang bertumpuk", "Stacked bars"),
        ChartKind.Shares => Speech.T("Bagian (100%)", "Shares (100%)"),
        ChartKind.Pyramid => Speech.T("Piramida penduduk", "Population pyramid"),
        ChartKind.Scatter => Speech.T("Sebaran titik", "Scatter"),
        ChartKind.Small => Speech.T("Grafik kecil-kecil", "Small multiples"),
        ChartKind.None => Speech.T("Tanpa grafik", "No chart"),
        _ => throw new InvalidOperationException($"Unknown kind {kind}."),
    };
}
