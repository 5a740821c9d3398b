using DataPortal.Browser.Support;
using Microsoft.Playwright;

namespace DataPortal.Browser;

/// <summary>The procedure <i>Pelayanan Website</i> as people live it: each sentence of the story is one test.</summary>
public sealed class StoryTests(RunningPortal portal)
{
    private const string Table = "Jumlah Penduduk menurut Kabupaten/Kota di Sumatera Selatan, 2026";

    [Fact]
    public async Task A_visitor_finds_the_population_of_Muara_Enim_by_typing_two_words_and_reads_it_with_unit_source_and_notes()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/");
        var search = page.GetByRole(AriaRole.Searchbox).Or(page.GetByRole(AriaRole.Combobox)).First;
        await search.FillAsync("penduduk muara enim");
        await search.PressAsync("Enter");
        await page.WaitForURLAsync("**/cari?**");
        Assert.Contains("654.720", await page.Locator(".answer").InnerTextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = Table }).First.ClickAsync();
        var text = await page.Locator("main").InnerTextAsync();
        Assert.Contains("654.720", text, StringComparison.Ordinal);
        Assert.Contains("jiwa", text, StringComparison.Ordinal);
        Assert.Contains("BPS, Proyeksi Penduduk Kabupaten/Kota Provinsi Sumatera Selatan", text, StringComparison.Ordinal);
        Assert.Contains("bukan hasil pencacahan", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("654.720", await page.Locator("table tr").Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = "Muara Enim", Exact = true }) }).Locator("td").Filter(new() { HasText = "654.720" }).First.InnerTextAsync());
    }

    [Fact]
    public async Task The_visitor_prints_the_table_without_the_frame_of_the_page()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/tabel/penduduk-sumatera-selatan-2026");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator("header.top").IsVisibleAsync());
        Assert.True(await page.Locator("td", new() { HasText = "654.720" }).First.IsVisibleAsync());

        var paper = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        Assert.True(paper.Length > 10_000);
    }

    [Theory]
    [InlineData("Excel", "xlsx", "PK")]
    [InlineData("PDF", "pdf", "%PDF")]
    [InlineData("CSV", "csv", "\u00ef\u00bb\u00bf")]
    public async Task The_visitor_takes_the_table_along(string label, string extension, string magic)
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/tabel/penduduk-sumatera-selatan-2026");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new(label) }).First.ClickAsync());
        Assert.EndsWith("." + extension, download.SuggestedFilename, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith(magic, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_finds_nothing_asks_for_it_and_follows_the_request_by_the_link_in_the_mail()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/cari?q=produksi+duku+per+desa+xyzzy");
        await page.GetByRole(AriaRole.Link, new() { Name = "Minta data ini" }).ClickAsync();
        Assert.Contains("duku", await page.GetByLabel("Data yang Anda cari").InputValueAsync(), StringComparison.Ordinal);

        await page.AskAsync("Siti Contoh", "siti@contoh.id", "Produksi duku menurut desa di Kecamatan Lubai, 2024 sampai 2026");
        await page.OpenLetterAsync("siti@contoh.id", "kami terima");
        await page.Locator("main a[href*='/permintaan/']:not([href*='lupa'])").First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("duku", new() { IgnoreCase = true });
        Assert.Contains("paling lambat", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_web_admin_sees_what_is_due_first_and_answers_one_request_with_a_file()
    {
        var visitor = await portal.OpenAsync();
        await visitor.GotoAsync("/permintaan/baru");
        await visitor.AskAsync("Budi Contoh", "budi@contoh.id", "Luas panen padi menurut kecamatan tahun 2025");

        var admin = await portal.StaffAsync();
        await admin.GotoAsync("/petugas/permintaan");
        Assert.Contains("tenggat terdekat dahulu", await admin.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await admin.GetByRole(AriaRole.Link, new() { Name = "Luas panen padi menurut kecamatan tahun 2025" }).First.ClickAsync();
        await admin.GetByLabel("Isi balasan").FillAsync("Yth. Bapak Budi,\n\nData yang Bapak minta kami lampirkan.");
        await admin.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "luas-panen-padi.csv", MimeType = "text/csv", Buffer = "kecamatan;luas\nLubai;120\n"u8.ToArray() });
        await admin.GetByRole(AriaRole.Button, new() { Name = "Kirim data, selesai" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("Selesai").First).ToBeVisibleAsync();

        await visitor.OpenLetterAsync("budi@contoh.id", "Data untuk permintaan");
        Assert.Contains("luas-panen-padi.csv", await visitor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_web_admin_answers_another_with_not_held_and_a_referral()
    {
        var visitor = await portal.OpenAsync();
        await visitor.GotoAsync("/permintaan/baru");
        await visitor.AskAsync("Rina Contoh", "rina@contoh.id", "Harga sewa rumah menurut kecamatan tahun 2025");

        var admin = await portal.StaffAsync();
        await admin.GotoAsync("/petugas/permintaan");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Harga sewa rumah menurut kecamatan tahun 2025" }).First.ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Tidak tersedia, rujuk…" }).ClickAsync();
        await admin.GetByLabel("Tidak tersedia", new() { Exact = true }).First.CheckAsync();
        await admin.Locator("select[name$='NotHeldReason']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.Locator("select[name$='Referral']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.GetByRole(AriaRole.Button, new() { Name = "Kirim keputusan" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("Tidak tersedia").First).ToBeVisibleAsync();

        await visitor.OpenLetterAsync("rina@contoh.id", "tidak tersedia");
        Assert.Contains("Rujukan", await visitor.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_section_head_signs_the_month_off_and_takes_both_reports_as_Excel_and_PDF()
    {
        var head = await portal.StaffAsync();
        await head.GotoAsync("/petugas/laporan");
        await head.GetByRole(AriaRole.Row).Filter(new() { HasText = "Belum ditandatangani" }).First.GetByRole(AriaRole.Link, new() { Name = "Log 16-1" }).ClickAsync();
        await Assertions.Expect(head.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Log permintaan data");
        await head.GetByRole(AriaRole.Link, new() { Name = "Ke rekap 16-2" }).ClickAsync();
        await head.GetByLabel("Nomor laporan").FillAsync("B-16/16031/HM.310/2026");
        await head.GetByRole(AriaRole.Button, new() { Name = "Tandatangani laporan" }).ClickAsync();
        await Assertions.Expect(head.GetByText("Ditandatangani", new() { Exact = true })).ToBeVisibleAsync();

        foreach (var report in new[] { "16-2", "16-1" })
        {
            foreach (var (label, magic) in new[] { ("Excel", "PK"), ("Unduh PDF", "%PDF") })
            {
                var download = await head.RunAndWaitForDownloadAsync(() => head.GetByRole(AriaRole.Link, new() { Name = label, Exact = true }).ClickAsync());
                Assert.StartsWith($"laporan-{report}-", download.SuggestedFilename, StringComparison.Ordinal);
                var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
                Assert.StartsWith(magic, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            }

            if (report == "16-2")
            {
                await head.GetByRole(AriaRole.Link, new() { Name = "Ke log 16-1" }).ClickAsync();
            }
        }
    }

    [Fact]
    public async Task Everything_survives_a_kill_at_any_moment()
    {
        var visitor = await portal.OpenAsync();
        await visitor.GotoAsync("/permintaan/baru");
        await visitor.AskAsync("Tini Contoh", "tini@contoh.id", "Jumlah sekolah dasar menurut kecamatan tahun 2025");
        var number = await visitor.Locator("h1 .num").InnerTextAsync();
        await visitor.GetByRole(AriaRole.Link, new() { Name = "Lihat keadaan permintaan" }).ClickAsync();
        var tracking = visitor.Url;

        await portal.KillAndStartAsync();

        await visitor.GotoAsync(tracking);
        Assert.Contains(number, await visitor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.OpenLetterAsync("tini@contoh.id", "kami terima");
        await visitor.GotoAsync("/tabel/penduduk-sumatera-selatan-2026");
        Assert.Contains("654.720", await visitor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("/petugas", (await portal.StaffAsync()).Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_story_works_without_JavaScript()
    {
        var page = await portal.OpenAsync(javaScript: false);
        await page.GotoAsync("/");
        await page.Locator("input[name=q]").First.FillAsync("penduduk muara enim");
        await page.Locator("form.search button").First.ClickAsync();
        Assert.Contains("654.720", await page.Locator(".answer").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/permintaan/baru?data=harga+kopi");
        await page.AskAsync("Joko Contoh", "joko@contoh.id", "Harga kopi robusta di tingkat petani per bulan tahun 2026");
        Assert.Matches("20[0-9]{2}-[0-9]{4}", await page.Locator("h1 .num").InnerTextAsync());
    }
}
