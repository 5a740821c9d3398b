using DataPortal.Content;
using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>Draws a <see cref="MapPlan"/>: outlines, a legend with ranges and counts, what has no figure hatched.</summary>
public static class MapDrawing
{
    /// <param name="id">As for <see cref="ChartDrawing.Of"/>.</param>
    public static ChartDrawing Of(MapPlan plan, int width, string id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var pen = new ChartPen(width, id);
        var top = ChartFrame.Above(pen, plan.Text, plan.Worked, string.Join(" · ", new[] { plan.About, plan.Unit }.Where(part => part.Length > 0)));
        // The legend stands beside a map that leaves room for it.
        var beside = !pen.IsNarrow;
        var room = beside ? 200.0 : 0;
        var scale = Math.Min((width - room - 8) / plan.Shapes.Width, 620 / plan.Shapes.Height);
        var whys = plan.Regions.Where(region => !region.Value.IsNumber).Select(region => region.Why).Distinct().Order().ToList();
        foreach (var region in plan.Regions.OrderBy(region => region.IsHere))
        {
            pen.Path(region.Shape.Path, $"translate(4 {ChartPen.Number(top)}) scale({scale.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)})",
                $"land{(region.Class > 0 ? $" q{plan.Shade(region.Class)}" : "")}{(region.IsHere ? " own" : "")}", region.Class > 0 ? null : pen.Hatch(whys.IndexOf(region.Why)),
                $"{region.Shape.Name}: {region.Shown}{(region.Value.IsNumber ? $" {plan.Unit}".TrimEnd() : region.Why is CellStatus.Missing ? "" : $" ({TableSymbols.Meaning(region.Why, plan.Text)})")}");
        }

        if (plan.Regions.FirstOrDefault(region => region.IsHere) is { } here)
        {
            pen.Text(4 + here.Shape.X * scale, top + here.Shape.Y * scale + 4, here.Shape.Name, "t em halo", "middle");
        }

        var bottom = top + plan.Shapes.Height * scale + 8;
        var legend = Legend(pen, plan, whys, beside ? width - room + 12 : 0, beside ? top : bottom + 4, beside ? room - 12 : width);
        var said = new List<string>();
        if (plan.Worked is { } worked)
        {
            said.Add(worked.About.ToString());
        }

        if (plan.Regions.Any(region => region.IsHere))
        {
            said.Add(Speech.T($"Batas tebal: {plan.Regions.First(region => region.IsHere).Shape.Name}.", $"Bold border: {plan.Regions.First(region => region.IsHere).Shape.Name}."));
        }

        said.AddRange(plan.Text.Notes.Where(note => note.Mandatory).Select(note => note.ToString()));
        said.Add(Speech.T($"Batas wilayah disederhanakan dan bukan rujukan resmi. Peta: {plan.Shapes.Attribution}.", $"Boundaries are simplified and not an official reference. Map: {plan.Shapes.Attribution}."));
        var height = ChartFrame.Below(pen, plan.Text, said, Math.Max(bottom, legend));
        return new(width, height, $"{Speech.T("Peta", "Map")}: {WorkedFigures.Title(plan.Text, plan.Worked)}", plan.Describe(), pen.Finish());
    }

    private static double Legend(ChartPen pen, MapPlan plan, List<CellStatus> whys, double x, double y, double room)
    {
        for (var one = plan.Classes.Count; one >= 1; one--)
        {
            var (from, to, count) = plan.Classes[one - 1];
            pen.Box(x, y, 22, 16, $"q{plan.Shade(one)} edge");
            pen.Text(x + 30, y + 13, ChartPen.Fit($"{(from == to ? from : $"{from} – {to}")} ({count})", room - 30, 12), "t12");
            y += 21;
        }

        foreach (var why in whys)
        {
            var count = plan.Regions.Count(region => !region.Value.IsNumber && region.Why == why);
            pen.Box(x, y, 22, 16, "edge", pen.Hatch(whys.IndexOf(why)));
            var words = why is CellStatus.Missing ? Speech.T("tidak ada data", "no data") : $"{TableSymbols.Mark(why, plan.Text)} {TableSymbols.Meaning(why, plan.Text)}";
            foreach (var line in ChartPen.Wrap($"{words} ({count})", room - 30, 12, most: 4))
            {
                pen.Text(x + 30, y + 13, line, "t12");
                y += 15;
            }

            y += 6;
        }

        foreach (var line in ChartPen.Wrap(Speech.T("Dalam kurung: banyaknya wilayah", "In brackets: number of regions"), room, 12))
        {
            pen.Text(x, y += 12, line, "t2");
            y += 3;
        }

        return y + 8;
    }
}
