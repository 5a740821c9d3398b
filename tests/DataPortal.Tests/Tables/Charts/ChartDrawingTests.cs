using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Charts;
using FsCheck;
using FsCheck.Fluent;
using static DataPortal.Tests.Tables.Charts.ChartCubes;

namespace DataPortal.Tests.Tables.Charts;

public partial class ChartDrawingTests : BunitContext
{
    [Fact]
    public void Bars_begin_at_zero_and_their_lengths_are_as_their_figures()
    {
        var bars = Draw(View([Regions(3)], at => (at + 1) * 100), ChartKind.Bars).Bars();
        Assert.Equal(3, bars.Count);
        Assert.Single(bars.Select(bar => bar.Length("x")).Distinct());
        Assert.Equal(3, bars[0].Length("width") / bars[2].Length("width"), 2);
        Assert.Equal(1.5, bars[0].Length("width") / bars[1].Length("width"), 2);
    }

    [Fact]
    public void Negative_bars_lie_on_the_other_side_of_zero()
    {
        var svg = Draw(View([Regions(2)], at => at == 0 ? -50 : 100), ChartKind.Bars);
        var zero = svg.Styled("line", "axis").Single().Length("x1");
        var bars = svg.Bars();
        Assert.Equal(zero, bars[0].Length("x"), 1);
        Assert.Equal(zero, bars[1].Length("x") + bars[1].Length("width"), 1);
        Assert.Equal(2, bars[0].Length("width") / bars[1].Length("width"), 1);
        Assert.Contains("−50", svg.Words());
    }

    [Fact]
    public void What_is_not_there_is_named_and_never_a_bar()
    {
        var svg = Draw(View([Regions(3)], at => at == 1 ? double.NaN : 10, at => at == 1 ? CellStatus.NotAvailable : CellStatus.Normal), ChartKind.Bars);
        Assert.Equal(2, svg.Bars().Count);
        Assert.Contains("...", svg.Words());
        Assert.Contains("... data tidak tersedia.", svg.Words());
    }

    [Fact]
    public void The_office_s_own_region_is_marked()
    {
        var svg = Draw(View([Regions(4)]), ChartKind.Bars);
        Assert.Equal("Wilayah 1603: 3", svg.Styled("rect", "fh").Single().Value);
        Assert.Equal(3, svg.Styled("rect", "fm").Count());
    }

    [Fact]
    public void A_line_breaks_where_a_figure_is_missing()
    {
        var svg = Draw(View([Years(7)], at => at == 3 ? double.NaN : at + 1, at => at == 3 ? CellStatus.Missing : CellStatus.Normal));
        Assert.Equal([3, 3], svg.All("polyline").Select(line => ((string)line.Attribute("points")!).Split(' ').Length));
        Assert.Equal(6, svg.All("circle").Count());
    }

    [Fact]
    public void A_figure_alone_between_gaps_is_still_a_point() =>
        Assert.Single(Draw(View([Years(3)], at => at == 1 ? 5 : double.NaN, at => at == 1 ? CellStatus.Normal : CellStatus.Missing)).All("circle"));

    [Fact]
    public void A_provisional_figure_is_hollow_and_the_way_to_it_dashed()
    {
        var svg = Draw(View([Years(4)], status: at => at == 3 ? CellStatus.Provisional : CellStatus.Normal));
        Assert.Equal(2, ((string)svg.Styled("polyline", "dash").Single().Attribute("points")!).Split(' ').Length);
        Assert.Equal("2024: 4 x", svg.Styled("circle", "hol").Single().Value);
        Assert.Contains(svg.Words(), words => words.StartsWith("x angka sementara. Putus-putus", StringComparison.Ordinal));
        Assert.Equal("2024: 4 x", Draw(View([Years(4)], status: at => at == 3 ? CellStatus.Provisional : CellStatus.Normal), ChartKind.Bars).Styled("rect", "hol").Single().Value);
    }

    [Fact]
    public void Years_far_apart_stand_far_apart()
    {
        Dimension census = new("tahun", new("Tahun"), DimensionRole.Time, [.. new[] { "2000", "2010", "2015", "2020" }.Select(year => new Category(year, new(year)))]);
        var places = Draw(View([census])).All("circle").Select(point => point.Length("cx")).ToList();
        Assert.Equal(2, (places[1] - places[0]) / (places[2] - places[1]), 1);
    }

    [Fact]
    public void Lines_carry_their_names_at_their_ends_and_no_two_names_overlap()
    {
        var svg = Draw(View([Others(8), Years()], at => 50 + at / 6 * 0.01), ChartKind.Line);
        var names = svg.All("text").Where(text => text.Value.StartsWith("Rincian", StringComparison.Ordinal)).Select(text => (X: text.Length("x"), Y: text.Length("y"))).ToList();
        Assert.Equal(8, names.Count);
        Assert.Single(names.Select(name => name.X).Distinct());
        Assert.All(names.OrderBy(name => name.Y).Zip(names.OrderBy(name => name.Y).Skip(1)), pair => Assert.True(pair.Second.Y - pair.First.Y >= 13));
    }

    [Fact]
    public void No_two_of_twelve_lines_share_colour_and_shape()
    {
        var svg = Draw(View([Others(12), Years(2)]), ChartKind.Line);
        // Where each point begins against its middle tells its shape.
        var kinds = svg.Descendants().Where(point => point.Name.LocalName is "circle" or "polygon" && point.Value.Contains("2022", StringComparison.Ordinal)).Select(point =>
            ((string?)point.Attribute("class"), point.Name.LocalName == "circle" ? "o" : Outline((string)point.Attribute("points")!))).ToList();
        Assert.Equal(12, kinds.Count);
        Assert.Equal(12, kinds.Distinct().Count());

        static string Outline(string points)
        {
            var corners = points.Split(' ').Select(corner => corner.Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray()).ToList();
            return string.Join(' ', corners.Select(corner => $"{corner[0] - corners[0][0]:0},{corner[1] - corners[0][1]:0}"));
        }
    }

    [Fact]
    public void Groups_stand_side_by_side_in_colours_and_textures_of_their_own()
    {
        var svg = Draw(View([Regions(3), Others(2)]), ChartKind.Grouped);
        Assert.Equal(8, svg.All("rect").Count(bar => (string?)bar.Attribute("fill") == "url(#u-1)") + svg.Styled("rect", "f1").Count());
        Assert.Single(svg.Bars().Select(bar => bar.Length("x")).Distinct());
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "pattern" && (string?)element.Attribute("id") == "u-1");
    }

    [Fact]
    public void Stacked_parts_are_laid_end_to_end_and_summed()
    {
        var svg = Draw(View([Regions(2), Others(3)], _ => 10), ChartKind.Stacked);
        var first = svg.Bars().Take(3).ToList();
        Assert.Equal(first[0].Length("x") + first[0].Length("width") + 1, first[1].Length("x"), 1);
        Assert.Equal(2, svg.Words().Count(words => words == "30"));
    }

    [Fact]
    public void A_bar_with_an_unknown_part_has_no_sum()
    {
        var svg = Draw(View([Regions(2), Others(3)], at => at == 1 ? double.NaN : 10, at => at == 1 ? CellStatus.NotAvailable : CellStatus.Normal), ChartKind.Stacked);
        Assert.Single(svg.Words(), words => words == "30");
        Assert.DoesNotContain("20", svg.Words());
        Assert.Contains("Batang tanpa jumlah: sebagian angkanya tidak ada.", svg.Words());
    }

    [Fact]
    public void Shares_fill_the_width_and_say_per_cent()
    {
        var svg = Draw(View([Regions(2), Others(2)], at => at % 2 == 0 ? 25 : 75), ChartKind.Shares);
        Assert.Equal(2, svg.Words().Count(words => words == "25,0"));
        Assert.Equal(2, svg.Words().Count(words => words == "75,0"));
        Assert.Equal(svg.Bars().Take(2).Sum(bar => bar.Length("width")), svg.Bars().Skip(2).Sum(bar => bar.Length("width")), 1);
        Assert.Contains("persen", svg.Words());
    }

    [Fact]
    public void A_pyramid_has_one_sex_to_each_side_and_the_youngest_at_its_foot()
    {
        var svg = Draw(People());
        var bars = svg.Bars();
        var (left, right) = (bars.Where(bar => bar.Value.StartsWith("Laki-laki", StringComparison.Ordinal)).ToList(), bars.Where(bar => bar.Value.StartsWith("Perempuan", StringComparison.Ordinal)).ToList());
        Assert.Equal((4, 4), (left.Count, right.Count));
        Assert.Single(left.Select(bar => Math.Round(bar.Length("x") + bar.Length("width"), 1)).Distinct());
        Assert.Single(right.Select(bar => bar.Length("x")).Distinct());
        Assert.True(left.Max(bar => bar.Length("x") + bar.Length("width")) < right.Min(bar => bar.Length("x")));
        Assert.Equal("Laki-laki, 0–4: 100", left.MaxBy(bar => bar.Length("y"))!.Value);
        Assert.Equal(100 / 90.0, left[0].Length("width") / right[0].Length("width"), 2);
    }

    [Fact]
    public void Narrow_pyramids_say_both_sums_or_neither_beside_the_names()
    {
        var words = Draw(View([Sexes, Ages], at => (at / 4) switch { 0 => 1_100_000, 1 => 1_000_000, _ => 2_100_000 }), ChartKind.Pyramid, ChartDrawing.Narrow).Words();
        Assert.Contains("4.400.000", words);
        Assert.Contains("4.000.000", words);
    }

    [Fact]
    public void Lines_end_in_their_names_and_last_figures() => Assert.Contains("Rincian 2 12", Draw(View([Others(2), Years()])).Words());

    [Fact]
    public void A_scatter_names_both_axes_and_its_points()
    {
        var svg = Draw(View([Regions(6), Measures()], at => at * at));
        Assert.Contains("Ukuran 1 (satuan 1)", svg.Words());
        Assert.Contains("Ukuran 2 (satuan 2)", svg.Words());
        Assert.Equal(6, svg.All("circle").Count() + svg.All("polygon").Count());
        Assert.Contains("Wilayah 1603", svg.Words());
    }

    [Fact]
    public void Small_charts_share_their_axis()
    {
        var svg = Draw(View([Others(14), Years()]), ChartKind.Small);
        Assert.Equal(14, svg.All("polyline").Count());
        Assert.Equal(14, svg.Words().Count(words => words == "100"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_carries_title_unit_source_the_mark_of_a_sample_and_a_text_alternative(string word)
    {
        var kind = ChartKinds.Read(word)!.Value;
        var view = Fitting(kind) with { Text = Cubes.Text with { IsSample = true, Notes = [new("Wajib dibaca.", "Must be read.", Mandatory: true), new("Boleh dibaca.")] } };
        foreach (var width in new[] { ChartDrawing.Narrow, ChartDrawing.Wide })
        {
            var svg = Draw(view, kind, width);
            Assert.Equal("img", (string)svg.Attribute("role")!);
            Assert.Equal($"{ChartKinds.Name(kind)}: {Cubes.Text.Title.Id}", svg.Elements().First(element => element.Name.LocalName == "title").Value);
            var about = svg.Elements().First(element => element.Name.LocalName == "desc").Value;
            Assert.Matches("[Tt]ertinggi .* terendah ", about);
            Assert.Contains("bukan data resmi", about);
            Assert.Contains("Sumber: BPS", svg.Words());
            Assert.Contains("contoh: angka dibuat, bukan data resmi", svg.Words());
            Assert.Contains("Wajib dibaca.", svg.Words());
            Assert.DoesNotContain("Boleh dibaca.", svg.Words());
            if (kind is not ChartKind.Scatter)
            {
                Assert.Contains(svg.Words(), words => words.EndsWith(kind is ChartKind.Shares ? "persen" : "jiwa", StringComparison.Ordinal));
            }

            Assert.All(svg.All("text"), text => Assert.InRange(text.Length("x"), 0, width));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_selection_without_figures_says_so(string word)
    {
        var full = Fitting(ChartKinds.Read(word)!.Value);
        var empty = full with { Cube = full.Cube with { Values = [.. full.Cube.Values.Select(_ => double.NaN)], Status = [.. full.Cube.Status.Select(_ => CellStatus.Missing)] } };
        var plan = Plan(empty, ChartKinds.Read(word))!;
        Assert.Contains("Tidak ada angka pada pilihan ini.", Read(ChartDrawing.Of(plan, ChartDrawing.Wide, "u")).Words());
    }

    [Fact]
    public void A_course_says_from_when_to_when_and_which_way()
    {
        CultureInfo.CurrentUICulture = Speech.Indonesian;
        Assert.Equal("jiwa. Dari 2021 sampai 2024. Tertinggi 4 (2024), terendah 1 (2021). Naik dari 1 menjadi 4. Semua angka ada di tabel.", ChartDrawing.Of(Plan(View([Years(4)]))!, 720, "u").About);
    }

    [Fact]
    public void Of_many_small_charts_the_highest_and_lowest_of_all_are_said()
    {
        var about = ChartDrawing.Of(Plan(View([Others(9), Years(2)], at => at == 11 ? 999 : at == 16 ? -5 : at), ChartKind.Small)!, 720, "u").About;
        Assert.Contains("Tertinggi 999 (Rincian 6, 2022), terendah -5 (Rincian 9, 2021).".Replace('-', '−'), about);
        Assert.Equal(5, ChartDrawing.Of(Plan(View([Years(3), Measures(5)]), ChartKind.Small)!, 720, "u").About.Split("Tertinggi").Length - 1);
    }

    [Fact]
    public void Drawings_of_worked_out_figures_say_so_in_title_description_and_below()
    {
        var svg = Draw(View([Years()]) with { Worked = new(new("Perubahan terhadap periode sebelumnya"), new("Dihitung portal.")) });
        Assert.StartsWith("Perubahan terhadap periode sebelumnya: ", string.Join(' ', svg.Styled("text", "h").Select(line => line.Value)));
        Assert.Contains(": Perubahan terhadap periode sebelumnya: ", svg.Elements().First(element => element.Name.LocalName == "title").Value);
        Assert.StartsWith("Dihitung portal.", svg.Elements().First(element => element.Name.LocalName == "desc").Value);
        Assert.Contains("Dihitung portal.", svg.Words());
    }

    [Fact]
    public void The_page_shows_one_drawing_for_each_width_named_apart()
    {
        var plan = Plan(View([Regions(3), Others(3)]))!;
        var figure = Render<SvgFigure>(p => p.Add(f => f.Id, "g").Add(f => f.Narrow, ChartDrawing.Of(plan, ChartDrawing.Narrow, "gs")).Add(f => f.Wide, ChartDrawing.Of(plan, ChartDrawing.Wide, "gl")));
        Assert.Equal(["sempit", "lebar"], figure.FindAll("svg[role=img]").Select(svg => svg.ClassList[1]));
        var ids = figure.FindAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(figure.FindAll("svg"), svg => Assert.Contains(svg.GetAttribute("aria-labelledby"), ids));
        Assert.DoesNotContain("style=", figure.Markup);
        Assert.DoesNotContain("<style", figure.Markup);
    }

    [Fact]
    public void The_page_s_style_sheet_knows_every_class_a_drawing_that_stands_alone_uses()
    {
        var sheet = Sheet();
        var classes = Class().Matches(ChartStyle.Sheet).Select(match => match.Groups[1].Value).Distinct().Where(name => name is not "paper").ToList();
        Assert.True(classes.Count > 30);
        Assert.All(classes, name => Assert.Contains($".gambar .{name} ", sheet.Replace(",", " ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whatever_the_cube_every_kind_is_well_formed_svg_with_finite_lengths() =>
        Prop.ForAll(Cubes.Any.ToArbitrary(), Gen.Elements(ChartKinds.All.ToArray()).ToArbitrary(), (cube, kind) =>
        {
            var layout = new TableLayout([0], [.. Enumerable.Range(1, cube.Dimensions.Count - 1)], [.. cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]);
            if (Plan(new(cube, Cubes.Text, layout), kind) is not { } plan)
            {
                return;
            }

            foreach (var width in new[] { ChartDrawing.Narrow, ChartDrawing.Wide })
            {
                var drawing = ChartDrawing.Of(plan, width, "u");
                var svg = Read(drawing);
                Assert.True(double.IsFinite(drawing.Height) && drawing.Height is > 0 and < 100_000);
                foreach (var attribute in svg.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "x" or "y" or "x1" or "x2" or "y1" or "y2" or "cx" or "cy" or "r" or "width" or "height" or "points"))
                {
                    Assert.Matches(@"^(-?\d+(\.\d+)?%?[ ,]?)+$", attribute.Value);
                }
            }
        }).QuickCheckThrowOnFailure();

    private static string Sheet()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DataPortal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The solution is nowhere above the tests.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "web", "wwwroot", "css", "tabel.css"));
    }

    public static TheoryData<string> Kinds => [.. ChartKinds.All.Where(kind => kind is not ChartKind.None).Select(ChartKinds.Word)];

    private static TableView Fitting(ChartKind kind) => kind switch
    {
        ChartKind.Pyramid => People(),
        ChartKind.Scatter => View([Regions(6), Measures()]),
        ChartKind.Line or ChartKind.Small => View([Others(3), Years()]),
        _ => View([Regions(4), Others(3)]),
    };

    [GeneratedRegex(@"\.([a-z]+\d*)\b(?=[^{}]*\{)")]
    private static partial Regex Class();
}
