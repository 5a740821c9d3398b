using System.Globalization;
using System.Text;
using DataPortal.Browser.Support;
using Microsoft.Playwright;

namespace DataPortal.Browser;

/// <summary>A table through its years, as the web admin and a visitor live it.</summary>
public sealed class TableStoryTests(RunningPortal portal)
{
    private const string Title = "Produksi karet uji menurut kecamatan di Kabupaten Muara Enim, 2024–2025";
    private const string First = "Kecamatan;2024;2025\nLawangkidul;1.000,5;1.010,0\nKec. Rambang;2.000,0;2.020,5\nGELUMBANG;3.000,0;3.030,0\nJumlah;6.000,5;6.060,5\n";
    private const string Next = "2026;Kecamatan;2025\n3.060,0;Gelumbang;3.030,0\n1.020,0;Lawang Kidul;1.010,0\n2.041,0;Rambang;2.020,5\n6.121,0;Jumlah;6.060,5\n";
    private const string Later = "Kecamatan;2027\nLawang Kidul;1.031,0\nRambang;2.061,0\nGelumbang;3.091,0\nJumlah;6.183,0\n";
    private const string Correction = "Kecamatan;2024\nLawang Kidul;1.100,5\nJumlah;6.100,5\n";

    [Fact]
    public async Task A_table_is_published_grows_with_one_click_waits_for_its_minute_and_is_corrected()
    {
        var admin = await portal.StaffAsync();
        var visitor = await portal.OpenAsync();

        await UploadAsync(admin, "/petugas/tabel/unggah", "karet-2025.csv", First);
        var main = await admin.Locator("main").InnerTextAsync();
        Assert.Contains("4 dikenal sebagai wilayah BPS", main, StringComparison.Ordinal);
        await admin.GetByLabel("Judul", new() { Exact = true }).FillAsync(Title);
        await admin.GetByLabel("Satuan", new() { Exact = false }).First.FillAsync("ton");
        await admin.GetByLabel("Subjek").SelectOptionAsync("557");
        await admin.GetByLabel("Sumber", new() { Exact = true }).FillAsync("Dinas Perkebunan (uji)");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Perbarui pratinjau" }).Last.ClickAsync();
        Assert.Equal(Title, await admin.GetByLabel("Judul", new() { Exact = true }).InputValueAsync());
        await admin.GetByRole(AriaRole.Button, new() { Name = "Simpan sebagai konsep" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Terbitkan", Exact = true }).ClickAsync();
        var table = new Uri(admin.Url).AbsolutePath.Replace("/petugas", "", StringComparison.Ordinal);
        await visitor.GotoAsync(table);
        Assert.Contains("1.010,0", await visitor.Locator("main table").First.InnerTextAsync(), StringComparison.Ordinal);

        await UploadAsync(admin, $"/petugas/tabel/unggah?ganti={table.Split('/')[^1]}", "karet-2026.csv", Next);
        Assert.Contains("1 periode baru (2026), 4 sel ditambahkan, 0 sel lama berubah", await admin.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Simpan dan terbitkan" }).ClickAsync();
        await visitor.ReloadAsync();
        Assert.Contains("1.020,0", await visitor.Locator("main table").First.InnerTextAsync(), StringComparison.Ordinal);

        await UploadAsync(admin, $"/petugas/tabel/unggah?ganti={table.Split('/')[^1]}", "karet-2027.csv", Later);
        await admin.GetByLabel("Apa yang berubah, dan mengapa?").FillAsync("Data 2027 ditambahkan.");
        // The field holds whole seconds, and the browser drops a zero second from what was filled in, which then counts as malformed.
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(12).ToOffset(TimeSpan.FromHours(7));
        var at = soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerSecond));
        at = at.Second == 0 ? at.AddSeconds(1) : at;
        await admin.GetByLabel("Terbit pada (WIB)").FillAsync(at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        await admin.GetByRole(AriaRole.Button, new() { Name = "Simpan versi baru" }).ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Menunggu terbit" })).ToBeVisibleAsync();
        await visitor.ReloadAsync();
        Assert.DoesNotContain("1.031,0", await visitor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.GotoAsync("/rencana-terbit");
        Assert.Contains("Produksi karet uji", await visitor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // The portal's clock is the real one here: a visitor who looks again and again sees the figures come, and not before their minute.
        await visitor.GotoAsync(table);
        while (!(await visitor.Locator("main table").First.InnerTextAsync()).Contains("1.031,0", StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < at.AddSeconds(20), "The figures did not come.");
            await visitor.ReloadAsync();
        }

        Assert.True(TimeProvider.System.GetUtcNow() >= at, "The figures came before their minute.");

        await UploadAsync(admin, $"/petugas/tabel/unggah?ganti={table.Split('/')[^1]}", "karet-perbaikan.csv", Correction);
        await admin.GetByLabel("Ganti sel yang ada di berkas; sel lain tetap").CheckAsync();
        await admin.GetByLabel("Perbaikan: angka yang keliru dibetulkan").CheckAsync();
        await admin.GetByLabel("Apa yang berubah, dan mengapa?").FillAsync("Lawang Kidul 2024 salah ketik.");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Simpan versi baru" }).ClickAsync();
        foreach (var reason in await admin.GetByLabel("Diterima karena").AllAsync())
        {
            await reason.FillAsync("Sesuai dokumen dinas.");
        }

        if (await admin.GetByRole(AriaRole.Button, new() { Name = "Simpan versi baru" }).CountAsync() > 0)
        {
            await admin.GetByRole(AriaRole.Button, new() { Name = "Simpan versi baru" }).ClickAsync();
        }

        await visitor.GotoAsync(table);
        await visitor.GetByRole(AriaRole.Link, new() { Name = "Lihat apa yang berubah" }).ClickAsync();
        var changes = await visitor.Locator("main").InnerTextAsync();
        Assert.Contains("Lawang Kidul 2024 salah ketik.", changes, StringComparison.Ordinal);
        Assert.Contains("1.100,5", changes, StringComparison.Ordinal);
        Assert.Contains("+100,0", changes, StringComparison.Ordinal);
        var file = await visitor.RunAndWaitForDownloadAsync(() => visitor.GetByRole(AriaRole.Link, new() { Name = "Unduh semua (Excel)" }).ClickAsync());
        Assert.EndsWith(".xlsx", file.SuggestedFilename, StringComparison.Ordinal);

        await visitor.GetByRole(AriaRole.Link, new() { Name = "versi lama" }).First.ClickAsync();
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Name = "Versi lama", Exact = true })).ToBeVisibleAsync();
    }

    private static async Task UploadAsync(IPage page, string address, string name, string file)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Berkas tabel").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Unggah dan periksa" }).ClickAsync();
        await page.WaitForURLAsync("**/petugas/tabel/unggah/*");
    }
}
