namespace DataPortal.Tables.Charts;

/// <summary>An axis from <paramref name="From"/> to <paramref name="To"/> with marks a reader can reckon with: steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Decimals">Digits the marks need.</param>
public sealed record ChartScale(double From, double To, double Step, int Decimals)
{
    /// <param name="zero">True: the axis holds zero, as every axis of bars must.</param>
    /// <param name="marks">About how many steps there may be, at least 1.</param>
    public static ChartScale Of(IEnumerable<double> values, bool zero, int marks = 5)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                // Beyond these a difference or a part of two figures is no number any more.
                var held = Math.Abs(value) < 1e-300 ? 0 : Math.Clamp(value, -1e300, 1e300);
                (least, most) = (Math.Min(least, held), Math.Max(most, held));
            }
        }

        if (least > most)
        {
            return new(0, 1, 1, 0);
        }

        // Figures that spread over two fifths of the way from zero are drawn from zero; a course far from it is drawn large.
        if (zero || (least >= 0 && least < (most - least) * 1.5) || (most <= 0 && -most < (most - least) * 1.5))
        {
            (least, most) = (Math.Min(0, least), Math.Max(0, most));
        }

        if (most - least <= Math.Max(Math.Abs(most), Math.Abs(least)) * 1e-12)
        {
            (least, most) = most == 0 ? (0, 1) : zero ? (Math.Min(0, least), Math.Max(0, most)) : (most - Math.Abs(most) * 0.05, most + Math.Abs(most) * 0.05);
        }

        var step = Nice((most - least) / Math.Max(1, marks));
        if (!double.IsFinite(step) || step <= 0)
        {
            return new(least, most, most - least, 0);
        }

        var (from, to) = (Math.Floor(least / step + 1e-9) * step, Math.Ceiling(most / step - 1e-9) * step);
        return new(from == 0 ? 0 : from, to == 0 ? 0 : to, step, (int)Math.Clamp(-Math.Floor(Math.Log10(step) + 1e-9), 0, 15));
    }

    /// <summary>The nearest of 1, 2, 5, 10 times a power of ten.</summary>
    public static double Nice(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var share = step / power;
        return power * (share <= 1.4 ? 1 : share <= 3 ? 2 : share <= 7 ? 5 : 10);
    }

    public IEnumerable<double> Marks
    {
        get
        {
            var count = Math.Min(50, (int)Math.Round((To - From) / Step));
            for (var at = 0; at <= count; at++)
            {
                var mark = From + at * Step;
                yield return Math.Abs(mark) < Step * 1e-9 ? 0 : mark;
            }
        }
    }

    /// <summary>0 at <see cref="From"/>, 1 at <see cref="To"/>; held between them.</summary>
    public double Share(double value) => Math.Clamp((value / 2 - From / 2) / (To / 2 - From / 2), 0, 1);
}
