using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using DataPortal.Tests.Support;
using DataPortal.Tests.Tables.Import;

namespace DataPortal.Tests.Tables;

public sealed partial class StaffTablesTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_spreadsheet_becomes_a_published_table_and_later_a_new_version_of_it()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var preview = await UploadAsync(browser, "/petugas/tabel/unggah", "Kecamatan;2025;2026\nGelumbang;10;20\nLembak;1;2\nJumlah;11;23\n");
        var page = await browser.GetStringAsync(preview, Ct);
        Assert.Contains("tabel silang", page);
        Assert.Contains("tidak cocok", page);

        var empty = await browser.SubmitAsync(preview, ("Form.Title", "Judul yang diketik"), ("Form.Source", ""), ("Form.Subject", ""), ("Form.Period", "2025–2026"));
        var errors = await empty.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        Assert.Contains("Pilih subjeknya.", errors);
        Assert.Contains("Judul yang diketik", errors);

        var title = $"Uji unggah {Guid.NewGuid():N}";
        var saved = await browser.SubmitAsync(preview, [.. Reasons(page), ("Form.Title", title), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2025–2026"), ("Form.Unit", "jiwa"),
            ("Form.Dimensions[0].Code", "wilayah"), ("Form.Dimensions[0].Label", "Kecamatan pilihan"), ("Form.Dimensions[0].LabelEnglish", "Chosen"), ("Form.Dimensions[0].Role", "Region")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var at = saved.Headers.Location!.ToString().Split('?')[0];
        var id = at.Split('/')[^1];
        Assert.Equal(ItemState.Draft, (await portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.State);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(preview, Ct)).StatusCode);

        await PostAsync(browser, at, "Terbitkan");
        Assert.True((await portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.IsPublic);
        Assert.Contains("Kecamatan pilihan", await portal.Browser().GetStringAsync($"/tabel/{id}", Ct));

        var second = await UploadAsync(browser, $"/petugas/tabel/unggah?ganti={id}", "Kecamatan;2025;2026\nGelumbang;10;21\nLembak;1;2\nRambang;5;5\nJumlah;16;28\n");
        var compared = await browser.GetStringAsync(second, Ct);
        Assert.Contains("6 sel menjadi 8 sel: 3 tetap, 3 berubah, 2 baru, 0 hilang", compared);
        await browser.SubmitAsync(second, [.. Reasons(compared), ("Form.Title", title), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2025–2026"), ("Form.Kind", "Correction"), ("Form.Why", "Rambang ditambahkan.")]);
        var table = await portal.Get<TableShelf>().FindAsync(id, Ct);
        Assert.Equal((2, 1), (table!.Document.Current.Number, Assert.Single(table.Document.Earlier).Number));
        Assert.Equal(21, table.Cube.At("1603090", "2026"));
        Assert.Equal(20, (await portal.Get<TableShelf>().CubeAsync(table.Document.Earlier[0].Cube.Hash, Ct)).At("1603090", "2026"));
        Assert.Contains("Rambang ditambahkan.", await portal.Browser().GetStringAsync($"/tabel/{id}", Ct));
        Assert.Contains("Gelumbang;10;20", await browser.GetStringAsync($"/petugas/tabel/{id}?handler=Asli&versi=1", Ct));
    }

    [Fact]
    public async Task A_file_with_errors_publishes_nothing_and_says_where_they_are()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var preview = await UploadAsync(browser, "/petugas/tabel/unggah", "Kecamatan;2025\nGelumbang;banyak\nLembak;1\n");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(preview, Ct));
        Assert.Contains("baris 2, kolom B", page);
        Assert.Contains("“banyak” bukan angka", page);
        Assert.DoesNotContain("Simpan sebagai konsep", page);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_with_advice()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var preview = await UploadAsync(browser, "/petugas/tabel/unggah", "%PDF-1.7");
        Assert.Contains("berkas PDF", await browser.GetStringAsync(preview, Ct));
        await PostAsync(browser, preview, "Buang");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(preview, Ct)).StatusCode);
    }

    [Fact]
    public async Task Without_a_file_the_form_says_so()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var answer = await browser.SubmitAsync("/petugas/tabel/unggah");
        Assert.Contains("Pilih berkas", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("/petugas/tabel")]
    [InlineData("/petugas/tabel/unggah")]
    [InlineData("/petugas/tabel/templat.xlsx")]
    [InlineData("/petugas/tabel/templat.csv")]
    public async Task Only_the_web_admin_comes_in(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await portal.Staff(Role.WebAdmin).GetAsync(path, Ct)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await portal.Browser().GetAsync(path, Ct)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await portal.Staff(Role.Treasurer).GetAsync(path, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("templat.csv")]
    [InlineData("templat.xlsx")]
    public async Task The_template_imports_as_it_is(string name)
    {
        var preview = Import.Files.Read(await portal.Staff(Role.WebAdmin).GetByteArrayAsync($"/petugas/tabel/{name}", Ct), name: name);
        Assert.Empty(preview.Errors);
        Assert.Empty(preview.Warnings);
        Assert.Equal(("ton", "2024–2025", "Nama survei atau instansi"), (preview.Unit, preview.Period, preview.Source));
        Assert.Equal(1250.5, preview.Cube!.At("1603010", "2024"));
        Assert.Equal(CellStatus.Revised, preview.Cube!.StatusAt("1603011", "2025"));
        Assert.Equal(CellStatus.NotAvailable, preview.Cube!.StatusAt("1603020", "2025"));
        Assert.Equal([1], preview.Cube!.Dimensions[0].Categories[2].Notes!);
    }

    /// <summary>Every finding on the page accepted.</summary>
    internal static (string Name, string Value)[] Reasons(string page) =>
        [.. Found().Matches(page).SelectMany(found => new[] { ($"Form.Findings[{found.Groups[1].Value}].Key", WebUtility.HtmlDecode(found.Groups[2].Value)), ($"Form.Findings[{found.Groups[1].Value}].Reason", "Sudah diperiksa dengan sumbernya.") })];

    [GeneratedRegex("name=\"Form\\.Findings\\[(\\d+)\\]\\.Key\" value=\"([^\"]*)\"")]
    private static partial Regex Found();

    internal static async Task<string> UploadAsync(HttpClient browser, string path, string csv)
    {
        var token = Token().Match(await browser.GetStringAsync(path, Ct)).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Form.File", "tabel uji.csv" },
        };
        var answer = await browser.PostAsync(path, form, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    internal static async Task PostAsync(HttpClient browser, string path, string handler)
    {
        var token = Token().Match(await browser.GetStringAsync(path, Ct)).Groups[1].Value;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var answer = await browser.PostAsync($"{path}?handler={handler}", content, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
