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

    [Fact]
    public async Task An_empty_file_is_said_to_be_empty()
    {
        var page = await (await SentAsync(portal.Staff(Role.WebAdmin), "/petugas/tabel/unggah", [], "kosong.csv")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("Berkas kosong.csv kosong (0 byte)", page);
        Assert.DoesNotContain("Pilih berkas .xlsx", page);
    }

    [Fact]
    public async Task The_form_names_and_takes_every_kind_of_file_there_is()
    {
        var page = await portal.Staff(Role.WebAdmin).GetStringAsync("/petugas/tabel/unggah", Ct);
        foreach (var kind in new[] { ".xlsx", ".csv", ".px", ".json", ".html", ".htm" })
        {
            Assert.Contains(kind + ",", page[page.IndexOf("accept=", StringComparison.Ordinal)..]);
        }

        Assert.Contains("JSON-stat", page);
    }

    [Fact]
    public async Task A_JSON_stat_file_and_a_page_become_tables()
    {
        var json = await portal.Browser().GetByteArrayAsync("/tabel/" + await KeptAsync(Encoding.UTF8.GetBytes("Kecamatan;2025;2026\nGelumbang;10;20\nLembak;1;...\n"), "asal.csv") + ".json", Ct);
        await KeptAsync(json, "uji.json");
        await KeptAsync("<html><body><p>Penduduk (jiwa)</p><table><tr><th>Kecamatan</th><th>2025</th><th>2026</th></tr><tr><td>Gelumbang</td><td>10</td><td>20</td></tr><tr><td>Lembak</td><td>1</td><td>...</td></tr></table></body></html>"u8.ToArray(), "uji.html");
    }

    private async Task<string> KeptAsync(byte[] file, string name)
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var preview = await UploadAsync(browser, "/petugas/tabel/unggah", file, name);
        var page = await browser.GetStringAsync(preview, Ct);
        var saved = await browser.SubmitAsync(preview, [.. Reasons(page), ("Form.Title", $"Uji {name} {Guid.NewGuid():N}"), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2025–2026"), ("Form.Unit", "jiwa")]);
        Assert.True(saved.StatusCode is HttpStatusCode.Redirect, page);
        var at = saved.Headers.Location!.ToString().Split('?')[0];
        await PostAsync(browser, at, "Terbitkan");
        var table = await portal.Get<TableShelf>().FindAsync(at.Split('/')[^1], Ct);
        Assert.Equal((20, CellStatus.NotAvailable), (table!.Cube.At("1603090", "2026"), table.Cube.StatusAt("1603091", "2026")));
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().GetAsync($"/tabel/{table.Document.Id}", Ct)).StatusCode);
        return table.Document.Id;
    }

    [Fact]
    public async Task A_damaged_PX_file_sends_nobody_to_a_spreadsheet_program()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var preview = await UploadAsync(browser, "/petugas/tabel/unggah", "CHARSET=\"ANSI\";\nTITLE=\"Judul\";\nSTUB=\"a\";\nVALUES(\"a\")=\"x\",\"y\";\nDATA=\n1 2 abc;\n"u8.ToArray(), "uji.px");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(preview, Ct));
        Assert.Contains("\"abc\" bukan angka", page);
        Assert.Contains("Perbaiki di program yang membuatnya", page);
        Assert.DoesNotContain("Excel", page[page.IndexOf("perlu diperbaiki", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task A_file_for_a_table_that_has_title_and_unit_is_not_asked_for_them()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var id = await KeptAsync(Encoding.UTF8.GetBytes("Kecamatan;2025;2026\nGelumbang;10;20\nLembak;1;...\n"), "lama.csv");
        const string next = "Kecamatan;2025;2026;2027\nGelumbang;10;20;21\nLembak;1;...;3\nAngka ini dihitung dari survei yang berakhir;pada;bulan;Maret\n";
        var fresh = await browser.GetStringAsync(await UploadAsync(browser, "/petugas/tabel/unggah", next), Ct);
        Assert.Contains("Satuan tidak ditemukan", fresh);
        var page = await browser.GetStringAsync(await UploadAsync(browser, $"/petugas/tabel/unggah?ganti={id}", next), Ct);
        Assert.DoesNotContain("Judul tabel tidak ditemukan", page);
        Assert.DoesNotContain("Satuan tidak ditemukan", page);
        Assert.Contains("dibaca sebagai catatan", page);
        Assert.DoesNotContain("Berkas ini cocok dengan susunan tabel", page);
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

    internal static Task<string> UploadAsync(HttpClient browser, string path, string csv) => UploadAsync(browser, path, Encoding.UTF8.GetBytes(csv), "tabel uji.csv");

    internal static async Task<string> UploadAsync(HttpClient browser, string path, byte[] file, string name)
    {
        var answer = await SentAsync(browser, path, file, name);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> SentAsync(HttpClient browser, string path, byte[] file, string name)
    {
        var token = Token().Match(await browser.GetStringAsync(path, Ct)).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "Form.File", name },
        };
        return await browser.PostAsync(path, form, Ct);
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
