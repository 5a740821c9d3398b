using DataPortal.Browser.Support;
using Microsoft.Playwright;

namespace DataPortal.Browser;

/// <summary>A visitor chooses, turns, sorts and keeps a table; on a phone, at a desk, and without JavaScript.</summary>
public sealed class TableViewTests(RunningPortal portal)
{
    private const string Ages = "/tabel/contoh-penduduk-umur-2020-2026";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_visitor_chooses_the_latest_two_years_and_turns_the_table(bool javaScript)
    {
        var page = await portal.OpenAsync(javaScript: javaScript);
        await page.GotoAsync(Ages);
        await page.Locator("#pilih-1 > summary").ClickAsync();
        await page.Locator("#cara-1").SelectOptionAsync("terbaru");
        await page.GetByLabel("Berapa yang terbaru").FillAsync("2");
        await page.Locator("#letak-2").SelectOptionAsync("lapis");
        await page.Locator("#letak-3").SelectOptionAsync("lapis");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"tahun=top\(2\)"));
        Assert.Equal(["2025", "2026"], (await page.Locator("#tabel thead a.sort").AllInnerTextsAsync()).Skip(1));

        await page.Locator("form.layer").First.GetByRole(AriaRole.Link, new() { Name = "Sebelumnya" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("lapis[.]jenis-kelamin=perempuan"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Tukar baris dan kolom" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("baris=tahun"));
        await Assertions.Expect(page.Locator("#tabel tbody th[scope=row]")).ToHaveTextAsync(["2025", "2026"]);

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#tabel tbody th[scope=row]")).ToHaveCountAsync(23);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_heading_sorts_and_a_kept_choice_opens_again(bool javaScript)
    {
        var page = await portal.OpenAsync(javaScript: javaScript);
        await page.GotoAsync("/tabel/penduduk-sumatera-selatan-2026");
        await page.Locator("#tabel thead a.sort").Nth(1).ClickAsync();
        await Assertions.Expect(page.Locator("#tabel thead [aria-sort=descending]")).ToHaveCountAsync(1);
        Assert.Equal("Kota Palembang", await page.Locator("#tabel tbody th[scope=row]").Nth(1).InnerTextAsync());
        if (javaScript)
        {
            Assert.Equal("Tabel diperbarui", await page.Locator("body > p.sr[role=status]").InnerTextAsync());
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches('[aria-sort] .sort')"));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Simpan pilihan ini" }).ClickAsync();
        var kept = await page.Locator("#pendek").InputValueAsync();
        await page.GotoAsync(new Uri(kept).PathAndQuery);
        Assert.EndsWith("/tabel/penduduk-sumatera-selatan-2026?urut=turun", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_list_filters_as_one_types_and_clears_by_a_button()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/tabel/penduduk-sumatera-selatan-2026");
        await page.Locator("#pilih-0 > summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kosongkan" }).ClickAsync();
        await page.Locator("#pilih-0 input[type=search]").FillAsync("enim");
        await Assertions.Expect(page.Locator("#pilih-0 .choice:visible")).ToHaveCountAsync(1);
        await page.Locator("#pilih-0 .choice:visible input").CheckAsync();
        Assert.Equal("1 dari 18 dipilih", await page.Locator("#pilih-0 [data-count]").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?]wilayah=1603"));
        await Assertions.Expect(page.Locator("#tabel tbody th[scope=row]")).ToHaveTextAsync(["Muara Enim"]);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_phone_the_figure_comes_first_and_the_panel_is_closed(bool javaScript)
    {
        var page = await portal.OpenAsync(360, javaScript);
        await page.GotoAsync(Ages);
        Assert.False(await page.GetByLabel("Urutkan baris").IsVisibleAsync());
        var panel = page.GetByText("Pilih isi tabel").First;
        var (figure, summary, table) = (await page.Locator(".figure-n").First.BoundingBoxAsync(), await panel.BoundingBoxAsync(), await page.Locator(".table-box").First.BoundingBoxAsync());
        Assert.True(figure!.Y < summary!.Y && summary.Y < table!.Y && table.Y - summary.Y < 320, $"{figure.Y} {summary.Y} {table?.Y}");
        await panel.ClickAsync();
        Assert.True(await page.GetByLabel("Urutkan baris").IsVisibleAsync());

        var wide = await portal.OpenAsync(1280, javaScript);
        await wide.GotoAsync(Ages);
        Assert.True(await wide.GetByLabel("Urutkan baris").IsVisibleAsync());
        await page.Context.CloseAsync();
        await wide.Context.CloseAsync();
    }

    [Fact]
    public async Task The_first_column_stays_while_the_table_scrolls()
    {
        var page = await portal.OpenAsync(360);
        await page.GotoAsync(Ages);
        var heading = page.Locator("#tabel tbody th[scope=row]").First;
        var before = await heading.BoundingBoxAsync();
        await page.Locator(".table-box").First.EvaluateAsync("box => { box.scrollLeft = 600; }");
        Assert.Equal(before!.X, (await heading.BoundingBoxAsync())!.X, 1);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Paper_holds_the_table_its_notes_its_source_its_address_and_a_QR_code()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync(Ages + "?tahun=top(2)&lapis.jenis-kelamin=jumlah");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var gone in new[] { "header.top", ".chooser", ".tools", "#grafik", "#h-bagi", "#h-lain" })
        {
            Assert.False(await page.Locator(gone).First.IsVisibleAsync(), gone);
        }

        foreach (var there in new[] { "h1", "#tabel table", ".notes", ".notes .address", "svg.qr" })
        {
            Assert.True(await page.Locator(there).First.IsVisibleAsync(), there);
        }

        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Every_shape_of_the_view_is_accessible(int width)
    {
        foreach (var address in new[]
        {
            Ages + "?tahun=top(3)&lapis.jenis-kelamin=jumlah&hitung=perubahan&urut=turun&wilayah=1603,xyz",
            Ages + "?baris=wilayah,tahun,jenis-kelamin,kelompok-umur&hal=2", "/en" + Ages + "?kolom=wilayah,tahun", "/tabel/contoh-padi-kecamatan-2025", "/tabel/penduduk-sumatera-selatan-2026/sematan",
            "/tabel/penduduk-sumatera-selatan-2026/sematan?bentuk=peta", "/tabel/penduduk-sumatera-selatan-2026/sematan?bentuk=grafik", "/tabel/penduduk-sumatera-selatan-2026/sematan?bentuk=angka", "/tabel/contoh-ketenagakerjaan-semester-2022-2026",
        })
        {
            var page = await portal.OpenAsync(width);
            await page.GotoAsync(address);
            if (await page.Locator(".chooser > summary").IsVisibleAsync())
            {
                await page.Locator(".chooser > summary").ClickAsync();
            }

            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => { details.open = true; })");
            await page.AssertAccessibleAsync();
            await page.Context.CloseAsync();
        }
    }
}
