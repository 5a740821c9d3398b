namespace DataPortal.Procedures.Chart;

/// <summary>A stretch of an arrow in a gutter (between two lanes, upright) or a channel (between two floors, level).</summary>
/// <param name="line">Which gutter: twice the lane, and one more for the right one; or which channel: its position.</param>
/// <param name="join">Stretches of one channel that lead into the same symbol may lie on each other.</param>
internal sealed class ChartRun(bool isGutter, int line, int from, int to, ChartNode? join)
{
    public bool IsGutter { get; } = isGutter;

    public int Line { get; } = line;

    public int From { get; } = from;

    public int To { get; } = to;

    public ChartNode? Join { get; } = join;

    /// <summary>Counted from the symbol in a gutter, from above in a channel.</summary>
    public int Track { get; set; }
}

/// <summary>Where an arrow leaves or enters the side of a symbol.</summary>
internal sealed class ChartPort(ChartNode node, bool isRight, int turn, bool isLevel, bool isOut)
{
    public ChartNode Node { get; } = node;

    public bool IsRight { get; } = isRight;

    /// <summary>-1: goes up; 1: goes down.</summary>
    public int Turn { get; } = turn;

    public bool IsLevel { get; } = isLevel;

    public bool IsOut { get; } = isOut;

    /// <summary>From the middle of the symbol, in steps.</summary>
    public double Step { get; set; }

    public string Label { get; init; } = "";
}

/// <summary>A corner of an arrow before the chart is measured: upright place, then level place, each by what gives it.</summary>
internal readonly record struct ChartCorner(ChartNode? Node, ChartRun? Gutter, ChartPort? Port, int Lane, ChartRun? Channel, ChartPort? PortHeight, ChartNode? Top, ChartNode? Bottom);

/// <summary>An arrow with its corners. Its label stands at its port, or under the symbol it leaves from.</summary>
internal sealed record ChartWay(ChartEdge Edge, ChartPort? Exit, IReadOnlyList<ChartCorner> Corners);
