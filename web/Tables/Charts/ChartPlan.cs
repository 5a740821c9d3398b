using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>One figure of a chart: a number, or why none stands.</summary>
public readonly record struct ChartValue(double Value, CellStatus Status)
{
    public bool IsNumber => double.IsFinite(Value);

    /// <summary>Drawn dashed or hollow: it will change, or it is a guess.</summary>
    public bool IsProvisional => IsNumber && Status is CellStatus.Provisional or CellStatus.VeryProvisional or CellStatus.Estimate;

    public static ChartValue Of(Cube cube, int cell) =>
        new(TableSymbols.HidesNumber(cube.Status[cell]) || !double.IsFinite(cube.Values[cell]) ? double.NaN : cube.Values[cell], cube.Status[cell]);
}

/// <summary>A line, a colour of bars, or a cloud of points.</summary>
/// <param name="Values">One for each category of the axis.</param>
/// <param name="IsHere">The office's own region.</param>
public sealed record ChartSeries(string Label, IReadOnlyList<ChartValue> Values, bool IsHere = false);

/// <summary>One pair of axes; small multiples have several.</summary>
/// <param name="Title">Empty where there is only one.</param>
/// <param name="IsHere">The office's own region.</param>
public sealed record ChartPanel(string Title, string Unit, int Decimals, IReadOnlyList<ChartSeries> Series, bool IsHere = false)
{
    public IEnumerable<ChartValue> Values => Series.SelectMany(series => series.Values);
}

/// <summary>A category of the axis.</summary>
/// <param name="At">Where it stands in time, in years; null where the axis is not time or cannot be read.</param>
public sealed record ChartTick(string Label, bool IsHere = false, double? At = null);

/// <summary>A dimension held at one category, though the selection has more of it.</summary>
/// <param name="Category">Its position, or <see cref="Sum"/>.</param>
/// <param name="Choices">Positions the visitor may hold it at instead.</param>
public sealed record HeldDimension(Dimension Dimension, int Category, IReadOnlyList<int> Choices)
{
    /// <summary>In place of a category: what is selected, added up.</summary>
    public const int Sum = -1;

    /// <summary>Categories added up; 0 where it is held at one.</summary>
    public int Summed { get; init; }

    public bool IsSum => Category == Sum;

    public string SumLabel => Speech.T($"jumlah {Summed} kategori", $"total of {Summed} categories");

    public string Label => IsSum ? $"{ChartPlan.Lower(Dimension)}: {SumLabel}" : ChartWords.Named(Dimension, Dimension.Categories[Category]);
}

/// <summary>Which figures a chart shows and how: everything but the drawing.</summary>
public sealed record ChartPlan
{
    public required ChartKind Kind { get; init; }

    /// <summary>Kinds this selection can be drawn as, in the order of the buttons.</summary>
    public required IReadOnlyList<ChartKind> Kinds { get; init; }

    public required TableText Text { get; init; }
    public WorkedFigures? Worked { get; init; }
    public required Dimension Axis { get; init; }
    public required IReadOnlyList<ChartTick> Ticks { get; init; }
    public required IReadOnlyList<ChartPanel> Panels { get; init; }

    /// <summary>What the series are of; null where there is one.</summary>
    public Dimension? SeriesOf { get; init; }
    public Dimension? PanelsOf { get; init; }

    /// <summary>Held by the chart; the table shows more of them.</summary>
    public IReadOnlyList<HeldDimension> Held { get; init; } = [];

    /// <summary>Fixed by the selection itself, as far as it says something.</summary>
    public IReadOnlyList<(Dimension Dimension, Category Category)> Fixed { get; init; } = [];

    /// <summary>How many of the axis' categories, series or panels there are; more than drawn where some were left out.</summary>
    public int OfTicks { get; init; }
    public int OfSeries { get; init; }
    public int OfPanels { get; init; }

    /// <summary>The categories have an order of their own: time, ages, classes.</summary>
    public bool IsOrdered { get; init; }
    public bool IsTime => Axis.Role is DimensionRole.Time;

    public ChartPanel First => Panels[0];

    public string Unit => First.Unit;

    public int Decimals => First.Decimals;

    /// <summary>A figure as a reader sees it, its mark beside it.</summary>
    public string Show(ChartValue value, int? decimals = null) => value.IsNumber
        ? $"{Shared.Show.Number(value.Value, decimals ?? Decimals).Replace('-', '−')}{(TableSymbols.Mark(value.Status, Text) is { Length: > 0 } mark ? " " + mark : "")}"
        : TableSymbols.Mark(value.Status, Text) is { Length: > 0 } symbol ? symbol : Speech.T("kosong", "empty");

    /// <summary>What was left out, in a sentence; null where nothing was.</summary>
    public string? LeftOut
    {
        get
        {
            var parts = new List<string>();
            if (Ticks.Count < OfTicks)
            {
                parts.Add(IsTime ? Speech.T($"{Ticks.Count} periode terakhir dari {OfTicks}", $"the latest {Ticks.Count} of {OfTicks} periods") : Speech.T($"{Ticks.Count} dari {OfTicks} {Lower(Axis)}", $"{Ticks.Count} of {OfTicks}, by {Lower(Axis)}"));
            }

            if (SeriesOf is not null && First.Series.Count < OfSeries)
            {
                parts.Add(Speech.T($"{First.Series.Count} dari {OfSeries} {Lower(SeriesOf)}, yang terbesar", $"the largest {First.Series.Count} of {OfSeries}, by {Lower(SeriesOf)}"));
            }

            if (PanelsOf is not null && Panels.Count < OfPanels)
            {
                parts.Add(Speech.T($"{Panels.Count} dari {OfPanels} {Lower(PanelsOf)}", $"{Panels.Count} of {OfPanels}, by {Lower(PanelsOf)}"));
            }

            return parts.Count == 0 ? null : $"{Speech.T("Digambar", "Drawn")}: {string.Join("; ", parts)}. {Speech.T("Semua angka ada di tabel.", "All figures are in the table.")}";
        }
    }

    internal static string Lower(Dimension dimension) => Small(dimension.Label.ToString());

    /// <summary>As within a sentence; abbreviations keep their capitals.</summary>
    internal static string Small(string label) => label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
}
