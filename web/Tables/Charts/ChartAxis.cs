using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>Marks and words along an axis.</summary>
internal sealed class ChartAxis
{
    private static readonly HashSet<string> MonthsInEnglish = [.. Speech.English.DateTimeFormat.MonthNames.Where(name => name.Length >= 3)];

    private readonly double _factor = 1;
    private readonly int _decimals;

    public ChartAxis(ChartScale scale)
    {
        Scale = scale;
        var most = Math.Max(Math.Abs(scale.From), Math.Abs(scale.To));
        (_factor, Word) = most switch
        {
            >= 1e15 => (1, ""),
            >= 1e12 => (1e12, Speech.T("triliun", "trillion")),
            >= 1e9 => (1e9, Speech.T("miliar", "billion")),
            >= 1e6 => (1e6, Speech.T("juta", "million")),
            _ => (1, ""),
        };
        _decimals = (int)Math.Clamp(scale.Decimals == 0 ? -Math.Floor(Math.Log10(scale.Step / _factor) + 1e-9) : scale.Decimals, 0, 15);
    }

    public ChartScale Scale { get; }

    /// <summary>What the marks are counted in: <c>juta</c>; empty where they are plain.</summary>
    public string Word { get; }

    public string Mark(double value) => Short(value / _factor, _decimals);

    /// <summary>Numbers too long to read are written with their power of ten.</summary>
    public static string Short(double value, int decimals) =>
        (Math.Abs(value) >= 1e15 ? value.ToString("0.##E+0", Speech.IsEnglish ? Speech.English : Speech.Indonesian) : Show.Number(value, decimals)).Replace('-', '−');

    /// <summary>Room the widest mark takes.</summary>
    public double Room => Scale.Marks.Select(mark => ChartPen.Measure(Mark(mark), 12)).DefaultIfEmpty(0).Max();

    /// <summary>Lines across at every mark, their words at the left.</summary>
    public void Across(ChartPen pen, double left, double right, double top, double bottom)
    {
        foreach (var mark in Scale.Marks)
        {
            var y = bottom - Scale.Share(mark) * (bottom - top);
            pen.Line(left, y, right, y, mark == 0 ? "axis" : "rule");
            pen.Text(left - 5, y + 4, Mark(mark), "t2", "end");
        }
    }

    /// <summary>Lines up at every mark, their words below; those that would touch are left out.</summary>
    public void Up(ChartPen pen, double left, double right, double top, double bottom)
    {
        var free = double.NegativeInfinity;
        foreach (var mark in Scale.Marks)
        {
            var x = left + Scale.Share(mark) * (right - left);
            pen.Line(x, top, x, bottom, mark == 0 ? "axis" : "rule");
            var half = ChartPen.Measure(Mark(mark), 12) / 2;
            if (x - half > free)
            {
                pen.Text(Math.Clamp(x, half, Math.Max(half, pen.Width - half)), bottom + 15, Mark(mark), "t2", "middle");
                free = x + half + 8;
            }
        }
    }

    /// <summary>Where each tick stands: by its moment where all have one, else one step each.</summary>
    public static double[] Places(IReadOnlyList<ChartTick> ticks, double left, double right)
    {
        var timed = ticks.Count > 1 && ticks.All(tick => tick.At is not null) && ticks.Zip(ticks.Skip(1)).All(pair => pair.First.At < pair.Second.At);
        return [.. ticks.Select((tick, at) => ticks.Count == 1 ? (left + right) / 2
            : left + (right - left) * (timed ? (tick.At!.Value - ticks[0].At!.Value) / (ticks[^1].At!.Value - ticks[0].At!.Value) : at / (ticks.Count - 1.0)))];
    }

    /// <summary>Names of ticks below an axis: as many as fit; of months and quarters the years.</summary>
    public static void Names(ChartPen pen, IReadOnlyList<ChartTick> ticks, double[] places, double bottom, double right)
    {
        var parts = ticks.Count > 1 && ticks.All(tick => tick.At is not null) && ticks.Any(tick => tick.At % 1 != 0) && ticks[^1].At - ticks[0].At > 2;
        // Months too close together are named by their first letters.
        var step = ticks.Count > 1 ? places.Zip(places.Skip(1), (one, next) => next - one).Min() : double.MaxValue;
        var months = !parts && ticks.All(tick => Import.KnownWords.IsMonth(tick.Label) || MonthsInEnglish.Contains(tick.Label)) && ticks.Any(tick => ChartPen.Measure(tick.Label, 12) + 10 > step);
        var free = double.PositiveInfinity;
        for (var at = ticks.Count - 1; at >= 0; at--)
        {
            if (parts && ticks[at].At % 1 != 0)
            {
                continue;
            }

            var label = ChartPen.Fit(parts ? Math.Floor(ticks[at].At!.Value).ToString("0", System.Globalization.CultureInfo.InvariantCulture) : months ? ticks[at].Label[..3] : ticks[at].Label, 110, 12);
            var half = ChartPen.Measure(label, 12) / 2;
            var x = Math.Clamp(places[at], half, Math.Max(half, Math.Max(right, pen.Width) - half));
            if (x + half < free)
            {
                pen.Line(places[at], bottom, places[at], bottom + 4, "axis");
                pen.Text(x, bottom + 17, label, "t2", "middle");
                free = x - half - 10;
            }
        }
    }
}
