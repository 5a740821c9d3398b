using DataPortal.Tables.Charts;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Charts;

public class ChartScaleTests
{
    [Theory]
    [InlineData(0, 654_720, true, 0, 700_000, 100_000, 0)]
    [InlineData(0, 7.3, true, 0, 8, 2, 0)]
    [InlineData(-0.38, 0.89, false, -0.4, 1, 0.2, 1)]
    [InlineData(98.1, 119.2, false, 95, 120, 5, 0)]
    [InlineData(67.74, 81.56, false, 66, 82, 2, 0)]
    [InlineData(0.011, 0.049, false, 0, 0.05, 0.01, 2)]
    [InlineData(-120, -20, true, -120, 0, 20, 0)]
    [InlineData(5, 5, true, 0, 5, 1, 0)]
    [InlineData(0, 0, true, 0, 1, 0.2, 1)]
    public void Marks_stand_at_steps_of_one_two_or_five(double least, double most, bool zero, double from, double to, double step, int decimals)
    {
        var scale = ChartScale.Of([least, most], zero);
        Assert.Equal((from, to, step, decimals), (Math.Round(scale.From, 9), Math.Round(scale.To, 9), Math.Round(scale.Step, 9), scale.Decimals));
    }

    [Fact]
    public void Every_mark_of_a_small_axis_is_a_plain_number() => Assert.Equal([0, 0.01, 0.02, 0.03, 0.04, 0.05], ChartScale.Of([0.011, 0.049], false).Marks.Select(mark => Math.Round(mark, 12)));

    [Theory]
    [InlineData(0.71, 1)]
    [InlineData(1.2, 1)]
    [InlineData(21, 20)]
    [InlineData(50, 50)]
    [InlineData(710, 1000)]
    public void A_step_is_the_nearest_one_two_or_five(double step, double nice) => Assert.Equal(nice, ChartScale.Nice(step), 9);

    [Fact]
    public void Whatever_the_figures_an_axis_holds_them_all_and_is_finite() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double[]>(), ArbMap.Default.ArbFor<bool>(), (values, zero) =>
        {
            var scale = ChartScale.Of(values, zero);
            var marks = scale.Marks.ToList();
            return double.IsFinite(scale.From) && double.IsFinite(scale.To) && scale.To > scale.From && marks.Count is >= 1 and <= 51 && marks.TrueForAll(double.IsFinite)
                && (!zero || (scale.From <= 0 && scale.To >= 0)) && values.Where(double.IsFinite).All(value => scale.Share(value) is >= 0 and <= 1);
        }).QuickCheckThrowOnFailure();
}
