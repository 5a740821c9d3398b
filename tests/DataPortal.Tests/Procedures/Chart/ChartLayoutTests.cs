using System.Diagnostics;
using DataPortal.Procedures;
using DataPortal.Procedures.Chart;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Procedures.Chart;

public sealed class ChartLayoutTests
{
    private static readonly Gen<(int Seed, int Steps, int Actors)> _documents =
        from seed in Gen.Choose(0, 1_000_000) from steps in Gen.Choose(1, 14) from actors in Gen.Choose(1, 6) select (seed, steps, actors);

    public static TheoryData<string> Seeds => Charts.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_line_runs_through_a_symbol_a_word_or_another_line(string id)
    {
        var procedure = Charts.Seed(id);
        Assert.Empty(ChartGeometry.Faults(procedure, ChartLayout.Of(procedure, ChartOptions.Screen)));
        Assert.Empty(ChartGeometry.Faults(procedure, ChartLayout.Of(procedure, Charts.Paper)));
        Assert.Empty(ChartGeometry.Faults(procedure, ChartLayout.Of(procedure, Charts.Paper with { PageHeight = 190 })));
    }

    [Fact]
    public void Nor_in_the_chart_of_any_document() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(_documents.ToArbitrary(), document =>
    {
        var procedure = Charts.Random(document.Seed, document.Steps, document.Actors);
        string[] faults = [.. ChartGeometry.Faults(procedure, ChartLayout.Of(procedure, ChartOptions.Screen)), .. ChartGeometry.Faults(procedure, ChartLayout.Of(procedure, Charts.Paper)).Select(fault => "paper: " + fault)];
        return (faults.Length == 0).Label(string.Join('\n', faults.Take(5)));
    }));

    [Fact]
    public void A_page_is_no_higher_than_its_paper_unless_one_row_is() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(_documents.ToArbitrary(), document =>
        ChartLayout.Of(Charts.Random(document.Seed, document.Steps, document.Actors), Charts.Paper).Pages.All(page => page.Height <= Charts.Paper.PageHeight || page.Bands.Count(band => band.Step is not null) == 1)));

    [Fact]
    public void What_leaves_at_the_foot_of_a_page_arrives_under_the_same_number_at_the_head_of_another()
    {
        var procedure = Charts.Seed("pst");
        var layout = ChartLayout.Of(procedure, Charts.Paper with { PageHeight = 190 });
        Assert.True(layout.Pages.Count > 2);
        var foot = layout.Pages.SelectMany(page => page.Arrows).Where(arrow => arrow.To.Shape == ChartShape.Connector).Select(arrow => arrow.To.Text).Distinct().Order().ToList();
        var head = layout.Pages.SelectMany(page => page.Arrows).Where(arrow => arrow.From.Shape == ChartShape.Connector).Select(arrow => arrow.From.Text).Order().ToList();
        Assert.Equal(foot, head);
        Assert.Equal(head.Distinct(), head);
        Assert.DoesNotContain(ChartLayout.Of(procedure, ChartOptions.Screen).Pages[0].Symbols, symbol => symbol.Shape == ChartShape.Connector);
    }

    [Fact]
    public void Time_runs_down_and_a_plain_step_below_is_reached_straight()
    {
        var page = Page("1: a (mulai) -> 2", "2: a -> 3", "3: a (selesai) -> selesai");
        Assert.Equal([ChartShape.Capsule, ChartShape.Box, ChartShape.Box, ChartShape.Box, ChartShape.Capsule], page.Symbols.Select(symbol => symbol.Shape));
        Assert.All(page.Arrows, arrow =>
        {
            Assert.Equal(2, arrow.Points.Count);
            Assert.Equal(arrow.From.MiddleX, arrow.Points[1].X);
            Assert.Equal(arrow.To.Y, arrow.Points[1].Y);
        });
    }

    [Fact]
    public void Actors_of_a_row_are_joined_in_the_order_of_the_cell_and_the_arrow_leaves_from_the_last()
    {
        var page = Page("1: b (mulai), a*, c -> 2", "2: a -> selesai");
        Assert.Equal([("b", "a"), ("a", "c"), ("c", "a")], page.Arrows.Where(arrow => arrow.To.Shape == ChartShape.Box).OrderBy(arrow => arrow.To.Step).ThenBy(arrow => arrow.From.Shape == ChartShape.Capsule ? 0 : 1).Select(Lanes));
    }

    [Fact]
    public void A_responsible_actor_who_begins_has_capsule_and_box_any_other_the_capsule_alone()
    {
        var own = Page("1: a (mulai) -> selesai").Symbols.Where(symbol => symbol.Step == "1").ToList();
        Assert.Equal([ChartShape.Capsule, ChartShape.Box], own.Take(2).Select(symbol => symbol.Shape));
        Assert.True(own[0].Y + own[0].Height < own[1].Y);
        Assert.Equal([ChartShape.Capsule], Page("1: a (mulai), b* -> selesai").Symbols.Where(symbol => symbol.Actor == "Petugas a").Select(symbol => symbol.Shape));
        Assert.Equal([ChartShape.Box, ChartShape.Capsule], Page("1: b, a, a (selesai) -> selesai").Symbols.Where(symbol => symbol.Actor == "Petugas a").Select(symbol => symbol.Shape));
    }

    [Fact]
    public void A_row_that_is_nothing_but_selesai_draws_the_capsule_alone()
    {
        var page = ChartLayout.Of(Charts.Seed("pst"), ChartOptions.Screen).Pages[0];
        Assert.Equal(ChartShape.Capsule, Assert.Single(page.Symbols, symbol => symbol.Step == "12").Shape);
    }

    [Fact]
    public void A_loop_leaves_the_side_of_the_diamond_and_enters_the_side_of_its_target()
    {
        var page = Page("1: a -> 2", "2: b? -> ya: 3; tidak: 1", "3: b -> selesai");
        var loop = Assert.Single(page.Arrows, arrow => arrow.Word == "T");
        Assert.Equal(loop.From.MiddleY, loop.Points[0].Y);
        Assert.Equal(loop.To.MiddleY, loop.Points[^1].Y);
        var onward = Assert.Single(page.Arrows, arrow => arrow.Word == "Y");
        Assert.Equal(onward.From.Y + onward.From.Height, onward.Points[0].Y);
        Assert.Equal(2, onward.Points.Count);
    }

    [Fact]
    public void A_loop_to_its_own_row_and_a_loop_to_itself_are_drawn()
    {
        Assert.Equal("1", Assert.Single(Page("1: a, b? -> ya: selesai; tidak: 1").Arrows, arrow => arrow.Word == "T").To.Step);
        var self = Assert.Single(Page("1: a? -> ya: selesai; tidak: 1").Arrows, arrow => arrow.Word == "T");
        Assert.Equal(self.From, self.To);
    }

    [Fact]
    public void A_branch_has_its_box_and_both_ways_meet_again()
    {
        var page = ChartLayout.Of(Charts.Seed("pst"), ChartOptions.Screen).Pages[0];
        var bought = Assert.Single(page.Arrows, arrow => arrow.From.Step == "9" && arrow.Word == "Y");
        Assert.Equal("Menyetor pembelian pada bendahara sesuai PNB", bought.To.Text);
        Assert.Equal(3, page.Arrows.Count(arrow => arrow.To.Step == "10" && arrow.From.Step != "10"));
        Assert.Equal("T", Assert.Single(page.Arrows, arrow => arrow.From.Step == "7" && arrow.To.Step == "10").Word);
    }

    [Fact]
    public void Every_exit_of_a_diamond_has_its_word()
    {
        var page = Page("1: a?, b, c@setuju -> setuju: 2; tolak: selesai; ulang: 1", "2: a -> selesai");
        Assert.Equal(["setuju", "tolak", "ulang"], page.Arrows.Where(arrow => arrow.From.Shape == ChartShape.Diamond).Select(arrow => arrow.Word).Order());
        Assert.Contains(page.Arrows, arrow => arrow.From.Actor == "Petugas b" && arrow.To.Shape == ChartShape.Diamond);
    }

    [Fact]
    public void A_deferred_choice_is_a_diamond_with_both_ways()
    {
        var page = ChartLayout.Of(Charts.Seed("pelayanan-website"), ChartOptions.Screen).Pages[0];
        Assert.Equal([("T", "6"), ("Y", "7")], page.Arrows.Where(arrow => arrow.From.Step == "5" && arrow.From.Shape == ChartShape.Diamond).Select(arrow => (arrow.Word, arrow.To.Step!)).Order());
        Assert.True(Assert.Single(page.Symbols, symbol => symbol.Text == "Data tersedia di BPS?").IsReading);
        Assert.False(Assert.Single(ChartLayout.Of(Charts.Seed("pst"), ChartOptions.Screen).Pages[0].Symbols, symbol => symbol.Text == "Membeli publikasi?").IsReading);
    }

    [Fact]
    public void The_words_inside_the_symbols_are_those_of_the_document()
    {
        foreach (var id in Charts.Seeds.Select(row => row.Data))
        {
            var procedure = Charts.Seed(id);
            var page = ChartLayout.Of(procedure, ChartOptions.Screen).Pages[0];
            Assert.Equal(procedure.Steps.SelectMany(step => step.Symbols.Select(symbol => (step.No, procedure.Actor(symbol.Actor).Label, symbol.Text))).Order(),
                page.Symbols.Where(symbol => symbol.Shape != ChartShape.Capsule && symbol.Text.Length > 0 && !symbol.IsReading).Select(symbol => (symbol.Step!, symbol.Actor, symbol.Text)).Order());
            Assert.Equal(procedure.Actors.Select(actor => actor.Label), layoutLanes(procedure));
        }

        static IEnumerable<string> layoutLanes(Procedure procedure) =>
            ChartLayout.Of(procedure, ChartOptions.Screen).Header.Where(cell => procedure.Actors.Any(actor => actor.Label == cell.Text) && cell.Y > 0).OrderBy(cell => cell.X).Select(cell => cell.Text);
    }

    [Fact]
    public void Five_hundred_steps_of_fifty_actors_are_laid_out_in_time()
    {
        var large = Charts.Random(7, 500, 50);
        ChartLayout.Of(Charts.Random(7, 50, 5), ChartOptions.Screen);

        // The best of three: other work on the machine must not decide.
        var best = TimeSpan.MaxValue;
        ChartLayout layout = null!;
        for (var turn = 0; turn < 3; turn++)
        {
            var watch = Stopwatch.StartNew();
            layout = ChartLayout.Of(large, ChartOptions.Screen);
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        Assert.True(best < TimeSpan.FromSeconds(1), $"{best.TotalMilliseconds:0} ms, {layout.Pages[0].Symbols.Count} symbols, {layout.Pages[0].Arrows.Count} arrows");
        Assert.Equal(500, layout.Pages[0].Bands.Count);
    }

    private static (string, string) Lanes(ChartArrow arrow) => (arrow.From.Actor["Petugas ".Length..], arrow.To.Actor["Petugas ".Length..]);

    private static ChartPage Page(params string[] steps)
    {
        var procedure = Charts.Drawn(steps);
        var layout = ChartLayout.Of(procedure, ChartOptions.Screen);
        Assert.Empty(ChartGeometry.Faults(procedure, layout));
        return layout.Pages[0];
    }
}
