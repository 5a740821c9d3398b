using System.Text;
using DataPortal.Tables;
using DataPortal.Tables.Import;

namespace DataPortal.Tests.Tables.Import;

public class TableImportTests
{
    [Fact]
    public void A_heading_that_is_also_a_word_of_the_address_stays_what_it_is() =>
        Assert.Equal("baris", Files.Read(Encoding.UTF8.GetBytes("Baris;2024;2025\nSatu;1;2\nDua;3;4\n")).Cube!.Dimensions[0].Code);

    [Fact]
    public void The_population_of_the_province_is_read_from_its_long_file()
    {
        var preview = Files.Csv("kode_bps,kabupaten_kota,tahun,jumlah_penduduk\n1600,Sumatera Selatan,2026,30\n1603,Muara Enim,2026,10\n1671,Kota Palembang,2026,20\n");

        Assert.Empty(preview.Errors);
        Assert.Equal(SheetForm.Listed, preview.Form);
        Assert.Equal(["wilayah", "tahun"], preview.Cube!.Dimensions.Select(d => d.Code));
        Assert.Equal([DimensionRole.Region, DimensionRole.Time], preview.Cube.Dimensions.Select(d => d.Role));
        Assert.Equal("Kabupaten/kota", preview.Cube.Dimensions[0].Label.Id);
        Assert.Equal(10, preview.Cube.At("1603", "2026"));
        Assert.True(preview.Cube.Dimensions[0].Categories[0].IsTotal);
        Assert.Equal("2026", preview.Period);
        Assert.Equal(0, Assert.Single(preview.Totals).OffCount);
    }

    [Fact]
    public void A_cross_table_with_words_around_it_is_read_whole()
    {
        var preview = Files.Csv("""
            Tabel 3.1.1 Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Muara Enim;;;;
            Population by Subdistrict and Sex;;;;
            (jiwa);;;;
            Kecamatan;2025;;2026 *);
            ;Laki-laki;Perempuan;Laki-laki;Perempuan
            (1);(2);(3);(4);(5)
            Gelumbang;1.000;2.000;1.100;2.100
            Lembak 1);3.000;–;...;4.100
            Rambang;;x;1.234r;NA
            Sumber: BPS Kabupaten Muara Enim;;;;
            Catatan: 1) Termasuk desa baru;;;;
            *) Angka sementara;;;;
            """);

        Assert.Empty(preview.Errors);
        Assert.Equal("Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Muara Enim", preview.Title);
        Assert.Equal("Population by Subdistrict and Sex", preview.TitleEnglish);
        Assert.Equal("jiwa", preview.Unit);
        Assert.Equal("BPS Kabupaten Muara Enim", preview.Source);
        Assert.Equal(["Termasuk desa baru", "Angka sementara"], preview.Notes);
        Assert.Equal("2025–2026", preview.Period);
        var cube = preview.Cube!;
        Assert.Equal([DimensionRole.Region, DimensionRole.Time, DimensionRole.Other], cube.Dimensions.Select(d => d.Role));
        Assert.Equal("Jenis kelamin", cube.Dimensions[2].Label.Id);
        Assert.Equal(2100, cube.At("1603090", "2026", "perempuan"));
        Assert.Equal([1], cube.Dimensions[0].Categories[1].Notes!);
        Assert.Equal([2], cube.Dimensions[1].Categories[1].Notes!);
        Assert.Equal(CellStatus.Nil, cube.StatusAt("1603091", "2025", "perempuan"));
        Assert.Equal(CellStatus.Missing, cube.StatusAt("1603031", "2025", "laki-laki"));
        Assert.Equal((1234d, CellStatus.Revised), (cube.At("1603031", "2026", "laki-laki"), cube.StatusAt("1603031", "2026", "laki-laki")));
        Assert.True(double.IsNaN(cube.At("1603091", "2026", "laki-laki")));
        Assert.Equal(1, preview.Symbols[CellStatus.NotAvailable]);
        Assert.Equal(["wilayah"], preview.Rows);
        Assert.Equal(["tahun", "jenis-kelamin"], preview.Columns);
    }

    [Fact]
    public void Merged_headings_of_a_workbook_make_dimensions()
    {
        var preview = Files.Read(Files.Xlsx(("Data", "A1:E1 A3:A4 B3:C3 D3:E3", [
            ["Produksi Padi menurut Kecamatan, 2024–2025 (ton)"],
            [],
            ["Kecamatan", "2024", null, "2025", null],
            [null, "Sawah", "Ladang", "Sawah", "Ladang"],
            ["Gelumbang", 10, 20, 30, 40.5],
            ["Lembak", 1, 2, 3, 4],
            ["Jumlah", 11, 22, 33, 44.5],
        ])));

        Assert.Empty(preview.Errors);
        Assert.Equal("ton", preview.Unit);
        Assert.Equal("Produksi Padi menurut Kecamatan, 2024–2025", preview.Title);
        Assert.Equal(20, preview.Cube!.At("1603090", "2024", "ladang"));
        Assert.Equal(1, preview.Decimals);
        Assert.Equal("1603", preview.Cube!.Dimensions[0].Categories[2].Code);
        Assert.True(preview.Cube.Dimensions[0].Categories[2].IsTotal);
        Assert.All(preview.Totals, check => Assert.Equal(0, check.OffCount));
    }

    [Fact]
    public void Measures_with_units_of_their_own_are_known_by_their_headings()
    {
        var preview = Files.Csv("Kecamatan\tLuas panen (ha)\tProduksi (ton)\tProduktivitas (ku/ha)\nGelumbang\t1.200\t6.000,5\t50,0\nLembak\t800\t4.100,25\t51,3\n");

        Assert.Empty(preview.Errors);
        var measure = preview.Cube!.Dimensions[1];
        Assert.Equal(DimensionRole.Measure, measure.Role);
        Assert.Equal(["ha", "ton", "ku/ha"], measure.Categories.Select(c => c.Unit!.Id));
        Assert.Equal(["Luas panen", "Produksi", "Produktivitas"], measure.Categories.Select(c => c.Label.Id));
        Assert.Equal([0, 2, 1], measure.Categories.Select(c => c.Decimals!.Value));
        Assert.Equal(1200, preview.Cube.At("1603090", "luas-panen"));
        Assert.Equal(6000.5, preview.Cube.At("1603090", "produksi"));
    }

    [Fact]
    public void Figures_the_English_way_are_decided_per_column_and_shown()
    {
        var preview = Files.Csv("wilayah;a;b\nX;1,234;1,234.5\nY;2,345;10.5\n");
        Assert.Equal(1234, preview.Cube!.At("x", "a"));
        Assert.Equal(1234.5, preview.Cube!.At("x", "b"));
        Assert.All(preview.Readings, reading => Assert.Equal(DecimalMark.Point, reading.Mark));
        Assert.True(preview.Readings[0].Guessed);

        var chosen = Files.Csv("wilayah;a\nX;1,234\nY;2,345\n", new(Mark: DecimalMark.Comma));
        Assert.Equal(1.234, chosen.Cube!.At("x"));
    }

    [Fact]
    public void A_total_that_does_not_add_up_is_said_with_its_place()
    {
        var preview = Files.Csv("Kecamatan;2025;2026\nGelumbang;10;20\nLembak;1;2\nRambang;5;5\nJumlah;16;28\n");
        var check = Assert.Single(preview.Totals);
        Assert.Equal((2, 1, false), (check.Compared, check.OffCount, check.IsNoSum));
        Assert.Equal("2026: tertulis 28, jumlah bagian 27", Assert.Single(check.Off));
    }

    [Fact]
    public void Years_that_run_down_are_labels_and_not_figures()
    {
        var preview = Files.Csv("Tahun;Laki-laki;Perempuan\n2024;10;11\n2025;12;13\n");
        Assert.Equal([DimensionRole.Time, DimensionRole.Other], preview.Cube!.Dimensions.Select(d => d.Role));
        Assert.Equal(13, preview.Cube.At("2025", "perempuan"));
    }

    [Fact]
    public void A_label_written_once_for_several_rows_belongs_to_all_of_them()
    {
        var preview = Files.Csv("Kecamatan;Jenis kelamin;2025;2026\nGelumbang;Laki-laki;1;2\n;Perempuan;3;4\nLembak;Laki-laki;5;6\n;Perempuan;7;8\n");
        Assert.Equal(8, preview.Cube!.At("1603091", "perempuan", "2026"));
        Assert.Equal(["wilayah", "jenis-kelamin"], preview.Rows);
    }

    [Fact]
    public void Group_rows_above_repeated_labels_become_a_dimension()
    {
        var preview = Files.Csv("Uraian;2025;2026\nLaki-laki;;\nBekerja;1;2\nMenganggur;3;4\nPerempuan;;\nBekerja;5;6\nMenganggur;7;8\n");
        Assert.Empty(preview.Errors);
        Assert.Equal(3, preview.Cube!.Dimensions.Count);
        Assert.Equal(6, preview.Cube.At("perempuan", "bekerja", "2026"));
    }

    [Fact]
    public void Errors_name_sheet_row_column_and_remedy()
    {
        var preview = Files.Read(Files.Xlsx(("Penduduk", "", [
            ["Kecamatan", "2025", "2026"],
            ["Gelumbang", 1, "banyak"],
            ["Lembak", "<c r=\"@\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "=A1+1"],
            [null, 4, 5],
            ["Gelumbang", 4, 5],
        ])));

        Assert.Null(preview.Cube);
        Assert.Equal(["lembar Penduduk, baris 2, kolom C", "lembar Penduduk, baris 3, kolom B", "lembar Penduduk, baris 3, kolom C", "lembar Penduduk, baris 4, kolom A", "lembar Penduduk, baris 5"],
            preview.Errors.Select(error => error.Place).Distinct().Order());
        Assert.Contains("“banyak” bukan angka", preview.Errors.First(error => error.Row == 2).What);
        Assert.Contains("tulis ...", preview.Errors.First(error => error.Row == 2).Remedy);
        Assert.Contains("mengulang baris 2", preview.Errors.First(error => error.Row == 5).What);
    }

    [Fact]
    public void A_formula_is_read_as_its_value()
    {
        var preview = Files.Read(Files.Xlsx(("Data", "", [["Wilayah", "2025", "2026"], ["Lahat", 1, "<c r=\"@\"><f>B2*2</f><v>2</v></c>"], ["Muara Enim", 3, 4]])));
        Assert.Equal(2, preview.Cube!.At("1604", "2026"));
    }

    [Fact]
    public void Another_sheet_can_be_chosen_and_words_are_skipped()
    {
        var file = Files.Xlsx(("Petunjuk", "", [["Cara mengisi"]]), ("Satu", "", [["A", "2025"], ["x1", 1], ["x2", 2]]), ("Dua", "", [["B", "2025"], ["y1", 7], ["y2", 8]]));
        Assert.Equal("Satu", Files.Read(file).Sheet);
        Assert.Equal(7, Files.Read(file, new(Sheet: "Dua")).Cube!.At("y1"));
        Assert.Equal(["Petunjuk", "Satu", "Dua"], Files.Read(file).Sheets);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    [InlineData("utf-8", false)]
    public void Text_is_read_in_the_encodings_programs_write(string encoding, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var code = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? code.GetPreamble() : [], .. code.GetBytes("Wilayah;Rata–rata\nCafé;1,5\nSungai;2,5\n")];
        var preview = Files.Read(bytes, name: "x.csv");
        Assert.Equal("Café", preview.Cube!.Dimensions[0].Categories[0].Label.Id);
        Assert.Equal(1.5, preview.Cube.At("cafe"));
    }

    [Fact]
    public void A_file_without_headings_says_what_is_missing() =>
        Assert.Contains("judul kolom", Assert.Single(Files.Csv("Lahat;1\nMuara Enim;2\n").Errors).Remedy);

    [Fact]
    public void A_code_column_names_regions_the_portal_knows()
    {
        var preview = Files.Csv("kode_wilayah;tahun;nilai\n1603;2025;5\n1604;2025;6\n");
        Assert.Equal(DimensionRole.Region, preview.Cube!.Dimensions[0].Role);
        Assert.Equal(5, preview.Cube.At("1603", "2025"));
    }
}
