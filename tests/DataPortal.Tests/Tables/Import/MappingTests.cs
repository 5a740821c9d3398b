using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using DataPortal.Tables.Import.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Import;

public class MappingTests
{
    private static readonly MappingSuggestion _suggestion = new(Files.Names);
    private static readonly Dictionary<string, string> _nothing = [];

    [Fact]
    public void Next_years_file_finds_the_tables_codes_however_rows_and_columns_moved() => Prop.ForAll(Gen.Shuffle(new[] { 0, 1, 2, 3 }).Two().ToArbitrary(), orders =>
    {
        string[] regions = ["Gelumbang", "Lembak", "Rambang", "Lubai"];
        string[] written = ["KEC. GELUMBANG", "Lembak ", "kecamatan rambang", "Lubai"];
        string[] sexes = ["Laki-laki;2025", "Perempuan;2025", "Laki-laki;2026", "Perempuan;2026"];
        var kept = Kept(Files.Csv("Kecamatan;2025;\n;Laki-laki;Perempuan\n" + string.Concat(regions.Select((region, at) => $"{region};{at}1;{at}2\n"))));
        var (rows, columns) = (orders.Item1, orders.Item2);
        var file = $"Kec;Jenis kelamin;Tahun;Jumlah\n" + string.Concat(rows.SelectMany(r => columns.Select(c => $"{written[r]};{sexes[c]};{r}{c + 1}0\n")));
        var preview = Files.Csv(file);
        var plan = _suggestion.Of(preview, kept, _nothing);
        var mapped = TableMapper.Apply(preview, plan, kept.Cube);
        return plan.Doubts.Count == 0 && mapped.Faults.Count == 0
            && kept.Cube.Dimensions.All(dimension => mapped.Cube!.Dimensions.Any(other => other.Code == dimension.Code))
            && Enumerable.Range(0, 4).All(r => Value(mapped.Cube!, kept.Cube.Dimensions[0].Categories[r].Code, "2026", "perempuan") == (r * 100) + 40);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_said_once_is_remembered()
    {
        var kept = Kept(Files.Csv("Komoditas;2024;2025\nPadi sawah;1;2\nPadi ladang;3;4\nJagung;5;6\n"));
        var preview = Files.Csv("Komoditi;2025;2026\nPadi swh;2;7\nPadi ladang;4;8\nTotal kotor;5;5\nJagung;6;9\n");
        var plan = _suggestion.Of(preview, kept, _nothing);
        var choice = plan.Dimensions[0];
        Assert.Equal("komoditas", choice.To);
        plan = plan with { Dimensions = [choice with { Categories = [.. choice.Categories.Select(category => category.Code switch { "padi-swh" => category with { To = "padi-sawah" }, "total-kotor" => category with { To = "" }, _ => category })] }, plan.Dimensions[1]] };
        var mapped = TableMapper.Apply(preview, plan, kept.Cube);
        Assert.Empty(mapped.Faults);
        Assert.Equal(["padi-sawah", "padi-ladang", "jagung"], mapped.Cube!.Dimensions[0].Categories.Select(category => category.Code));
        Assert.Equal(7, mapped.Cube.At("padi-sawah", "2026"));

        var taught = kept with { Document = kept.Document with { Mapping = TableMapper.Remember(preview, plan, new()) } };
        var next = Files.Csv("Komoditi;2027\nTotal kotor;5\nJagung;6\nPadi swh;2\nPadi ladang;4\n");
        var again = TableMapper.Apply(next, _suggestion.Of(next, taught, _nothing), kept.Cube);
        Assert.Empty(again.Faults);
        Assert.Equal(["jagung", "padi-sawah", "padi-ladang"], again.Cube!.Dimensions[0].Categories.Select(category => category.Code));
    }

    [Fact]
    public void A_dimension_the_file_lacks_is_asked_for_and_answered_once()
    {
        var kept = Kept(Files.Csv("Kecamatan;2025;\n;Laki-laki;Perempuan\nGelumbang;1;2\nLembak;3;4\n"));
        var preview = Files.Csv("Kecamatan;2026\nGelumbang;5\nLembak;6\n");
        var plan = _suggestion.Of(preview, kept, _nothing);
        Assert.Equal(["jenis-kelamin"], plan.Fixed.Keys);
        Assert.Contains("Jenis kelamin", Assert.Single(TableMapper.Apply(preview, plan, kept.Cube).Faults));
        plan = plan with { Fixed = new Dictionary<string, string?> { ["jenis-kelamin"] = "perempuan" } };
        var mapped = TableMapper.Apply(preview, plan, kept.Cube);
        Assert.Equal(6, Value(mapped.Cube!, "1603091", "2026", "perempuan"));
        var taught = kept with { Document = kept.Document with { Mapping = TableMapper.Remember(preview, plan, new()) } };
        Assert.Equal("perempuan", _suggestion.Of(preview, taught, _nothing).Fixed["jenis-kelamin"]);
    }

    [Fact]
    public void Two_labels_of_one_code_are_refused_by_name()
    {
        var preview = Files.Csv("Komoditas;2025\nPadi;1\nJagung;2\n");
        var plan = _suggestion.Of(preview, null, _nothing);
        var choice = plan.Dimensions[0];
        var faults = TableMapper.Apply(preview, plan with { Dimensions = [choice with { Categories = [.. choice.Categories.Select(category => category with { To = "x" })] }, .. plan.Dimensions.Skip(1)] }, null).Faults;
        Assert.Contains("“Padi” dan “Jagung” memakai kode yang sama", Assert.Single(faults));
    }

    [Fact]
    public void Age_groups_that_differ_by_a_digit_are_not_taken_for_misspelt()
    {
        var kept = Kept(Files.Csv("Kelompok umur;2025;2026\n0-4;1;2\n5-9;3;4\n10-14;5;6\n"));
        Assert.Empty(_suggestion.Of(Files.Csv("Kelompok umur;2026;2027\n0-4;1;2\n5-9;3;4\n15-19;5;6\n"), kept, _nothing).Doubts);
    }

    [Fact]
    public void A_region_nearly_spelt_is_asked()
    {
        var doubt = Assert.Single(_suggestion.Of(Files.Csv("Kecamatan;2025;2026\nSemende Darat Laut;1;2\nGelumbang;3;4\nLembak;5;6\nRambang;7;8\n"), null, _nothing).Doubts);
        Assert.Equal(("Semende Darat Laut", "1603010"), (doubt.Label, doubt.Candidates[0].Code));
    }

    [Fact]
    public void Regions_stand_under_the_regions_they_lie_in()
    {
        var dimension = RegionLevels.Of(Cubes.Dimension("wilayah", DimensionRole.Region, "1600", "1603", "1603010", "1603011", "1671"));
        Assert.Equal([null, "1600", "1603", "1603", "1600"], dimension.Categories.Select(category => category.Parent));
        Assert.Equal([0, 1, 2, 2, 1], dimension.Categories.Select(category => category.Level));
        Assert.Equal(["Provinsi", "Kabupaten/kota", "Kecamatan"], dimension.Levels.Select(level => level.Id));
    }

    [Fact]
    public void Columns_and_heading_rows_can_be_said_and_are_found_again_when_they_moved()
    {
        const string file = "Kecamatan;Luas 2020;2025;2026\nGelumbang;10;1;2\nLembak;11;3;4\n";
        var key = TableMapping.Key("Luas 2020");
        var choice = new ImportChoice { Uses = new Dictionary<string, ColumnUse> { [key] = ColumnUse.Ignored } };
        Assert.Contains(Files.Csv(file).Layout, column => column.Key == key && column.Use is ColumnUse.Value);
        Assert.Equal(["2025", "2026"], Files.Csv(file, choice).Cube!.Dimensions[1].Categories.Select(category => category.Code));
        Assert.Equal(["2025", "2026"], Files.Csv("2026;Kecamatan;2025;LUAS  2020\n2;Gelumbang;1;10\n4;Lembak;3;11\n", choice).Cube!.Dimensions[1].Categories.Select(category => category.Code).Order());

        const string levels = "Kecamatan;2025;;2026;\n;L;P;L;P\nGelumbang;1;2;3;4\nLembak;5;6;7;8\n";
        Assert.Equal(3, Files.Csv(levels).Cube!.Dimensions.Count);
        Assert.Equal(["2025 – L", "2025 – P", "2026 – L", "2026 – P"], Files.Csv(levels, new() { JoinHeader = true }).Cube!.Dimensions[1].Categories.Select(category => category.Label.Id));
    }

    [Fact]
    public void A_column_headed_by_a_year_alone_is_that_year() =>
        Assert.Equal("2026", Assert.Single(Files.Csv("Kecamatan;2026\nGelumbang;5\nLembak;6\n").Cube!.Dimensions, dimension => dimension.Role is DimensionRole.Time).Categories[0].Code);

    private static StoredTable Kept(TablePreview preview)
    {
        var cube = TableMapper.Apply(preview, _suggestion.Of(preview, null, _nothing), null).Cube!;
        return new(new() { Id = "x", Text = new() { Title = new("x"), Source = new(""), Period = "" }, Current = new(1, new("", "", "", 0), null, default, "", cube.Length) }, cube);
    }

    private static double Value(Cube cube, params string[] codes)
    {
        var strides = cube.Strides();
        return cube.Values[cube.Dimensions.Select((dimension, d) => strides[d] * Math.Max(0, codes.Select(dimension.IndexOf).Max())).Sum()];
    }
}
