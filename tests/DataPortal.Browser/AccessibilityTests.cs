using DataPortal.Browser.Support;

namespace DataPortal.Browser;

/// <summary>axe finds no violation, and nothing scrolls sideways, on every page of the story, on a phone and on a desk.</summary>
public sealed class AccessibilityTests(RunningPortal portal)
{
    public static TheoryData<string, int> Public { get; } = Both(
        "/", "/cari?q=penduduk+muara+enim", "/cari?q=produksi+duku+per+desa+xyzzy", "/tabel", "/tabel/penduduk-sumatera-selatan-2026", "/publikasi", "/berita-resmi", "/infografis", "/rencana-terbit", "/perbaikan", "/tabel/penduduk-sumatera-selatan-2026/perubahan",
        "/subjek/519", "/permintaan/baru", "/permintaan/lupa-tautan", "/standar-pelayanan", "/standar-pelayanan/pelayanan-website",
        "/standar-pelayanan/survei-sektoral", "/standar-pelayanan/pst", "/standar-pelayanan/pengumpulan-sektoral", "/halaman/privasi", "/halaman/aksesibilitas", "/bantuan", "/tidak-ada",
        "/en/", "/en/cari?q=population", "/en/tabel/penduduk-sumatera-selatan-2026", "/en/permintaan/baru", "/en/standar-pelayanan/pelayanan-website", "/en/standar-pelayanan/imk-tahunan", "/petugas/masuk");

    public static TheoryData<string, int> OfStaff { get; } = Both(
        "/petugas", "/petugas/permintaan", "/petugas/permintaan/catat", "/petugas/katalog", "/petugas/tabel", "/petugas/tabel/unggah", "/petugas/laporan", "/petugas/laporan/16-1", "/petugas/laporan/16-2",
        "/petugas/surel", "/petugas/standar", "/petugas/kalender", "/petugas/pengguna", "/petugas/jejak", "/petugas/akun");

    [Theory]
    [MemberData(nameof(Public))]
    public async Task A_visitors_page_is_accessible(string address, int width)
    {
        var page = await portal.OpenAsync(width);
        await page.GotoAsync(address);
        await page.AssertAccessibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(OfStaff))]
    public async Task A_staff_page_is_accessible(string address, int width)
    {
        var page = await portal.StaffAsync(width);
        var answer = await page.GotoAsync(address);
        Assert.Equal(200, answer?.Status);
        await page.AssertAccessibleAsync();
        await page.Context.CloseAsync();
    }

    private static TheoryData<string, int> Both(params string[] addresses)
    {
        var data = new TheoryData<string, int>();
        foreach (var address in addresses)
        {
            data.Add(address, 360);
            data.Add(address, 1280);
        }

        return data;
    }
}
