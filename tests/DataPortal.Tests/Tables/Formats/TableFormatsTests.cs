using System.Globalization;
using System.Text;
using System.Text.Json;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tests.Shared.Pdf;
using DataPortal.Tests.Shared.Sheets;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Formats;

public sealed class TableFormatsTests : IDisposable
{
    private static readonly TableOrigin Origin = new("Badan Pusat Statistik Kabupaten Muara Enim", new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7)));
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public TableFormatsTests() => CultureInfo.CurrentUICulture = Speech.Indonesian;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Fact]
    public void Every_format_of_the_contract_is_found_by_its_extension()
    {
        foreach (var extension in (string[])["csv", "xlsx", "ods", "pdf", "json"])
        {
            var format = TableFormats.Find(extension)!;
            Assert.Equal(extension, format.Extension);
            Assert.NotEmpty(Written(extension, Population()));
        }

        Assert.Null(TableFormats.Find("exe"));
    }

    [Fact]
    public void CSV_is_one_rectangle_with_the_unit_in_its_header()
    {
        var rows = SheetWriterTests.Read(Written("csv", Population()), false);
        Assert.Equal(["Wilayah", "2025 – Laki-laki (jiwa)", "2025 – Perempuan (jiwa)", "2026 – Laki-laki (jiwa)", "2026 – Laki-laki (jiwa) – tanda", "2026 – Perempuan (jiwa)"], rows[0]);
        Assert.Equal(["Muara Enim", "300000", "...", "310000,25", "x", "–"], rows[1]);
        Assert.Equal(["'=Lahat", "0", "200", "", "", "***"], rows[2]);
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public void In_English_it_follows_RFC_4180_with_the_English_words()
    {
        CultureInfo.CurrentUICulture = Speech.English;
        var rows = SheetWriterTests.Read(Written("csv", Population()), true);
        Assert.Equal("2026 – Laki-laki (persons)", rows[0][3]);
        Assert.Equal("310000.25", rows[1][3]);
    }

    [Fact]
    public void A_workbook_keeps_numbers_as_numbers_and_symbols_as_text()
    {
        var file = Written("xlsx", Population());
        Assert.Empty(Workbooks.Complaints(file));
        var (table, data, metadata) = (Workbooks.Read(file)[0], Workbooks.Read(file)[1], Workbooks.Read(file)[2]);
        Assert.Equal(("Tabel", "Data", "Metadata"), (table.Name, data.Name, metadata.Name));
        Assert.Equal(["Wilayah (kode)", "Wilayah", "Tahun", "Jenis kelamin", "Jiwa", "Simbol"], data.Rows[0]);
        Assert.Equal(["1603", "Muara Enim", "2025", "Laki-laki", 300000.0, null], data.Rows[1]);
        Assert.Equal(["1603", "Muara Enim", "2026", "Laki-laki", 310000.25, "x"], data.Rows[3]);
        Assert.Equal(["1604", "=Lahat", "2026", "Perempuan", null, "***"], data.Rows[8]);
        Assert.Contains(metadata.Rows, row => row is ["Wilayah", "Muara Enim", "1603", ..]);
        var row = table.Rows.Single(row => Equals(row[0], "Muara Enim"));
        Assert.Equal(["Muara Enim", 300000.0, "...", 310000.25, "–"], row);
        Assert.Equal(["=Lahat 1)", 0.0, 200.0, null, "***"], table.Rows.Single(row => row[0] is string name && name.StartsWith("=Lahat", StringComparison.Ordinal)));
        var words = string.Join('\n', table.Rows.Select(row => row[0]));
        foreach (var said in (string[])["Jumlah penduduk", "Satuan: jiwa", "Contoh: ", "Angka proyeksi", "...  data tidak tersedia", "***  tidak ditampilkan", "1) Catatan satu.", "Sumber: BPS", "Diperbarui: 16 November 2026", "https://contoh.go.id/tabel/penduduk", "Cara mengutip: "])
        {
            Assert.Contains(said, words);
        }

        Assert.Contains("&quot; x&quot;", Workbooks.Part(file, "xl/styles.xml"));
        Assert.Contains("state=\"frozen\"", Workbooks.Part(file, "xl/worksheets/sheet1.xml"));
    }

    [Fact]
    public void OpenDocument_holds_the_same_cells()
    {
        var rows = Workbooks.ReadOds(Written("ods", Population()), 0);
        var row = rows.Single(row => row[0].Value == "Muara Enim");
        Assert.Equal([("string", "Muara Enim"), ("float", "300000"), ("string", "..."), ("float", "310000.25"), ("string", "–")], row);
    }

    [Fact]
    public void PDF_says_everything_the_page_says()
    {
        var text = new PdfFile(Written("pdf", Population())).Text;
        foreach (var said in (string[])["Jumlah penduduk", "jiwa", "Contoh", "Angka proyeksi", "Laki-laki", "2026", "310.000 x", "...", "–", "***", "1) Catatan satu.", "Sumber: ", "https://contoh.go.id/tabel/penduduk", "Halaman 1 dari 1"])
        {
            Assert.Contains(said, text);
        }
    }

    [Fact]
    public void On_paper_a_code_leads_back_to_the_table_and_a_minus_is_a_minus()
    {
        var view = Population();
        view.Cube.Values[0] = -5;
        var file = Written("pdf", view);
        var pdf = new PdfFile(file);
        Assert.Contains(pdf.Objects, one => one.Contains("/S/Figure", StringComparison.Ordinal) && one.Contains("Kode QR: https://contoh.go.id/tabel/penduduk", StringComparison.Ordinal));
        Assert.Equal("\u22125", new TableGrid(view)[0, 0].Shown);
        if (PdfFile.Poppler(file) is { } read)
        {
            Assert.Contains("\u22125", read);
        }

        Assert.Equal(-5.0, Workbooks.Read(Written("xlsx", view))[1].Rows[1][4]);
        Assert.Equal("-5", SheetWriterTests.Read(Written("csv", view), false)[1][1]);
    }

    [Fact]
    public void Notes_that_must_be_read_and_notes_of_cells_go_with_every_form()
    {
        var view = Population();
        view = view with { Text = view.Text with { Notes = [new("Catatan biasa."), new("Hati-hati membandingkan.", null, true), new("Setelah pemekaran.") { Cells = new Dictionary<string, string> { ["wilayah"] = "1603", ["Tahun"] = "2026" } }] } };
        foreach (var (form, text) in new[]
        {
            ("pdf", new PdfFile(Written("pdf", view)).Text), ("html", Encoding.UTF8.GetString(Written("html", view))), ("json", Encoding.UTF8.GetString(Written("json", view))), ("json-px", Encoding.UTF8.GetString(Written("json-px", view))),
            ("xlsx", string.Join('\n', Workbooks.Read(Written("xlsx", view))[0].Rows.SelectMany(row => row))), ("ods", string.Join('\n', Workbooks.ReadOds(Written("ods", view), 0).SelectMany(row => row).Select(cell => cell.Value))),
        })
        {
            Assert.True(text.Contains("Hati-hati membandingkan.", StringComparison.Ordinal), form);
            Assert.True(text.Contains("Muara Enim, 2026: Setelah pemekaran.", StringComparison.Ordinal), form);
            if (form is "pdf" or "html" or "xlsx" or "ods")
            {
                // The numbers are those of the screen, and the cell has its own beside it.
                Assert.True(text.Contains("1) Catatan biasa.", StringComparison.Ordinal) && text.Contains("3) Muara Enim, 2026: Setelah", StringComparison.Ordinal) && text.Contains("2) Hati-hati", StringComparison.Ordinal), form);
                Assert.True(text.Contains(form is "pdf" or "html" ? "310.000 x 3)" : "– 3)", StringComparison.Ordinal), form);
            }
        }

        var rows = SheetWriterTests.Read(Written("csv", view), false);
        Assert.Equal(("Catatan", "Hati-hati membandingkan."), (rows[0][^1], rows[1][^1]));
        var lahat = view with { Layout = view.Layout with { Selected = [[1], [0, 1], [0, 1]] } };
        Assert.DoesNotContain("pemekaran", Encoding.UTF8.GetString(Written("json", lahat)));
    }

    [Fact]
    public void Ten_thousand_rows_head_every_page()
    {
        var cube = new Cube
        {
            Dimensions = [Cubes.Dimension("Desa", DimensionRole.Region, [.. Enumerable.Range(1, 10_000).Select(n => $"Desa {n}")]), Cubes.Dimension("Tahun", DimensionRole.Time, "2024", "2025", "2026")],
            Values = [.. Enumerable.Range(0, 30_000).Select(n => (double)n)],
            Status = new CellStatus[30_000],
        };
        var file = Written("pdf", View(cube, [0], [1]));
        var pdf = new PdfFile(file);
        Assert.InRange(pdf.PageCount, 150, 300);
        Assert.All(Enumerable.Range(0, pdf.PageCount - 1), page => Assert.Contains("2024\n2025\n2026", pdf.PageText(page)));
        if (PdfFile.Poppler(file, "-layout") is { } read)
        {
            Assert.Equal(10_000, System.Text.RegularExpressions.Regex.Count(read, @"Desa \d+"));
        }
    }

    [Fact]
    public void JSON_stat_has_a_value_for_every_cell_and_null_for_every_symbol()
    {
        using var json = JsonDocument.Parse(Written("json", Population()));
        var root = json.RootElement;
        Assert.Equal("2.0", root.GetProperty("version").GetString());
        Assert.Equal("dataset", root.GetProperty("class").GetString());
        Assert.Equal([2, 2, 2], root.GetProperty("size").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal("time", root.GetProperty("role").EnumerateObject().Single(role => role.Value[0].GetString() == "Tahun").Name);
        Assert.Equal([300000, null, 310000.25, null, 0, 200, null, null], root.GetProperty("value").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble()));
        Assert.Equal("x", root.GetProperty("status").GetProperty("2").GetString());
        Assert.Equal("angka sementara", root.GetProperty("extension").GetProperty("status").GetProperty("x").GetString());
    }

    [Fact]
    public void Any_cube_in_any_layout_is_written_in_every_format_and_no_symbol_becomes_a_number() =>
        Prop.ForAll((from cube in Cubes.Any from turn in Gen.Choose(0, 100) select (cube, turn)).ToArbitrary(), made =>
        {
            CultureInfo.CurrentUICulture = made.turn % 2 == 0 ? Speech.Indonesian : Speech.English;
            var all = Enumerable.Range(0, made.cube.Dimensions.Count).ToArray();
            var cut = made.turn % (all.Length + 1);
            var view = View(made.cube, all[..cut], made.turn % 3 == 0 && cut < all.Length ? all[(cut + 1)..] : all[cut..]);
            var grid = new TableGrid(view);
            var numbers = 0;
            for (var row = 0; row < grid.RowCount; row++)
            {
                for (var column = 0; column < grid.ColumnCount; column++)
                {
                    numbers += grid[row, column].IsNumber ? 1 : 0;
                }
            }

            var xlsx = Written("xlsx", view);
            Assert.Empty(Workbooks.Complaints(xlsx));
            Assert.Equal(numbers, Workbooks.Read(xlsx)[0].Rows.Sum(row => row.Count(cell => cell is double)));
            Assert.Equal(numbers, Workbooks.ReadOds(Written("ods", view), 0).Sum(row => row.Count(cell => cell.Type == "float")));
            var csv = SheetWriterTests.Read(Written("csv", view), Speech.IsEnglish);
            Assert.Equal(grid.RowCount + 1, csv.Count);
            Assert.All(csv, row => Assert.Equal(csv[0].Length, row.Length));
            using var json = JsonDocument.Parse(Written("json", view));
            Assert.Equal(numbers, json.RootElement.GetProperty("value").EnumerateArray().Count(value => value.ValueKind == JsonValueKind.Number));
            return new PdfFile(Written("pdf", view)).PageCount >= 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static byte[] Written(string extension, TableView view)
    {
        using var file = new MemoryStream();
        TableFormats.Find(extension)!.Write(file, view, Origin, TableOutput.Default);
        return file.ToArray();
    }

    private static TableView View(Cube cube, int[] rows, int[] columns) =>
        new(cube, Cubes.Text with { Address = "https://contoh.go.id/tabel/a" }, new(rows, columns, [.. cube.Dimensions.Select(dimension => Enumerable.Range(0, dimension.Categories.Count).ToArray())]));

    private static TableView Population()
    {
        var cube = new Cube
        {
            Dimensions =
            [
                new("wilayah", new("Wilayah"), DimensionRole.Region, [new("1603", new("Muara Enim")), new("1604", new("=Lahat"), Notes: [1])]),
                Cubes.Dimension("Tahun", DimensionRole.Time, "2025", "2026"),
                Cubes.Dimension("Jenis kelamin", DimensionRole.Other, "Laki-laki", "Perempuan"),
            ],
            Values = [300_000, double.NaN, 310_000.25, 5, 0, 200, double.NaN, 7],
            Status = [0, CellStatus.NotAvailable, CellStatus.Provisional, CellStatus.Nil, 0, 0, CellStatus.Missing, CellStatus.Confidential],
        };
        var view = View(cube, [0], [1, 2]);
        return view with
        {
            Text = view.Text with { Title = new("Jumlah penduduk"), Notes = [new("Catatan satu.")], IsSample = true, IsProjection = true, Address = "https://contoh.go.id/tabel/penduduk" },
        };
    }
}
