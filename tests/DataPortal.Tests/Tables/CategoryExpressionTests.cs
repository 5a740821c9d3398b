using DataPortal.Tables;

namespace DataPortal.Tests.Tables;

public sealed class CategoryExpressionTests
{
    // As many tables stand: the newest first.
    private static readonly Dimension _years = Cubes.Dimension("tahun", DimensionRole.Time, "2026", "2025", "2023", "2022");
    private static readonly Dimension _regions = Cubes.Dimension("wilayah", DimensionRole.Region, "16", "1601", "1603", "1671", "a,b", "top(1)");

    [Theory]
    [InlineData("2025", "2025")]
    [InlineData("top(1)", "2026")]
    [InlineData("TOP(2)", "2026 2025")]
    [InlineData("top(1,1)", "2025")]
    [InlineData("bottom(1)", "2022")]
    [InlineData("from(2025)", "2026 2025")]
    [InlineData("from(2024)", "2026 2025")]
    [InlineData("to(2024)", "2023 2022")]
    [InlineData("range(2022,2024)", "2023 2022")]
    [InlineData("top(9)", "2026 2025 2023 2022")]
    public void Time_is_chosen_by_time(string expression, string codes) => Assert.Equal(codes, Chosen(_years, expression));

    [Theory]
    [InlineData("*", "16 1601 1603 1671 a,b top(1)")]
    [InlineData("16*", "16 1601 1603 1671")]
    [InlineData("160?", "1601 1603")]
    [InlineData("[a,b]", "a,b")]
    [InlineData("1601,[a,b],16", "16 1601 a,b")]
    [InlineData("top(1)", "top(1)")]
    [InlineData("top(2)", "16 1601")]
    [InlineData("bottom(1)", "top(1)")]
    [InlineData("range(1601,1671)", "1601 1603 1671")]
    public void Regions_are_chosen_by_code_and_place(string expression, string codes) => Assert.Equal(codes, Chosen(_regions, expression));

    [Theory]
    [InlineData("1699")]
    [InlineData("9*")]
    [InlineData("top()")]
    [InlineData("top(x)")]
    [InlineData("range(1671,1601)")]
    [InlineData("from(9)")]
    [InlineData("drop(1)")]
    public void What_cannot_be_chosen_is_said(string expression)
    {
        var fault = Assert.Throws<ExpressionException>(() => Chosen(_regions, expression));
        Assert.Equal(expression, fault.Expression);
    }

    [Fact]
    public void A_year_comes_after_its_last_quarter_and_that_after_its_last_month()
    {
        var mixed = Cubes.Dimension("waktu", DimensionRole.Time, "2026", "2026Q4", "2026M12", "2026M11");
        Assert.Equal(["2026M11", "2026M12", "2026Q4", "2026"], Periods.InOrder(mixed).Select(at => mixed.Categories[at].Code));
    }

    [Fact]
    public void A_quoted_code_finds_itself_again() =>
        Assert.All(_regions.Categories, category => Assert.Equal(category.Code, Chosen(_regions, CategoryExpressions.Quote(category.Code))));

    [Theory]
    [InlineData("2026", PeriodType.Year, 2026, 0)]
    [InlineData("2026M02", PeriodType.Month, 2026, 2)]
    [InlineData("2026-02", PeriodType.Month, 2026, 2)]
    [InlineData("Februari 2026", PeriodType.Month, 2026, 2)]
    [InlineData("2025K3", PeriodType.Quarter, 2025, 3)]
    [InlineData("Triwulan III 2025", PeriodType.Quarter, 2025, 3)]
    [InlineData("Semester II 2025", PeriodType.Semester, 2025, 2)]
    [InlineData("2015/2016", PeriodType.Year, 2015, 0)]
    [InlineData("2015/16", PeriodType.Year, 2015, 0)]
    [InlineData("2025W07", PeriodType.Week, 2025, 7)]
    [InlineData("2025-03-01", PeriodType.Day, 2025, 60)]
    public void Moments_are_read_as_offices_write_them(string text, PeriodType type, int year, int part) => Assert.Equal(new Periods.Moment(year, type, part), Periods.Read(text));

    [Theory]
    [InlineData("2021–2026")]
    [InlineData("2015/2018")]
    [InlineData("16011")]
    [InlineData("Umur 2026 hari")]
    public void What_names_no_moment_is_none(string text) => Assert.Null(Periods.Read(text));

    private static string Chosen(Dimension dimension, string expression) =>
        string.Join(' ', CategoryExpressions.Positions(dimension, CategoryExpressions.Split(expression)).Select(at => dimension.Categories[at].Code));
}
