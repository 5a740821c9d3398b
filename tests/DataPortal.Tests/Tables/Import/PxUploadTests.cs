using System.Net;
using System.Text.Json;
using DataPortal.Accounts;
using DataPortal.Tables;
using DataPortal.Tables.Formats.Px;
using DataPortal.Tables.Import;
using DataPortal.Tests.Support;
using DataPortal.Tests.Tables.Formats.Px;

namespace DataPortal.Tests.Tables.Import;

public sealed class PxUploadTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_PX_file_is_known_by_what_stands_in_it_whatever_its_name()
    {
        var preview = Files.Read(PxSamples.All[0], name: "data.txt");
        Assert.Empty(preview.Errors);
        Assert.Empty(preview.Layout);
        Assert.Equal(("Penduduk menurut wilayah, waktu dan isi", "Population by region, time and contents", "jiwa", "BPS"), (preview.Title, preview.TitleEnglish, preview.Unit, preview.Source));
        Assert.Equal(("2024–2025", 1), (preview.Period, preview.Decimals));
        Assert.Equal("wilayah | waktu, isi", $"{string.Join(", ", preview.Rows)} | {string.Join(", ", preview.Columns)}");
        Assert.Equal((1, 1, 2), (preview.Symbols[CellStatus.NotApplicable], preview.Symbols[CellStatus.Nil], preview.Symbols[CellStatus.Provisional]));
    }

    [Fact]
    public void A_damaged_PX_file_says_in_which_line_and_what_to_do()
    {
        var preview = Files.Read("CHARSET=\"ANSI\";\nTITLE=\"Judul\nSTUB=\"a\";\n"u8.ToArray(), name: "uji.px");
        var error = Assert.Single(preview.Errors);
        Assert.Null(preview.Cube);
        Assert.Contains("TITLE", error.What);
        Assert.NotEqual("", error.Remedy);
    }

    [Fact]
    public async Task A_PX_file_goes_in_with_all_it_says_and_comes_out_again()
    {
        using var browser = portal.Staff(Role.WebAdmin);
        var preview = await StaffTablesTests.UploadAsync(browser, "/petugas/tabel/unggah", PxSamples.Rich);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(preview, Ct));
        Assert.Contains("Penduduk menurut wilayah, waktu dan isi", page);
        Assert.Contains("berkas yang menerangkan dirinya", page);
        Assert.Contains("Catatan dua, baris satu ⏎ baris dua.", page);

        var saved = await browser.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), .. Form(page), ("Form.Subject", "519")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var at = saved.Headers.Location!.ToString().Split('?')[0];
        await StaffTablesTests.PostAsync(browser, at, "Terbitkan");

        var file = await portal.Browser().GetAsync($"/tabel/{at.Split('/')[^1]}.px", Ct);
        Assert.Equal("text/x-px; charset=utf-8", file.Content.Headers.ContentType!.ToString());
        Assert.EndsWith(".px", file.Content.Headers.ContentDisposition!.FileNameStar);
        var (before, after) = (PxReader.Read(new MemoryStream(PxSamples.All[0]), Ct), PxReader.Read(await file.Content.ReadAsStreamAsync(Ct), Ct));
        Assert.Equal(before.Cube.Values, after.Cube.Values);
        Assert.Equal(before.Cube.Status, after.Cube.Status);
        Assert.Equal(JsonSerializer.Serialize(before.Cube.Dimensions), JsonSerializer.Serialize(after.Cube.Dimensions));
        Assert.Equal(JsonSerializer.Serialize(before.Text with { UpdatedAt = null, NextRelease = null }), JsonSerializer.Serialize(after.Text with { UpdatedAt = null, NextRelease = null }));
    }

    // What the page filled in, as a browser sends it back.
    private static IEnumerable<(string, string)> Form(string page)
    {
        foreach (var name in (string[])["Title", "TitleEnglish", "Notes", "NotesEnglish"])
        {
            var start = page.IndexOf('>', page.IndexOf($"name=\"Form.{name}\"", StringComparison.Ordinal)) + 1;
            yield return ($"Form.{name}", page[start..page.IndexOf("</textarea>", start, StringComparison.Ordinal)].ReplaceLineEndings("\n")[1..]);
        }

        foreach (var name in (string[])["Unit", "UnitEnglish", "Period", "Source", "SourceEnglish"])
        {
            var place = page.IndexOf($"name=\"Form.{name}\"", StringComparison.Ordinal);
            var tag = page[page.LastIndexOf('<', place)..(page.IndexOf('>', place) + 1)];
            var value = tag.IndexOf("value=\"", StringComparison.Ordinal);
            yield return ($"Form.{name}", value < 0 ? "" : tag[(value + 7)..tag.IndexOf('"', value + 7)]);
        }
    }
}
