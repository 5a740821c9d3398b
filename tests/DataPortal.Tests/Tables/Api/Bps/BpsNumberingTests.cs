using System.Globalization;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Api.Bps;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;

namespace DataPortal.Tests.Tables.Api.Bps;

/// <summary>How any cube fits BPS's fixed shape, and that numbers stay.</summary>
public sealed class BpsNumberingTests
{
    [Fact]
    public void Every_cube_is_served_whole_under_keys_that_cannot_be_read_in_two_ways() => Prop.ForAll(Arb.From(Cubes.Rich), made => Whole(made.Cube, made.Text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Cubes_of_any_roles_are_served_whole_too() => Prop.ForAll(Arb.From(Cubes.Any), cube => Whole(cube, Cubes.Text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_stay_when_categories_come_go_and_move() => Prop.ForAll(Arb.From(from made in Cubes.Rich from seed in Gen.Choose(0, int.MaxValue) select (made, seed)), drawn =>
    {
        var series = new BpsSeries { Id = BpsSeries.Only };
        var (cube, random) = (drawn.made.Cube, new Random(drawn.seed));
        var first = BpsNumbering.Complete(new() { Id = "x", Number = 1 }, cube.Dimensions, [], ref series);
        Assert.Same(first, BpsNumbering.Complete(first, cube.Dimensions, [], ref series));

        var changed = cube.Dimensions.Select(dimension => dimension.Role is DimensionRole.Time ? dimension : dimension with
        {
            Categories = [.. dimension.Categories.Where(_ => random.Next(4) > 0).Append(new($"baru-{random.Next(3)}", new("Baru"))).OrderBy(_ => random.Next())],
        }).OrderBy(_ => random.Next()).ToList();
        var second = BpsNumbering.Complete(first, changed, [], ref series);
        var third = BpsNumbering.Complete(second, cube.Dimensions, [], ref series);
        foreach (var kept in first.Dimensions)
        {
            var now = third.Dimensions.Single(one => one.Code == kept.Code && one.Width == kept.Width);
            Assert.All(kept.Categories, category => Assert.Equal(category.Value, now.Categories[category.Key]));
            Assert.Equal(now.Categories.Count, now.Categories.Values.Distinct().Count());
            Assert.All(now.Categories.Values, number => Assert.Equal(kept.Width, number.ToString(CultureInfo.InvariantCulture).Length));
        }

        Assert.Equal(first.Variables, third.Variables.Take(first.Variables.Count));
        Assert.Equal(third.Variables.Count, third.Variables.Select(variable => variable.Number).Distinct().Count());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Codes_of_regions_are_their_numbers_filled_up_to_one_length()
    {
        var numbers = Numbered([new("wilayah", new("Wilayah"), DimensionRole.Region,
            [new("1603010", new("a")), new("1603", new("b")), new("16", new("c")), new("1600", new("d")), new("0000", new("e")), new("lain", new("f"))])]);
        var given = Assert.Single(numbers.Dimensions).Categories;
        Assert.Equal([1603010, 1603000, 1600000, 1000001, 9999999, 1000002], new[] { "1603010", "1603", "16", "1600", "0000", "lain" }.Select(code => given[code]));
    }

    [Fact]
    public void A_dimension_that_outgrows_its_numbers_becomes_another_variable_and_the_old_numbers_stay()
    {
        var series = new BpsSeries { Id = BpsSeries.Only };
        var first = BpsNumbering.Complete(new() { Id = "x", Number = 1 }, [Rows(2), Other(2)], [], ref series);
        Assert.Equal(3, BpsNumbering.Of(first, "lain")!.Width);
        var second = BpsNumbering.Complete(first, [Rows(2), Other(400)], [], ref series);
        Assert.Equal(4, BpsNumbering.Of(second, "lain")!.Width);
        Assert.Equal([101, 102], second.Variables.Select(variable => variable.Number));
        Assert.Equal(first.Dimensions.Single(one => one.Code == "lain").Categories, second.Dimensions.Single(one => one is { Code: "lain", Width: 3 }).Categories);
    }

    [Fact]
    public void Years_are_numbered_from_1900_and_what_is_no_year_gets_a_number_of_its_own()
    {
        Dimension time = new("waktu", new("Waktu"), DimensionRole.Time, [new("2025", new("2025")), new("rata", new("Rata-rata")), new("1850", new("1850")), new("2025a", new("2025")), new("1999", new("1999"))]);
        var table = Table([time], Cubes.Text);
        Assert.Equal([(125, "2025"), (902, "Rata-rata"), (901, "1850"), (903, "2025"), (99, "1999")], table.Moments.Select(moment => (moment.Year, moment.Label.Id)));
        Assert.All(table.Moments, moment => Assert.Equal(0, moment.Part));
    }

    [Theory]
    [InlineData("2025M03", 103, "Maret")]
    [InlineData("2025Q2", 132, "Triwulan II")]
    [InlineData("2025S2", 162, "Semester II")]
    [InlineData("2025W07", 207, "Minggu 7")]
    [InlineData("20250817", 1817, "17 Agustus")]
    public void Periods_have_the_numbers_of_bps_after_a_hundred(string code, int number, string name)
    {
        var moment = Assert.Single(Table([new("waktu", new("Waktu"), DimensionRole.Time, [new(code, new(code))])], Cubes.Text).Moments);
        Assert.Equal((125, number, name), (moment.Year, moment.Part, BpsShape.Name(moment.Part).Id));
    }

    [Fact]
    public void A_table_of_one_year_without_a_time_dimension_says_the_year() =>
        Assert.Equal([(126, "2026")], Table([Rows(2)], Cubes.Text).Moments.Select(moment => (moment.Year, moment.Label.Id)));

    [Fact]
    public void A_hundred_thousand_cells_take_a_moment()
    {
        Dimension[] dimensions = [Rows(100), Other(100), new("tahun", new("Tahun"), DimensionRole.Time, [.. Enumerable.Range(2016, 10).Select(year => new Category($"{year}", new($"{year}")))])];
        var cube = new Cube { Dimensions = dimensions, Values = [.. Enumerable.Range(0, 100_000).Select(at => at / 7.0)], Status = new CellStatus[100_000] };
        var table = Table(dimensions, Cubes.Text);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(100_000, Content(table, table.Variables[0], cube, "").Count);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
    }

    [Fact]
    public void Derived_categories_are_the_same_counted_paged_and_filtered_and_millions_cost_nothing_before_they_are_wanted()
    {
        Dimension Long(string code, int count) => new(code, new(code), DimensionRole.Other, [.. Enumerable.Range(0, count).Select(at => new Category($"{code}{at}", new($"{code} {at}")))]);
        var small = Table([Rows(2), Long("x", 12), Long("y", 11)], Cubes.Text);
        var all = small.DerivedWanted(null).ToList();
        Assert.Equal(132, small.DerivedCount);
        Assert.Equal(all, Enumerable.Range(0, small.DerivedCount).Select(small.DerivedAt));
        foreach (var written in new[] { $"{all[5].Code};{all[130].Code}", $"{all[3].Code}:{all[40].Code};{all[20].Code}:{all[60].Code}", "7:3", "0", $"0:{new string('9', 30)}" })
        {
            var filter = BpsFilter.Of(written)!;
            Assert.Equal(all.Where(one => filter.Has(one.Code)), small.DerivedWanted(filter));
        }

        Assert.Equal(58, small.DerivedWanted(BpsFilter.Of($"{all[3].Code}:{all[40].Code};{all[20].Code}:{all[60].Code}")).Count());

        var large = Table([Rows(2), Long("x", 2_000), Long("y", 2_000)], Cubes.Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(8_000_000, new BpsData(large.Variables[0], BpsRequest.Of("list/model/data", new QueryCollection()), 500_000).Cells);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static bool Whole(Cube cube, TableText text)
    {
        var table = Table(cube.Dimensions, text);
        var found = new List<double>();
        foreach (var variable in table.Variables)
        {
            var content = Content(table, variable, cube, "");
            var keys = new HashSet<string>();
            foreach (var row in table.Rows)
            {
                foreach (var derived in table.DerivedWanted(null))
                {
                    foreach (var moment in table.Moments)
                    {
                        Assert.True(keys.Add($"{row.Code}{variable.Number}{derived.Code}{moment.Year}{moment.Part}"));
                    }
                }
            }

            Assert.Equal(table.Variables.Count * keys.Count, cube.Length);
            Assert.All(content.Keys, key => Assert.Contains(key, keys));
            found.AddRange(content.Values);
        }

        var expected = Enumerable.Range(0, cube.Length).Where(at => double.IsFinite(cube.Values[at]) && !TableSymbols.HidesNumber(cube.Status[at])).Select(at => cube.Values[at]).Order();
        Assert.Equal(expected, found.Order());
        return true;
    }

    private static Dictionary<string, double> Content(BpsTable table, BpsVariable variable, Cube cube, string query)
    {
        using var made = new MemoryStream();
        new BpsData(variable, BpsRequest.Of("list/model/data" + query, new QueryCollection()), int.MaxValue - 1).Write(made, cube, null, []);
        var answer = JsonDocument.Parse(made.ToArray()).RootElement;
        foreach (var part in new[] { "vervar", "turvar", "turtahun" })
        {
            Assert.Single(answer.GetProperty(part).EnumerateArray().Select(entry => entry.GetProperty("val").ToString().Length).Distinct());
        }

        Assert.Equal(table.Moments.Select(moment => moment.Year).Distinct().Order(), answer.GetProperty("tahun").EnumerateArray().Select(entry => entry.GetProperty("val").GetInt32()));
        return answer.GetProperty("datacontent").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble());
    }

    private static BpsNumbers Numbered(IReadOnlyList<Dimension> dimensions)
    {
        var series = new BpsSeries { Id = BpsSeries.Only };
        return BpsNumbering.Complete(new() { Id = "x", Number = 1 }, dimensions, [], ref series);
    }

    private static BpsTable Table(IReadOnlyList<Dimension> dimensions, TableText text) => new(
        new CatalogItem { Id = "x", Kind = ItemKind.Table, Title = text.Title, Subject = "519", CreatedAt = default, UpdatedAt = default },
        new TableDocument { Id = "x", Text = text, Current = new(1, new FileReference("x", "x", "x", 1), null, default, "x", 1) },
        dimensions, Numbered(dimensions));

    private static Dimension Rows(int count) => new("baris", new("Baris"), DimensionRole.Other, [.. Enumerable.Range(0, count).Select(at => new Category($"b{at}", new($"Baris {at}")))]);

    private static Dimension Other(int count) => new("lain", new("Lain"), DimensionRole.Other, [.. Enumerable.Range(0, count).Select(at => new Category($"l{at}", new($"Lain {at}")))]);
}
