using AngleSharp.Dom;
using Bunit;
using DataPortal.Procedures;
using DataPortal.Procedures.Chart;

namespace DataPortal.Tests.Procedures.Chart;

public sealed class FlowChartTests : BunitContext
{
    public static TheoryData<string> Seeds => Charts.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_draws_each_symbol_once_as_a_link_to_its_row_and_an_arrow_with_a_head_for_each_way(string id)
    {
        var procedure = Charts.Seed(id);
        var page = ChartLayout.Of(procedure, ChartOptions.Screen).Pages[0];
        var chart = Draw(procedure);
        Assert.Equal(page.Symbols.Select(symbol => (symbol.Shape.ToString().ToLowerInvariant(), "#" + ProcedureWords.Anchor(symbol.Step!))).Order(),
            chart.FindAll("svg a").Select(link => (link.QuerySelector("[data-shape]")!.GetAttribute("data-shape")!, link.GetAttribute("href")!)).Order());
        Assert.Equal(page.Arrows.Count, chart.FindAll(".fa").Count);
        Assert.All(chart.FindAll(".fa"), arrow => Assert.Equal("ff", Assert.Single(arrow.Children, part => part.LocalName == "path" && part.GetAttribute("d")!.EndsWith('z')).ClassName));

        // Nothing but capsules, boxes, diamonds and arrows; the rest is the table.
        Assert.Equal(["a", "g", "path", "rect", "text"], chart.FindAll("svg *").Select(element => element.LocalName).Distinct().Order());
        Assert.DoesNotContain(chart.FindAll("svg *"), element => element.HasAttribute("style"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_holds_every_word_of_the_table_in_the_columns_of_the_document(string id)
    {
        var procedure = Charts.Seed(id);
        var text = Squeezed(string.Concat(Draw(procedure).FindAll("svg text").Select(line => line.TextContent)));
        Assert.All(procedure.Steps.SelectMany(step => procedure.QualityColumns.Select(step.Cell).Append(step.Activity).Append(step.Remarks)), words => Assert.Contains(Squeezed(words), text, StringComparison.Ordinal));
        Assert.All(procedure.Actors, actor => Assert.Contains(Squeezed(actor.Label), text, StringComparison.Ordinal));
        Assert.All(procedure.QualityColumns, column => Assert.Contains(Squeezed(procedure.Label(column)), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_way_out_of_a_decision_has_its_word_at_the_exit()
    {
        var words = Draw(Charts.Drawn("1: a? -> ya: 2; tidak: 1; dikembalikan: 3", "2: a -> 3", "3: a -> selesai")).FindAll(".fa text").Select(word => word.TextContent);
        Assert.Equal(["dikembalikan", "T", "Y"], words.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Who_does_not_see_it_hears_the_names_of_the_symbols_and_is_led_to_the_table()
    {
        var chart = Render<FlowChart>(parameters => parameters.Add(chart => chart.Procedure, Charts.Seed("survei-sektoral")).Add(chart => chart.DescribedBy, "cap-langkah"));
        var svg = chart.Find("svg");
        Assert.Equal("cap-langkah", svg.GetAttribute("aria-describedby"));
        Assert.Equal("Bagan alur Pelaksanaan Survei Statistik Sektoral", svg.GetAttribute("aria-label"));
        Assert.Contains("Langkah 5, Kasie JRS: keputusan Perbaiki?", chart.FindAll("svg a").Select(link => link.GetAttribute("aria-label")));
        Assert.All(chart.FindAll("svg text"), text => Assert.Contains(text.Ancestors<IElement>(), element => element.LocalName == "a" || element.GetAttribute("aria-hidden") == "true"));
    }

    [Fact]
    public void What_is_open_now_stands_at_its_row_in_words_and_adds_no_symbol()
    {
        var procedure = Charts.Seed("survei-sektoral");
        var live = Render<FlowChart>(parameters => parameters.Add(chart => chart.Procedure, procedure)
            .Add(chart => chart.Badges, new Dictionary<string, StepBadge> { ["4"] = StepBadge.Of(0, 3, 0, 0), ["5"] = StepBadge.Of(2, 0, 0, 1) }));
        Assert.Contains("3 dikerjakan", live.FindAll("svg text").Select(text => text.TextContent));
        Assert.Contains("2 siap, 1 lewat tenggat", live.FindAll("svg text").Select(text => text.TextContent));
        Assert.Equal(2, live.FindAll(".fb").Count);
        Assert.Single(live.FindAll(".fb-late"));
        Assert.Equal(Draw(procedure).FindAll("[data-shape]").Count, live.FindAll("[data-shape]").Count);
        Assert.Empty(ChartGeometry.Faults(procedure, ChartLayout.Of(procedure, ChartOptions.Screen with { Marks = new Dictionary<string, IReadOnlyList<string>> { ["4"] = ["3 dikerjakan"], ["5"] = ["2 siap", "1 terlambat"] } })));
    }

    [Fact]
    public void The_share_of_waiting_darkens_its_symbols_and_stands_beside_them_as_a_number()
    {
        var chart = Render<FlowChart>(parameters => parameters.Add(chart => chart.Procedure, Charts.Drawn("1: a -> 2", "2: a -> 3", "3: a -> 4", "4: a, a (selesai) -> selesai"))
            .Add(chart => chart.WaitShare, new Dictionary<string, double> { ["1"] = 0.05, ["2"] = 0.3, ["3"] = 0.8, ["4"] = double.NaN }));
        Assert.Contains("menunggu 30,0%", chart.FindAll("svg text").Select(text => text.TextContent));
        Assert.Contains("menunggu 80,0%", chart.FindAll("svg text").Select(text => text.TextContent));
        Assert.DoesNotContain("NaN", chart.Markup, StringComparison.Ordinal);
        Assert.Equal(["fs", "fs fw2", "fs fw3", "fs", "fs"], chart.FindAll("[data-shape]").Select(shape => shape.ClassName));
    }

    [Fact]
    public void Words_of_a_document_are_never_markup()
    {
        var procedure = Charts.Drawn("1: a -> selesai");
        var chart = Draw(procedure with { Steps = [procedure.Steps[0] with { Activity = "<script>x</script> & \"y\"", Symbols = [new("a", "<b>tebal</b>")] }] });
        Assert.Empty(chart.FindAll("script, b"));
        Assert.Contains("<b>tebal</b>", chart.FindAll("svg text").Select(text => text.TextContent));
    }

    [Fact]
    public void What_we_read_into_a_symbol_is_italic_and_said_to_be_ours()
    {
        Assert.Equal(Squeezed("Data tersedia di BPS?"), Squeezed(string.Concat(Draw(Charts.Seed("pelayanan-website")).FindAll("svg text[font-style=italic]").Select(text => text.TextContent))));
        Assert.Contains("bacaan kami", Draw(Charts.Seed("pelayanan-website")).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("bacaan kami", Draw(Charts.Seed("survei-sektoral")).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<FlowChart> Draw(Procedure procedure) => Render<FlowChart>(parameters => parameters.Add(chart => chart.Procedure, procedure));

    private static string Squeezed(string words) => words.Replace(" ", "", StringComparison.Ordinal);
}
