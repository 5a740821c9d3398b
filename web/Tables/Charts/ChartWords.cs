using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>What a chart says in words: under its title, below it, and to those who do not see it.</summary>
internal static class ChartWords
{
    /// <summary>Muara Enim, 2026 · jiwa</summary>
    public static string About(ChartPlan plan)
    {
        var held = plan.Held.Select(one => (one.Label, IsMeasure: !one.IsSum && one.Dimension.Categories[one.Category].Unit is not null))
            .Concat(plan.Fixed.Select(one => (Label: Named(one.Dimension, one.Category), IsMeasure: one.Category.Unit is not null)));
        var where = string.Join(", ", held.Where(one => plan.Kind is not ChartKind.Scatter || !one.IsMeasure).Select(one => one.Label));
        var unit = plan.Kind is ChartKind.Scatter ? "" : plan.Kind is ChartKind.Shares ? Speech.T("persen", "per cent")
            : plan.Panels.Select(panel => panel.Unit).Distinct(StringComparer.Ordinal).Count() == 1 ? plan.Unit : "";
        return string.Join(" · ", new[] { where, unit }.Where(part => part.Length > 0));
    }

    /// <summary>A total says what it is the total of.</summary>
    internal static string Named(Dimension dimension, Category category) =>
        Import.KnownWords.IsTotal(category.Label.Id) ? $"{ChartPlan.Lower(dimension)}: {ChartPlan.Small(category.Label.ToString())}" : category.Label.ToString();

    /// <summary>What was left out, what the symbols mean, the notes that must not be missed.</summary>
    public static IEnumerable<string> Below(ChartPlan plan)
    {
        if (plan.Worked is { } worked)
        {
            yield return worked.About.ToString();
        }

        if (plan.LeftOut is { } leftOut)
        {
            yield return leftOut;
        }

        var seen = plan.Panels.SelectMany(panel => panel.Values).Select(value => value.Status).Where(status => status is not CellStatus.Normal and not CellStatus.Missing).Distinct().Order().ToList();
        if (seen.Count > 0)
        {
            var meanings = seen.Where(status => TableSymbols.Mark(status, plan.Text).Length > 0).Select(status => $"{TableSymbols.Mark(status, plan.Text)} {TableSymbols.Meaning(status, plan.Text)}");
            var dashed = plan.Panels.SelectMany(panel => panel.Values).Any(value => value.IsProvisional)
                ? Speech.T(" Putus-putus dan berongga: angka yang masih dapat berubah.", " Dashed and hollow: figures that may still change.") : "";
            yield return $"{string.Join("; ", meanings)}.{dashed}";
        }

        foreach (var note in plan.Text.Notes.Where(note => note.Mandatory))
        {
            yield return note.ToString();
        }

        if (plan.Text.IsProjection)
        {
            yield return Speech.T("Angka proyeksi.", "Projected figures.");
        }
    }

    /// <summary>A sentence or three: what, from when to when, highest and lowest, trend.</summary>
    public static string Describe(ChartPlan plan)
    {
        var about = About(plan);
        var sentences = new List<string> { plan.Worked?.About.ToString() ?? "", about.Length > 0 ? $"{about}." : "" };
        if (plan.IsTime && plan.Ticks.Count > 1)
        {
            sentences.Add(Speech.T($"Dari {plan.Ticks[0].Label} sampai {plan.Ticks[^1].Label}.", $"From {plan.Ticks[0].Label} to {plan.Ticks[^1].Label}."));
        }

        var count = plan.Panels.Sum(panel => panel.Series.Count);
        if (plan.Kind is ChartKind.Scatter)
        {
            sentences.Add(Scatter(plan));
        }
        else if (count > 1)
        {
            var names = plan.Panels.SelectMany(panel => panel.Series.Select(series => string.Join(", ", new[] { panel.Title, series.Label }.Where(part => part.Length > 0)))).ToList();
            sentences.Add($"{Speech.T($"{count} rangkaian", $"{count} series")}: {string.Join("; ", names.Take(12))}{(count > 12 ? "; …" : "")}.");
        }

        if (plan.Kind is not ChartKind.Scatter)
        {
            // Of many panels the highest and lowest of all; measures are never compared with each other.
            sentences.AddRange(plan.Panels.Count <= 4 || plan.PanelsOf?.Role is DimensionRole.Measure ? plan.Panels.Select(panel => Extremes(plan, [panel])) : [Extremes(plan, plan.Panels)]);
        }

        if (plan.IsTime && count == 1)
        {
            sentences.Add(Trend(plan, plan.First.Series[0]));
        }

        if (plan.Text.IsSample)
        {
            sentences.Add(Speech.T("Angka contoh, bukan data resmi.", "Made-up figures, not official data."));
        }

        sentences.Add(plan.LeftOut ?? Speech.T("Semua angka ada di tabel.", "All figures are in the table."));
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }

    /// <summary>The finding, where there is one: who is highest, and the office's own place.</summary>
    public static string Heading(ChartPlan plan) => plan.Worked is { } worked ? $"{worked.Name}: {ChartPlan.Small(Finding(plan))}" : Finding(plan);

    private static string Finding(ChartPlan plan)
    {
        var values = plan.First.Series[0].Values;
        if (plan.Kind is ChartKind.Bars && !plan.IsOrdered && plan.Ticks.Count >= 3 && values.Count(value => value.IsNumber) >= 3)
        {
            var ranked = plan.Ticks.Select((tick, at) => (tick, values[at].Value)).Where(one => double.IsFinite(one.Value)).OrderByDescending(one => one.Value).ToList();
            var rank = ranked.FindIndex(one => one.tick.IsHere) + 1;
            var most = ranked[0].tick.Label;
            return rank switch
            {
                0 => Speech.T($"{most} tertinggi", $"{most} highest"),
                1 => Speech.T($"{most} tertinggi dari {ranked.Count}", $"{most} highest of {ranked.Count}"),
                _ => Speech.T($"{most} tertinggi, {ranked[rank - 1].tick.Label} urutan ke-{rank}", $"{most} highest, {ranked[rank - 1].tick.Label} in place {rank}"),
            };
        }

        var axis = ChartPlan.Lower(plan.Axis);
        return plan.Kind switch
        {
            ChartKind.Pyramid => Speech.T("Piramida penduduk", "Population pyramid"),
            ChartKind.Scatter => $"{plan.Panels[0].Title} {Speech.T("dan", "and")} {plan.Panels[1].Title}",
            _ => plan.SeriesOf is { } series ? Speech.T($"Menurut {axis} dan {ChartPlan.Lower(series)}", $"By {axis} and {ChartPlan.Lower(series)}")
                : plan.PanelsOf is { } panels ? Speech.T($"Menurut {axis} dan {ChartPlan.Lower(panels)}", $"By {axis} and {ChartPlan.Lower(panels)}") : Speech.T($"Menurut {axis}", $"By {axis}"),
        };
    }

    private static string Extremes(ChartPlan plan, IReadOnlyList<ChartPanel> panels)
    {
        var known = panels.SelectMany(panel => panel.Series.SelectMany(series => series.Values.Select((value, at) =>
            (Where: string.Join(", ", new[] { panel.Title, series.Label, plan.Ticks[at].Label }.Where(part => part.Length > 0)), Value: value, panel.Decimals)))).Where(one => one.Value.IsNumber).ToList();
        if (known.Count == 0)
        {
            return Speech.T("Tidak ada angka.", "No figures.");
        }

        var (most, least) = (known.MaxBy(one => one.Value.Value), known.MinBy(one => one.Value.Value));
        var (highest, lowest) = (plan.Show(most.Value, most.Decimals), plan.Show(least.Value, least.Decimals));
        return known.Count == 1 ? $"{most.Where}: {highest}."
            : Speech.T($"Tertinggi {highest} ({most.Where}), terendah {lowest} ({least.Where}).", $"Highest {highest} ({most.Where}), lowest {lowest} ({least.Where}).");
    }

    private static string Trend(ChartPlan plan, ChartSeries series)
    {
        var known = series.Values.Where(value => value.IsNumber).ToList();
        if (known.Count < 2)
        {
            return "";
        }

        var (first, last) = (known[0], known[^1]);
        var way = last.Value > first.Value ? Speech.T("Naik", "Up") : last.Value < first.Value ? Speech.T("Turun", "Down") : Speech.T("Tetap", "Unchanged");
        return $"{way} {Speech.T("dari", "from")} {plan.Show(first)} {Speech.T("menjadi", "to")} {plan.Show(last)}.";
    }

    private static string Scatter(ChartPlan plan)
    {
        var (across, up) = (plan.Panels[0], plan.Panels[1]);
        var both = Enumerable.Range(0, plan.Ticks.Count).Count(at => across.Series[0].Values[at].IsNumber && up.Series[0].Values[at].IsNumber);
        return $"{Speech.T($"{both} titik menurut {ChartPlan.Lower(plan.Axis)}: mendatar", $"{both} points by {ChartPlan.Lower(plan.Axis)}: across")} {across.Title} ({across.Unit}), {Speech.T("tegak", "up")} {up.Title} ({up.Unit}). {Extremes(plan, [across])} {Extremes(plan, [up])}";
    }
}
