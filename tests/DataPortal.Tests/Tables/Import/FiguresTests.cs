using DataPortal.Tables;
using DataPortal.Tables.Import;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Import;

public class FiguresTests
{
    [Theory]
    [InlineData("654.720", DecimalMark.Comma, 654720)]
    [InlineData("9.017.142", DecimalMark.Comma, 9017142)]
    [InlineData("1.234,5", DecimalMark.Comma, 1234.5)]
    [InlineData("7,3", DecimalMark.Comma, 7.3)]
    [InlineData("-0,25", DecimalMark.Comma, -0.25)]
    [InlineData("−3", DecimalMark.Comma, -3)]
    [InlineData("1 234 567,8", DecimalMark.Comma, 1234567.8)]
    [InlineData("1\u00A0234", DecimalMark.Comma, 1234)]
    [InlineData("654,720", DecimalMark.Point, 654720)]
    [InlineData("1,234.5", DecimalMark.Point, 1234.5)]
    [InlineData("0.5", DecimalMark.Point, 0.5)]
    [InlineData("0", DecimalMark.Comma, 0)]
    public void Figures_are_read_as_written(string text, DecimalMark mark, double value) =>
        Assert.Equal(new Figure(value, CellStatus.Normal, null, Figures.Read(text, mark)!.Value.Decimals, false), Figures.Read(text, mark));

    [Theory]
    [InlineData("...", CellStatus.NotAvailable)]
    [InlineData("…", CellStatus.NotAvailable)]
    [InlineData("–", CellStatus.Nil)]
    [InlineData("-", CellStatus.Nil)]
    [InlineData("NA", CellStatus.NotApplicable)]
    [InlineData("x", CellStatus.Provisional)]
    [InlineData("xx", CellStatus.VeryProvisional)]
    [InlineData("r", CellStatus.Revised)]
    [InlineData("e", CellStatus.Estimate)]
    [InlineData("~0", CellStatus.Negligible)]
    [InlineData("*", CellStatus.UseWithCare)]
    [InlineData("**", CellStatus.Unreliable)]
    [InlineData("***", CellStatus.Confidential)]
    public void A_symbol_is_never_a_number(string text, CellStatus status)
    {
        var figure = Figures.Read(text, DecimalMark.Comma)!.Value;
        Assert.True(double.IsNaN(figure.Value));
        Assert.Equal(status, figure.Status);
    }

    [Theory]
    [InlineData("1.234x", 1234, CellStatus.Provisional, null)]
    [InlineData("1.234 r", 1234, CellStatus.Revised, null)]
    [InlineData("12,5*", 12.5, CellStatus.UseWithCare, null)]
    [InlineData("12,5 **", 12.5, CellStatus.Unreliable, null)]
    [InlineData("1.234 1)", 1234, CellStatus.Normal, "1)")]
    [InlineData("1.234¹", 1234, CellStatus.Normal, "1)")]
    [InlineData("1.234*)", 1234, CellStatus.Normal, "*)")]
    [InlineData("1.234 r 2)", 1234, CellStatus.Revised, "2)")]
    public void A_figure_keeps_what_stands_beside_it(string text, double value, CellStatus status, string? mark)
    {
        var figure = Figures.Read(text, DecimalMark.Comma)!.Value;
        Assert.Equal((value, status, mark), (figure.Value, figure.Status, figure.Mark));
    }

    [Theory]
    [InlineData("1.23.456")]
    [InlineData("12.34,5")]
    [InlineData("1.234 5.678")]
    [InlineData("1.2341)")]
    [InlineData("(1)")]
    [InlineData("12 ekor")]
    [InlineData("1E+06")]
    [InlineData("1,234.5")]
    [InlineData("")]
    [InlineData("+-3")]
    public void What_is_no_figure_is_not_guessed(string text) => Assert.Null(Figures.Read(text, DecimalMark.Comma));

    [Theory]
    [InlineData("1.234", FigureShape.OneDot)]
    [InlineData("1,234", FigureShape.OneComma)]
    [InlineData("0,123", FigureShape.Comma)]
    [InlineData("1234.567", FigureShape.Point)]
    [InlineData("1.234.567", FigureShape.Comma)]
    [InlineData("12", FigureShape.Either)]
    public void What_two_readers_would_read_differently_is_known_as_such(string text, FigureShape shape) => Assert.Equal(shape, Figures.Shape(text));

    [Theory]
    [InlineData("Lahat 1)", "Lahat", "1)")]
    [InlineData("Lahat¹", "Lahat", "1)")]
    [InlineData("2026*)", "2026", "*)")]
    [InlineData("Laki-laki (1)", "Laki-laki (1)", null)]
    [InlineData("Umur 15-19", "Umur 15-19", null)]
    public void Footnote_marks_leave_labels(string text, string label, string? mark) => Assert.Equal((label, mark), Figures.SplitLabel(text));

    [Fact]
    public void Every_number_written_either_way_comes_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(0, 4).ToArbitrary(), (whole, decimals) =>
        {
            var value = whole / Math.Pow(10, decimals);
            var indonesian = value.ToString($"N{decimals}", DataPortal.Shared.Speech.Indonesian);
            var english = value.ToString($"N{decimals}", DataPortal.Shared.Speech.English);
            return Figures.Read(indonesian, DecimalMark.Comma)?.Value == value && Figures.Read(english, DecimalMark.Point)?.Value == value
                && Figures.Read(indonesian, DecimalMark.Comma)?.Decimals == decimals;
        }).QuickCheckThrowOnFailure();
}
