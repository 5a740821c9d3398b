using DataPortal.Tables;
using DataPortal.Tables.Charts;
using static DataPortal.Tests.Tables.Charts.ChartCubes;

namespace DataPortal.Tests.Tables.Charts;

public class ChartChoiceTests
{
    [Fact]
    public void Time_across_is_a_line() => Assert.Equal(ChartKind.Line, Plan(View([Years()]))!.Kind);

    [Fact]
    public void Two_sexes_by_age_are_a_pyramid()
    {
        var plan = Plan(People())!;
        Assert.Equal(ChartKind.Pyramid, plan.Kind);
        Assert.Equal(["Laki-laki", "Perempuan"], plan.First.Series.Select(series => series.Label));
        Assert.Equal(["0–4", "5–9", "10–14", "15+"], plan.Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Regions_are_bars_the_longest_first()
    {
        var plan = Plan(View([Regions()], at => at == 2 ? double.NaN : at, at => at == 2 ? CellStatus.NotAvailable : 0))!;
        Assert.Equal(ChartKind.Bars, plan.Kind);
        Assert.Equal(["Wilayah 1604", "Wilayah 1602", "Wilayah 1601", "Wilayah 1603"], plan.Ticks.Select(tick => tick.Label));
        Assert.True(plan.Ticks[3].IsHere);
    }

    [Fact]
    public void Two_measures_of_regions_are_a_scatter() => Assert.Equal(ChartKind.Scatter, Plan(View([Regions(8), Measures()]))!.Kind);

    [Fact]
    public void Measures_through_time_are_small_charts_with_a_unit_each()
    {
        var plan = Plan(View([Years(), Measures(3)]))!;
        Assert.Equal(ChartKind.Small, plan.Kind);
        Assert.Equal(["satuan 1", "satuan 2", "satuan 3"], plan.Panels.Select(panel => panel.Unit));
        Assert.Equal([1, 2, 0], plan.Panels.Select(panel => panel.Decimals));
    }

    [Fact]
    public void Measures_of_one_unit_in_one_drawing_keep_the_decimals_of_the_finest()
    {
        var shares = new Dimension("indikator", new("Indikator"), DimensionRole.Measure, [.. new[] { 0, 2 }.Select(decimals => new Category($"i{decimals}", new($"Ukuran {decimals}"), Unit: new("persen"), Decimals: decimals))]);
        Assert.Equal(2, Plan(View([Years(), shares]), ChartKind.Line)!.Decimals);
    }

    [Fact]
    public void Parts_of_regions_are_stacked() => Assert.Equal(ChartKind.Stacked, Plan(View([Regions(), Others(3)]))!.Kind);

    [Fact]
    public void Rates_are_never_laid_end_to_end()
    {
        var plan = Plan(View([Regions(), Others(3)], text: Cubes.Text with { Unit = new("persen") }))!;
        Assert.Equal(ChartKind.Grouped, plan.Kind);
        Assert.DoesNotContain(ChartKind.Stacked, plan.Kinds);
    }

    [Fact]
    public void Many_courses_are_small_charts_and_as_lines_only_the_largest_twelve_are_drawn()
    {
        var view = View([Others(40), Years()]);
        Assert.Equal((ChartKind.Small, 36, 40), (Plan(view)!.Kind, Plan(view)!.Panels.Count, Plan(view)!.OfPanels));
        var lines = Plan(view, ChartKind.Line)!;
        Assert.Equal(12, lines.First.Series.Count);
        Assert.Equal("Rincian 40", lines.First.Series[^1].Label);
        Assert.Equal("Digambar: 12 dari 40 rincian, yang terbesar. Semua angka ada di tabel.", lines.LeftOut);
    }

    [Fact]
    public void A_total_of_parts_is_not_drawn_among_them_but_a_mean_is()
    {
        Dimension kinds = new("k", new("Rincian"), DimensionRole.Other, [new("a", new("A")), new("b", new("B")), new("jumlah", new("Jumlah"), IsTotal: true)]);
        Assert.Equal(["A", "B"], Plan(View([Years(), kinds], at => at % 3 == 2 ? 30 : 15))!.First.Series.Select(series => series.Label));
        Assert.Equal(["A", "B", "Jumlah"], Plan(View([Years(), kinds], at => at % 3 == 2 ? 15 : 10 + at % 3 * 10))!.First.Series.Select(series => series.Label));
    }

    [Fact]
    public void What_the_chart_does_not_run_along_is_held_at_its_total_or_latest_unless_the_visitor_says_otherwise()
    {
        var view = View([Regions(), Years(3), Sexes], at => at % 3 == 2 ? 100 : 50);
        Assert.Equal(["2023", "jumlah"], Plan(view, ChartKind.Bars)!.Held.Select(held => held.Dimension.Categories[held.Category].Code));
        Assert.Equal(["2021", "l"], Plan(view, ChartKind.Bars, code => code == "tahun" ? "2021" : "l")!.Held.Select(held => held.Dimension.Categories[held.Category].Code));
        Assert.Equal(["2023", "jumlah"], Plan(view, ChartKind.Bars, _ => "tidak-ada")!.Held.Select(held => held.Dimension.Categories[held.Category].Code));
    }

    [Fact]
    public void What_adds_up_and_has_no_total_is_held_at_its_sum_and_said_so()
    {
        var view = View([Regions(3), Others(4)], at => at % 4 == 0 ? 1 : 10);
        var plan = Plan(view, ChartKind.Bars)!;
        Assert.True(plan.Held.Single().IsSum);
        Assert.All(plan.First.Values, value => Assert.Equal(31, value.Value));
        Assert.Equal("rincian: jumlah 4 kategori · jiwa", ChartWords.About(plan));
        Assert.All(Plan(view, ChartKind.Bars, _ => "k1")!.First.Values, value => Assert.Equal(1, value.Value));
        Assert.All(Plan(View([Regions(3), Others(4)], text: Cubes.Text with { Unit = new("persen") }), ChartKind.Bars)!.Held, held => Assert.False(held.IsSum));
        var unknown = View([Regions(3), Others(4)], at => at == 2 ? double.NaN : 1, at => at == 2 ? CellStatus.NotAvailable : CellStatus.Normal);
        Assert.Equal((2, CellStatus.NotAvailable), (Plan(unknown, ChartKind.Bars)!.First.Values.Count(value => value.IsNumber), Plan(unknown, ChartKind.Bars)!.First.Values.Last().Status));
    }

    [Fact]
    public void A_province_and_its_regencies_are_never_added_together()
    {
        Dimension regions = new("wilayah", new("Wilayah"), DimensionRole.Region, [new("16", new("Provinsi")), new("1601", new("A")), new("1602", new("B"))]);
        Assert.False(Plan(View([Years(5), regions, Others(7)]), ChartKind.Line)!.Held.Single().IsSum);
    }

    [Fact]
    public void More_than_six_courses_are_drawn_apart_and_together_when_asked() =>
        Assert.Equal((ChartKind.Line, ChartKind.Small, ChartKind.Line), (Plan(View([Others(6), Years()]))!.Kind, Plan(View([Others(7), Years()]))!.Kind, Plan(View([Others(7), Years()]), ChartKind.Line)!.Kind));

    [Fact]
    public void A_kind_that_cannot_be_is_left_to_the_portal_and_none_is_none()
    {
        Assert.Equal(ChartKind.Line, Plan(View([Years()]), ChartKind.Pyramid)!.Kind);
        Assert.Null(Plan(View([Years()]), ChartKind.None));
        Assert.Null(Plan(View([Years(1), Regions(1)])));
    }

    [Fact]
    public void Negative_figures_are_neither_stacked_nor_a_pyramid() =>
        Assert.DoesNotContain(Plan(View([Sexes, Ages], at => at - 3))!.Kinds, kind => kind is ChartKind.Pyramid or ChartKind.Stacked or ChartKind.Shares);

    [Fact]
    public void Periods_stand_in_time_s_order_whatever_the_table_s()
    {
        var backwards = Years() with { Categories = [.. Years().Categories.Reverse()] };
        Assert.Equal(["2021", "2022", "2023", "2024", "2025", "2026"], Plan(View([backwards]))!.Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Every_kind_has_a_word_of_its_own_that_reads_back() =>
        Assert.All(ChartKinds.All, kind => Assert.Equal(kind, ChartKinds.Read(ChartKinds.Word(kind))));
}
