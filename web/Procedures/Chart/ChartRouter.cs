namespace DataPortal.Procedures.Chart;

/// <summary>
/// Leads the arrows of one page around its symbols. Symbols stand in the middle of their lane on a floor; arrows run in gutters, in channels, or through
/// cells in which nothing stands, each on a track of its own: so none crosses a symbol and no two lie on each other, unless they lead into the same symbol.
/// </summary>
internal sealed class ChartRouter
{
    private readonly IReadOnlyList<ChartRow> _rows;
    private readonly List<ChartNode>[] _inLane;
    private readonly List<(int From, int To, ChartNode For)>[] _middles;
    private readonly Dictionary<(ChartNode, bool), List<ChartPort>> _ports = [];
    private readonly Dictionary<(int Position, int Lane), ChartNode> _passing = [];
    private readonly Dictionary<(bool, int), List<ChartRun>> _runs = [];

    public ChartRouter(IReadOnlyList<ChartRow> rows, IEnumerable<ChartEdge> edges, int lanes)
    {
        _rows = rows;
        _inLane = [.. Enumerable.Range(0, lanes).Select(_ => new List<ChartNode>())];
        _middles = [.. Enumerable.Range(0, lanes).Select(_ => new List<(int, int, ChartNode)>())];
        var position = 0;
        foreach (var row in rows)
        {
            for (var level = 0; level < row.Levels; level++)
            {
                for (var lane = 0; lane < lanes; lane++)
                {
                    if (row[level, lane] is { } node)
                    {
                        _passing[(position + 2 * level + 1, lane)] = node;
                    }
                }
            }

            foreach (var node in row.Nodes)
            {
                node.Position = position + 2 * node.Level + 1;
                (node.Reach, node.LabelLines) = (0, 1);
                _inLane[node.Lane].Add(node);
            }

            position += 2 * row.Levels + 2;
        }

        foreach (var lane in _inLane)
        {
            lane.Sort((one, other) => one.Position.CompareTo(other.Position));
        }

        Lead([.. edges]);
        foreach (var runs in _runs.Values)
        {
            Track(runs);
        }

        foreach (var ports in _ports.Values)
        {
            Spread(ports);
        }
    }

    public List<ChartWay> Ways { get; } = [];

    /// <summary>Tracks used in a gutter or channel.</summary>
    public int Tracks(bool isGutter, int line) => _runs.TryGetValue((isGutter, line), out var runs) ? runs.Max(run => run.Track) + 1 : 0;

    private void Lead(List<ChartEdge> edges)
    {
        foreach (var edge in edges.Where(edge => edge.IsLevel))
        {
            var right = edge.To.Lane > edge.From.Lane;
            var exit = Port(edge.From, right, 0, true, true, edge.Label);
            var entry = Port(edge.To, !right, 0, true, false, "");
            Ways.Add(new(edge, exit, [Side(exit), Side(entry)]));
        }

        // The way into a symbol from above is kept free for those who come that way.
        foreach (var edge in edges.Where(edge => !edge.IsLevel))
        {
            Keep(edge.To.Lane, edge.To.Position - 1, edge.To.Position - 1, edge.To);
        }

        List<ChartEdge> aside = [];
        foreach (var group in edges.Where(edge => !edge.IsLevel).GroupBy(edge => edge.From))
        {
            // One arrow leaves below: straight down if there is one, else the nearest.
            var down = group.Where(IsDown).OrderBy(edge => edge.To.Lane == edge.From.Lane && IsOpen(edge.To.Lane, edge.From.Position, edge.To.Position) ? 0 : 1)
                .ThenBy(edge => edge.To.Position).FirstOrDefault();
            aside.AddRange(group.Where(edge => edge != down));
            if (down is not null && !Below(down))
            {
                aside.Add(down);
            }
        }

        // Sides are chosen before any arrow comes in by one.
        List<(ChartEdge Edge, ChartPort Exit)> leaving = [.. aside.Select(edge => (edge, Exit(edge)))];
        foreach (var (edge, exit) in leaving.OrderBy(one => Math.Abs(one.Edge.To.Position - one.Edge.From.Position)))
        {
            if (IsDown(edge))
            {
                Forward(edge, exit);
            }
            else
            {
                Back(edge, exit);
            }
        }
    }

    private static bool IsDown(ChartEdge edge) => edge.To.Position > edge.From.Position;

    // Out of the bottom, into the top.
    private bool Below(ChartEdge edge)
    {
        var (from, to) = (edge.From, edge.To);
        var (leave, arrive) = (from.Position + 1, to.Position - 1);
        if (from.Lane == to.Lane && IsOpen(from.Lane, from.Position, to.Position) && IsKept(from.Lane, leave, arrive, to))
        {
            Keep(from.Lane, leave, arrive, to);
            Ways.Add(new(edge, null, [Bottom(from), Top(to)]));
            return true;
        }

        if (!IsKept(from.Lane, leave, leave, to))
        {
            return false;
        }

        if (from.Lane != to.Lane && IsOpen(from.Lane, from.Position, arrive + 1) && IsKept(from.Lane, leave, arrive, to))
        {
            // Down its own lane, across just above.
            Keep(from.Lane, leave, arrive, to);
            var across = Run(false, arrive, Middle(from.Lane), Middle(to.Lane), to);
            Ways.Add(new(edge, null, [Bottom(from), At(from.Lane, across), At(to.Lane, across), Top(to)]));
            return true;
        }

        Keep(from.Lane, leave, leave, to);
        if (from.Lane != to.Lane && IsOpen(to.Lane, leave, to.Position) && IsKept(to.Lane, leave, arrive, to))
        {
            // Across just below, down the lane of the target.
            Keep(to.Lane, leave, arrive, to);
            var across = Run(false, leave, Middle(from.Lane), Middle(to.Lane), to);
            Ways.Add(new(edge, null, [Bottom(from), At(from.Lane, across), At(to.Lane, across), Top(to)]));
            return true;
        }

        var right = from.Lane == to.Lane ? IsRightFreer(from.Lane, leave, arrive) : to.Lane > from.Lane;
        var gutter = Run(true, Gutter(from.Lane, right), leave, arrive, null);
        var before = Run(false, leave, Middle(from.Lane), Gut(from.Lane, right), null);
        var after = Run(false, arrive, Gut(from.Lane, right), Middle(to.Lane), to);
        Ways.Add(new(edge, null, [Bottom(from), At(from.Lane, before), At(gutter, before), At(gutter, after), At(to.Lane, after), Top(to)]));
        return true;
    }

    // Out of a side, down, into the top.
    private void Forward(ChartEdge edge, ChartPort exit)
    {
        var (from, to) = (edge.From, edge.To);
        var arrive = to.Position - 1;
        var toward = exit.IsRight ? to.Lane > from.Lane : to.Lane < from.Lane;
        if (toward && exit.Turn == 0 && CanPass(from.Position, from.Lane + (exit.IsRight ? 1 : -1), to.Lane, to) && IsOpen(to.Lane, from.Position, to.Position)
            && IsKept(to.Lane, from.Position, arrive, to))
        {
            Keep(to.Lane, from.Position, arrive, to);
            Pass(from.Position, from.Lane + (exit.IsRight ? 1 : -1), to.Lane, to);
            Ways.Add(new(edge, exit, [Side(exit), new(null, null, null, to.Lane, null, exit, null, null), Top(to)]));
            return;
        }

        var gutter = Run(true, Gutter(from.Lane, exit.IsRight), from.Position, arrive, null);
        var across = Run(false, arrive, Gut(from.Lane, exit.IsRight), Middle(to.Lane), to);
        Ways.Add(new(edge, exit, [Side(exit), At(gutter, exit), At(gutter, across), At(to.Lane, across), Top(to)]));
    }

    // Out of a side, up the gutter, into a side; where both are taken, into the top.
    private void Back(ChartEdge edge, ChartPort exit)
    {
        var (from, to) = (edge.From, edge.To);
        var enterRight = to.Lane == from.Lane ? exit.IsRight : to.Lane < from.Lane;
        // What stands beside the gutter on the target's floor must not use the same height.
        var beside = _passing.GetValueOrDefault((to.Position, from.Lane));
        var clear = beside is null || beside == to || !Leaves(beside, exit.IsRight);
        if (to.Position < from.Position && clear && !Leaves(to, enterRight))
        {
            var first = to.Lane == from.Lane ? 1 : exit.IsRight ? to.Lane > from.Lane ? from.Lane + 1 : from.Lane : to.Lane > from.Lane ? from.Lane : from.Lane - 1;
            var last = to.Lane > from.Lane ? to.Lane - 1 : to.Lane + 1;
            var straight = to.Lane == from.Lane || (to.Lane > from.Lane ? first > last : first < last);
            if (straight || CanPass(to.Position, first, last, to))
            {
                if (!straight)
                {
                    Pass(to.Position, first, last, to);
                }

                var entry = Port(to, enterRight, 0, false, false, "");
                var gutter = Run(true, Gutter(from.Lane, exit.IsRight), to.Position, from.Position, null);
                Ways.Add(new(edge, exit, [Side(exit), At(gutter, exit), At(gutter, entry), Side(entry)]));
                return;
            }
        }

        var side = !Leaves(to, enterRight) ? enterRight : !Leaves(to, !enterRight) ? !enterRight : (bool?)null;
        if (side is { } open)
        {
            var entry = Port(to, open, 0, false, false, "");
            var channel = to.Position + (to.Position < from.Position ? 1 : -1);
            var up = Run(true, Gutter(from.Lane, exit.IsRight), Math.Min(channel, from.Position), from.Position, null);
            var near = Run(true, Gutter(to.Lane, open), Math.Min(to.Position, channel), Math.Max(to.Position, channel), null);
            var across = Run(false, channel, Gut(from.Lane, exit.IsRight), Gut(to.Lane, open), null);
            Ways.Add(new(edge, exit, [Side(exit), At(up, exit), At(up, across), At(near, across), At(near, entry), Side(entry)]));
            return;
        }

        var over = to.Position - 1;
        var rise = Run(true, Gutter(from.Lane, exit.IsRight), over, from.Position, null);
        var into = Run(false, over, Gut(from.Lane, exit.IsRight), Middle(to.Lane), to);
        Ways.Add(new(edge, exit, [Side(exit), At(rise, exit), At(rise, into), At(to.Lane, into), Top(to)]));
    }

    private ChartPort Exit(ChartEdge edge)
    {
        var (from, to) = (edge.From, edge.To);
        double Cost(bool right)
        {
            var used = _ports.GetValueOrDefault((from, right)) ?? [];
            var (upper, lower) = (Math.Min(from.Position, to.Position), Math.Max(from.Position, to.Position - 1));
            var toward = to.Lane == from.Lane ? 0 : (to.Lane > from.Lane) == right ? 0 : 3;
            return used.Count(port => port.IsLevel) * 20 + used.Count(port => !port.IsLevel) * 10 + toward + Crossed(from.Lane, right, upper, lower) + (right ? 0 : 0.5);
        }

        var isRight = Cost(true) <= Cost(false);
        var shared = _ports.GetValueOrDefault((from, isRight)) is { Count: > 0 };
        return Port(from, isRight, shared || to.Lane == from.Lane || !IsDown(edge) ? IsDown(edge) ? 1 : -1 : 0, false, true, edge.Label);
    }

    // Level arrows a line in this gutter would cross.
    private int Crossed(int lane, bool right, int upper, int lower)
    {
        var crossed = 0;
        for (var position = upper; position <= lower && position - upper < 60; position++)
        {
            var here = _passing.GetValueOrDefault((position, lane));
            var beside = _passing.GetValueOrDefault((position, lane + (right ? 1 : -1)));
            crossed += here is not null && beside is not null && (here == beside || here.Lane != lane || beside.Lane != lane + (right ? 1 : -1) || here.Row == beside.Row) ? 1 : 0;
        }

        return crossed;
    }

    private bool IsRightFreer(int lane, int upper, int lower) => Crossed(lane, true, upper, lower) <= Crossed(lane, false, upper, lower);

    private bool Leaves(ChartNode node, bool right) => _ports.TryGetValue((node, right), out var ports) && ports.Exists(port => port.IsOut);

    // Whether nothing stands in a lane between two positions, neither counted.
    private bool IsOpen(int lane, int above, int below)
    {
        var nodes = _inLane[lane];
        int low = 0, high = nodes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = nodes[middle].Position <= above ? (middle + 1, high) : (low, middle);
        }

        return low == nodes.Count || nodes[low].Position >= below;
    }

    private bool IsKept(int lane, int from, int to, ChartNode target) => !_middles[lane].Exists(kept => kept.For != target && kept.From <= to && kept.To >= from);

    private void Keep(int lane, int from, int to, ChartNode target) => _middles[lane].Add((from, to, target));

    private bool CanPass(int position, int first, int last, ChartNode target)
    {
        for (var lane = first; ; lane += Math.Sign(last - first))
        {
            if (_passing.ContainsKey((position, lane)))
            {
                return false;
            }

            if (lane == last)
            {
                return true;
            }
        }
    }

    private void Pass(int position, int first, int last, ChartNode target)
    {
        for (var lane = first; ; lane += Math.Sign(last - first))
        {
            _passing[(position, lane)] = target;
            if (lane == last)
            {
                return;
            }
        }
    }

    private ChartPort Port(ChartNode node, bool right, int turn, bool isLevel, bool isOut, string label)
    {
        ChartPort port = new(node, right, turn, isLevel, isOut) { Label = label };
        (_ports.TryGetValue((node, right), out var ports) ? ports : _ports[(node, right)] = []).Add(port);
        return port;
    }

    private ChartRun Run(bool isGutter, int line, int one, int other, ChartNode? join)
    {
        ChartRun run = new(isGutter, line, Math.Min(one, other), Math.Max(one, other), join);
        (_runs.TryGetValue((isGutter, line), out var runs) ? runs : _runs[(isGutter, line)] = []).Add(run);
        return run;
    }

    private static int Gutter(int lane, bool right) => 2 * lane + (right ? 1 : 0);

    private static int Middle(int lane) => 3 * lane + 1;

    private static int Gut(int lane, bool right) => 3 * lane + (right ? 2 : 0);

    private static ChartCorner Side(ChartPort port) => new(null, null, port, 0, null, port, null, null);

    private static ChartCorner Bottom(ChartNode node) => new(node, null, null, node.Lane, null, null, null, node);

    private static ChartCorner Top(ChartNode node) => new(node, null, null, node.Lane, null, null, node, null);

    private static ChartCorner At(int lane, ChartRun channel) => new(null, null, null, lane, channel, null, null, null);

    private static ChartCorner At(ChartRun gutter, ChartRun channel) => new(null, gutter, null, 0, channel, null, null, null);

    private static ChartCorner At(ChartRun gutter, ChartPort port) => new(null, gutter, null, 0, null, port, null, null);

    // Short stretches lie inside long ones, so that loops within loops do not cross.
    private static void Track(List<ChartRun> runs)
    {
        List<List<(int From, int To)>> tracks = [];
        foreach (var group in runs.GroupBy(run => (object?)run.Join ?? run).Select(group => (Runs: group.ToList(), From: group.Min(run => run.From), To: group.Max(run => run.To))).OrderBy(group => group.To - group.From))
        {
            var track = tracks.FindIndex(taken => !taken.Exists(other => other.From <= group.To && other.To >= group.From));
            if (track < 0)
            {
                track = tracks.Count;
                tracks.Add([]);
            }

            tracks[track].Add((group.From, group.To));
            group.Runs.ForEach(run => run.Track = track);
        }
    }

    // One port stands in the middle; more share the side, those that go up above those that go down. Ways in meet in the middle.
    private static void Spread(List<ChartPort> ports)
    {
        List<ChartPort> leaving = [.. ports.Where(port => port.IsOut && !port.IsLevel).OrderBy(port => port.Turn)];
        var middle = ports.Exists(port => port.IsLevel || !port.IsOut);
        if (middle)
        {
            var (up, down) = (0, 0);
            foreach (var port in leaving)
            {
                port.Step = port.Turn < 0 ? --up : ++down;
            }
        }
        else
        {
            for (var at = 0; at < leaving.Count; at++)
            {
                leaving[at].Step = at - (leaving.Count - 1) / 2.0;
            }
        }

        foreach (var port in ports)
        {
            port.Node.Reach = Math.Max(port.Node.Reach, Math.Abs(port.Step));
        }
    }
}
