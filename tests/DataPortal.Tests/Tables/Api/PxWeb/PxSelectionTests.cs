using System.Text.Json;
using DataPortal.Tables;
using DataPortal.Tables.Api.PxWeb;
using FsCheck;
using FsCheck.Fluent;
using static DataPortal.Tests.Tables.Api.PxWeb.PxPortal;

namespace DataPortal.Tests.Tables.Api.PxWeb;

public sealed class PxSelectionTests(PxPortal px) : IClassFixture<PxPortal>
{
    private static readonly StoredTable _table = new(
        new() { Id = Table, Text = Cubes.Text, Current = new(1, new(new string('0', 64), "v1.cube", "x", 1), null, default, "tes", Harvest.Length) }, Harvest);

    /// <summary>Any choice of categories of the table, and any way to lay it out.</summary>
    private static readonly Gen<(string[][] Codes, int Turn)> _choice =
        from region in Some(0)
        from sex in Some(1)
        from measure in Some(2)
        from year in Some(3)
        from turn in Gen.Choose(0, 3)
        select (new[] { region, sex, measure, year }, turn);

    private static Gen<string[]> Some(int dimension) =>
        Gen.SubListOf(Harvest.Dimensions[dimension].Categories.Select(category => category.Code)).Where(list => list.Count > 0).Select(list => list.ToArray());

    [Fact]
    public void The_same_selection_by_GET_and_by_POST_is_the_same_bytes() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(_choice.ToArbitrary(), choice =>
    {
        var (dimensions, codes) = (Harvest.Dimensions, choice.Codes);
        var heading = dimensions.Select(dimension => dimension.Code).Take(choice.Turn).ToArray();
        var query = string.Join('&', dimensions.Select((dimension, at) => $"valueCodes[{dimension.Code}]={Uri.EscapeDataString(string.Join(',', codes[at].Select(CategoryExpressions.Quote)))}"));
        var body = JsonSerializer.Serialize(new
        {
            selection = dimensions.Select((dimension, at) => new { variableCode = dimension.Code.ToUpperInvariant(), valueCodes = codes[at] }),
            placement = new { heading, stub = Array.Empty<string>() },
        });
        var format = choice.Turn % 2 == 0 ? "json-stat2" : "csv";
        return Task.Run(async () =>
        {
            var got = await px.GetAsync($"{V2}/tables/{Table}/data?{query}&heading={string.Join(',', heading)}&outputFormat={format}");
            var posted = await px.PostAsync($"{V2}/tables/{Table}/data?outputFormat={format}", body);
            Assert.Equal(System.Net.HttpStatusCode.OK, got.Status);
            Assert.Equal(got.Body, posted.Body);
        });
    }));

    [Fact]
    public void Every_cell_of_an_answer_is_the_cell_of_the_table() => Prop.ForAll(_choice.ToArbitrary(), choice =>
    {
        var request = new PxRequest { Choices = [.. Harvest.Dimensions.Select((dimension, at) => new PxChoice(dimension.Code, [.. choice.Codes[at].Select(CategoryExpressions.Quote)]))], Heading = [Harvest.Dimensions[choice.Turn].Code] };
        var view = PxSelection.Of(_table, request, 1_000).Run(Cubes.Text);
        var (from, to) = (Harvest.Strides(), view.Cube.Strides());
        Assert.Equal(choice.Codes.Aggregate(1, (count, list) => count * list.Length), view.Cube.Length);
        for (var cell = 0; cell < view.Cube.Length; cell++)
        {
            var source = 0;
            for (var d = 0; d < to.Length; d++)
            {
                var dimension = view.Cube.Dimensions[d];
                var place = Harvest.Dimensions.ToList().FindIndex(one => one.Code == dimension.Code);
                source += Harvest.Dimensions[place].IndexOf(dimension.Categories[cell / to[d] % dimension.Categories.Count].Code) * from[place];
            }

            Assert.Equal(Harvest.Values[source], view.Cube.Values[cell]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_part_nobody_knows_makes_the_sum_unknown()
    {
        var status = new CellStatus[Harvest.Length];
        status[0] = CellStatus.NotAvailable;
        var table = _table with { Cube = Harvest with { Status = status } };
        var view = PxSelection.Of(table, new() { Choices = [new("tahun", ["*"]), new("isi", ["luas"])] }, 1_000).Run(Cubes.Text);
        Assert.Equal([CellStatus.NotAvailable, CellStatus.Normal, CellStatus.Normal], view.Cube.Status);
        Assert.Equal([6004, 6008], view.Cube.Values[1..]);
    }

    [Fact]
    public void Sums_of_decimals_are_no_longer_than_their_parts()
    {
        var cube = new Cube { Dimensions = [Cubes.Dimension("a", DimensionRole.Other, "x", "y") with { Elimination = new(null) }, Cubes.Dimension("t", DimensionRole.Time, "2026")], Values = [0.1, 0.2], Status = new CellStatus[2] };
        Assert.Equal([0.3], PxSelection.Of(_table with { Cube = cube }, new() { Choices = [new("t", ["2026"])] }, 10).Run(Cubes.Text with { Decimals = 1 }).Cube.Values);
    }

    [Fact]
    public void Notes_go_with_what_they_are_about()
    {
        var text = Cubes.Text with
        {
            Notes = [new("tabel"), new("hasil"), new("sel") { Cells = new Dictionary<string, string> { ["jk"] = "l", ["tahun"] = "2024" } }, new("total") { Cells = new Dictionary<string, string> { ["jk"] = "t", ["tahun"] = "2024" } }],
        };
        var view = PxSelection.Of(_table, new() { Choices = [new("tahun", ["2024"]), new("isi", ["luas"])] }, 1_000).Run(text);
        Assert.Equal(["tabel", "total"], view.Text.Notes.Select(note => note.Id));
        Assert.Equal(["tahun"], view.Text.Notes[1].Cells!.Keys);

        var noted = PxSelection.Of(_table, new() { Choices = [new("tahun", ["2024"]), new("isi", ["hasil"]), new("jk", ["l"])] }, 1_000).Run(text);
        Assert.Equal(["tabel", "hasil", "sel"], noted.Text.Notes.Select(note => note.Id));
        Assert.Equal([2], noted.Cube.Dimensions.Single(dimension => dimension.Code == "isi").Categories[0].Notes!);
    }
}
