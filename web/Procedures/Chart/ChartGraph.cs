namespace DataPortal.Procedures.Chart;

/// <summary>The symbols of a chart; with the arrow they are the five of procedures.md §11.</summary>
public enum ChartShape
{
    /// <summary>Mulai, selesai.</summary>
    Capsule,

    /// <summary>A doing.</summary>
    Box,

    /// <summary>A decision.</summary>
    Diamond,

    /// <summary>Five-sided, with a number: the arrow goes on at the same number on another page.</summary>
    Connector,
}

/// <summary>A symbol before it has a place on paper.</summary>
internal sealed class ChartNode(ChartRow row, int lane, ChartShape shape, string text, bool isReading)
{
    public ChartRow Row { get; } = row;

    public int Lane { get; } = lane;

    public ChartShape Shape { get; set; } = shape;

    public string Text { get; set; } = text;

    /// <summary>The text, or the whole symbol, is ours and not the document's.</summary>
    public bool IsReading { get; set; } = isReading;

    /// <summary>Floor of its row, from 0 at the top.</summary>
    public int Level { get; set; }

    /// <summary>Place among the floors and channels of its page, from the top.</summary>
    public int Position { get; set; }

    /// <summary>How far from its middle the outermost arrow at its sides leaves.</summary>
    public double Reach { get; set; }

    /// <summary>Lines of the longest word at its sides.</summary>
    public int LabelLines { get; set; } = 1;
}

/// <param name="Label">Empty where there is nothing to decide.</param>
internal sealed record ChartEdge(ChartNode From, ChartNode To, string Label)
{
    /// <summary>From side to side on one floor, with nothing in between.</summary>
    public bool IsLevel { get; init; }
}

/// <summary>The symbols of one step, on one or more floors.</summary>
internal sealed class ChartRow(ProcedureStep? step, int lanes)
{
    /// <summary>Null: the connectors at the head or foot of a page.</summary>
    public ProcedureStep? Step { get; } = step;

    public List<ChartNode> Nodes { get; } = [];

    /// <summary>Arrows between its own symbols.</summary>
    public List<ChartEdge> Inner { get; } = [];

    /// <summary>Arrows to other steps: where from, where to, under which word.</summary>
    public List<(ChartNode From, string Step, string Label)> Outer { get; } = [];

    /// <summary>Where arrows from other steps arrive.</summary>
    public ChartNode Entry { get; set; } = null!;

    public int Levels => Cells.Count;

    /// <summary>Per floor and lane: what stands there, or for whom an arrow passes.</summary>
    public List<ChartNode?[]> Cells { get; } = [];

    public ChartNode? this[int level, int lane]
    {
        get => level < Cells.Count ? Cells[level][lane] : null;
        set
        {
            while (Cells.Count <= level)
            {
                Cells.Add(new ChartNode?[lanes]);
            }

            Cells[level][lane] = value;
        }
    }

    public bool IsFree(int level, int firstLane, int lastLane)
    {
        for (var lane = firstLane; lane <= lastLane; lane++)
        {
            if (this[level, lane] is not null)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What is drawn in the lanes of each step, and what the arrows join (procedures.md §3, §11). The order of the cell <i>Pelaksana</i> is the order of the flow.</summary>
internal sealed class ChartGraph
{
    private readonly Dictionary<string, int> _lanes;
    private readonly Dictionary<string, int> _rows;

    private ChartGraph(Procedure procedure)
    {
        _lanes = procedure.Actors.Select((actor, at) => (actor.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at, StringComparer.Ordinal);
        _rows = procedure.Steps.Select((step, at) => (step.No, at)).ToDictionary(pair => pair.No, pair => pair.at, StringComparer.Ordinal);
        Rows = [.. procedure.Steps.Select(step => new ChartRow(step, _lanes.Count))];
        foreach (var row in Rows)
        {
            Fill(row);
        }
    }

    public List<ChartRow> Rows { get; }

    public int Lanes => _lanes.Count;

    public int RowOf(string step) => _rows[step];

    public static ChartGraph Of(Procedure procedure) => new(procedure);

    private void Fill(ChartRow row)
    {
        var step = row.Step!;
        List<ChartNode> flow = [], common = [], ends = [];
        Dictionary<string, List<ChartNode>> branches = new(StringComparer.OrdinalIgnoreCase);
        ChartNode? diamond = null;
        foreach (var (actor, shape) in Shapes(row))
        {
            if (actor.Capsule == Capsule.Start && shape.Shape == ChartShape.Capsule)
            {
                flow.Add(shape);
            }
            else if (actor.Branch is { } word)
            {
                (branches.TryGetValue(word, out var branch) ? branch : branches[word] = []).Add(shape);
            }
            else if (shape.Shape == ChartShape.Capsule)
            {
                ends.Add(shape);
            }
            else if (shape.Shape == ChartShape.Diamond)
            {
                diamond = shape;
            }
            else
            {
                common.Add(shape);
            }
        }

        // A decision whose cell marks no lane is taken by who answers for the step.
        if (diamond is null && step.Next.Kind != NextKind.Plain && common.Count > 0)
        {
            var responsible = _lanes[step.Responsible.Key];
            diamond = common.FirstOrDefault(shape => shape.Lane == responsible) ?? common[^1];
            common.Remove(diamond);
            diamond.Shape = ChartShape.Diamond;
            (diamond.Text, diamond.IsReading) = diamond.Text.Length > 0 ? (diamond.Text, false) : (step.ImpliedQuestion ?? "", true);
        }

        // Where every actor is on some branch, the decision itself still stands with who answers for the step.
        if (diamond is null && step.Next.Kind != NextKind.Plain)
        {
            diamond = new(row, _lanes[step.Responsible.Key], ChartShape.Diamond, step.ImpliedQuestion ?? "", true);
        }

        // Every exit of a diamond has its word: what belongs to all outcomes stands before it.
        flow.AddRange(common);
        flow.AddRange(diamond is null ? [] : [diamond]);
        if (flow.Count == 0 && ends.Count > 0)
        {
            flow.Add(ends[0]);
            ends.RemoveAt(0);
        }
        else if (flow.Count == 0)
        {
            flow.Add(new(row, _lanes[step.Responsible.Key], ChartShape.Box, "", true));
        }

        Stack(row, flow);
        row.Entry = flow.FirstOrDefault(shape => shape.Shape != ChartShape.Capsule) ?? flow[0];
        Lead(row, flow, branches, ends);
    }

    // Each entry of the cell with what it draws, in order.
    private IEnumerable<(StepActor Actor, ChartNode Shape)> Shapes(ChartRow row)
    {
        var step = row.Step!;
        var texts = step.Symbols.GroupBy(symbol => symbol.Actor, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<string>(group.Select(symbol => symbol.Text)), StringComparer.Ordinal);
        var capsuleOnly = step.Actors is [{ Capsule: not Capsule.None }] && step.Activity.Trim().TrimEnd('.') is { } words
            && (words.Equals("Mulai", StringComparison.OrdinalIgnoreCase) || words.Equals("Selesai", StringComparison.OrdinalIgnoreCase));
        foreach (var actor in step.Actors)
        {
            var lane = _lanes[actor.Key];
            if (actor.Capsule == Capsule.Start)
            {
                yield return (actor, new(row, lane, ChartShape.Capsule, "Mulai", false));
            }

            if (step.HasShape(actor) && !capsuleOnly)
            {
                var written = texts.TryGetValue(actor.Key, out var left) && left.TryDequeue(out var text) ? text : null;
                var asks = actor.HasDiamond && written is null && step.ImpliedQuestion is not null;
                yield return (actor, new(row, lane, actor.HasDiamond ? ChartShape.Diamond : ChartShape.Box, written ?? (asks ? step.ImpliedQuestion! : ""), asks));
            }

            if (actor.Capsule == Capsule.End)
            {
                yield return (actor, new(row, lane, ChartShape.Capsule, "Selesai", false));
            }
        }
    }

    // The common way through the row: on one floor as long as nothing stands or passes in between.
    private static void Stack(ChartRow row, List<ChartNode> flow)
    {
        // A capsule alone on the upper floor, when the rest then stands together in one line below it.
        var below = flow.Count > 2 && flow[0].Text == "Mulai" && flow[0].Shape == ChartShape.Capsule && Floors(flow.Skip(1)) + 1 <= Floors(flow);
        for (var at = 0; at < flow.Count; at++)
        {
            Place(row, flow[at], at == 0 ? null : flow[at - 1], below && at == 1);
            if (at > 0)
            {
                Join(row, flow[at - 1], flow[at], "");
            }
        }
    }

    private static int Floors(IEnumerable<ChartNode> flow)
    {
        ChartRow trial = new(null, flow.Max(node => node.Lane) + 1);
        ChartNode? last = null;
        foreach (var node in flow)
        {
            ChartNode copy = new(trial, node.Lane, node.Shape, "", false);
            Place(trial, copy, last, false);
            last = copy;
        }

        return trial.Levels;
    }

    private void Lead(ChartRow row, List<ChartNode> flow, Dictionary<string, List<ChartNode>> branches, List<ChartNode> ends)
    {
        var step = row.Step!;
        var last = flow[^1];
        ChartNode? end = null;
        var here = _rows[step.No];

        // A loop leaves by a side of the diamond: when one is taken by the way in, the branch beside it goes down a floor.
        var sideTaken = last.Shape == ChartShape.Diamond && row.Inner.Any(edge => edge.To == last && edge.IsLevel)
            && step.Next.Outcomes.Any(outcome => outcome.Step is { } no && _rows[no] <= here && !branches.ContainsKey(outcome.Word));
        foreach (var outcome in step.Next.Outcomes)
        {
            var label = step.Next.Kind == NextKind.Plain ? "" : Short(outcome.Word);
            var from = last;
            foreach (var shape in branches.GetValueOrDefault(outcome.Word) ?? [])
            {
                Place(row, shape, from, sideTaken && from == last);
                Join(row, from, shape, label);
                (from, label) = (shape, "");
                end = shape.Shape == ChartShape.Capsule ? shape : end;
            }

            if (outcome.Step is { } to)
            {
                row.Outer.Add((from, to, label));
            }
            else if (from.Shape != ChartShape.Capsule || from.Text != "Selesai")
            {
                // An end the cell does not draw is drawn as ours.
                var capsule = end ?? (ends.Count > 0 ? ends[0] : new(row, from.Lane, ChartShape.Capsule, "Selesai", true));
                if (!row.Nodes.Contains(capsule))
                {
                    Place(row, capsule, from, sideTaken && from == last);
                }

                Join(row, from, capsule, label);
                end = capsule;
            }
        }

        foreach (var shape in ends.Where(shape => !row.Nodes.Contains(shape)))
        {
            Place(row, shape, last, false);
            Join(row, last, shape, "");
        }
    }

    private static string Short(string word) => word.ToLowerInvariant() switch { "ya" => "Y", "tidak" => "T", _ => word };

    private static void Place(ChartRow row, ChartNode node, ChartNode? after, bool lower)
    {
        node.Level = after?.Level ?? 0;
        if (after is not null && (lower || after.Lane == node.Lane || !row.IsFree(node.Level, after.Lane < node.Lane ? after.Lane + 1 : node.Lane, after.Lane < node.Lane ? node.Lane : after.Lane - 1)))
        {
            do
            {
                node.Level++;
            }
            while (!row.IsFree(node.Level, node.Lane, node.Lane));
        }

        for (var lane = after?.Lane ?? node.Lane; after is not null && after.Level == node.Level && lane != node.Lane; lane += Math.Sign(node.Lane - lane))
        {
            row[node.Level, lane] ??= node;
        }

        row[node.Level, node.Lane] = node;
        row.Nodes.Add(node);
    }

    private static void Join(ChartRow row, ChartNode from, ChartNode to, string label)
    {
        // On one floor with only its own passage in between; a second arrow to the same symbol finds its own way.
        var (first, last) = from.Lane < to.Lane ? (from.Lane + 1, to.Lane - 1) : (to.Lane + 1, from.Lane - 1);
        var level = from.Level == to.Level && from.Lane != to.Lane && !row.Inner.Any(edge => edge.IsLevel && edge.To == to);
        for (var lane = first; level && lane <= last; lane++)
        {
            level = row[from.Level, lane] == to;
        }

        row.Inner.Add(new(from, to, label) { IsLevel = level });
    }
}
