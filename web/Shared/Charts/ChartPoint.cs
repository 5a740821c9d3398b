using System.Globalization;

namespace DataPortal.Shared.Charts;

/// <summary>One value of a small chart, with the words shown beside it.</summary>
/// <param name="Text">The value as a reader sees it.</param>
/// <param name="IsHere">The one meant.</param>
public sealed record ChartPoint(string Label, double Value, string Text, bool IsHere = false);

internal static class Svg
{
    /// <summary>A length as SVG wants it.</summary>
    public static string Percent(double share) => (Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
