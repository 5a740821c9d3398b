using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Activities.Survey;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>Findings by kind and the cycle time of an item, from the checker's form to the page, the workbook and the paper (procedures.md §10).</summary>
public sealed class FindingKindTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_checkers_find_is_counted_by_kind_and_reconciles_with_the_log()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await office.HandInAsync("Rina", "s1");
        await office.HandInAsync("Budi", "s2");
        await office.CheckAsync("Jaka", "s1", repair: true, ("Form.Found[0].Kind", "belum lengkap"),
            ("Form.Found[1].What", "Jumlah kolom 3"), ("Form.Found[1].Where", "tabel 1"), ("Form.Found[1].ToDo", "samakan"), ("Form.Found[1].Kind", "angka tidak cocok"));
        await office.CheckAsync("Jaka", "s2", repair: true, ("Form.Found[0].Kind", "jenis karangan"));
        office.At("2026-08-06 09:00");
        await office.HandInAsync("Rina", "s1", ("Form.Answers[0].Text", "Sudah"), ("Form.Answers[1].Text", "Sudah"));
        await office.CheckAsync("Jaka", "s1", repair: true, ("Form.Verdicts[0].Word", "buka"), ("Form.Verdicts[0].Text", "Masih kosong"), ("Form.Verdicts[1].Word", "beres"),
            ("Form.Found[0].What", ""), ("Form.Found[0].Where", ""), ("Form.Found[0].ToDo", ""));
        await office.HandInAsync("Rina", "s1", ("Form.Answers[0].Text", "Sudah lengkap"));
        office.At("2026-08-06 15:00");
        await office.CheckAsync("Jaka", "s1", repair: false, ("Form.Verdicts[0].Word", "beres"));

        // As the log has it: two of the first kind (one opened again), one of the second, one nobody gave a known kind.
        var log = await office.Portal.Store.ListAsync(RunQueries.Log(office.Run), Ct);
        Assert.Equal(["", "angka tidak cocok", "belum lengkap", "belum lengkap"],
            log.Where(mark => mark.Mark == Mark.Done && mark.Detail!.Findings is not null).SelectMany(mark => mark.Detail!.Findings!.Select((_, at) => mark.Detail!.Kinds?[at] ?? "")).Order(StringComparer.Ordinal));

        var head = office.As("Kabid");
        var page = await TextAsync(head, "/petugas/standar/survei-sektoral?tahun=2026");
        Assert.Contains("Langkah 5: 4 temuan pada 3 pemeriksaan.", page, StringComparison.Ordinal);
        Assert.Contains("belum lengkap 2 50,0% angka tidak cocok 1 25,0% belum digolongkan 1 25,0%", page, StringComparison.Ordinal);
        Assert.Contains("Lama satu penugasan 1 penugasan: ", page, StringComparison.Ordinal);
        Assert.Contains("3 kasus dengan temuan", await TextAsync(head, "/petugas/standar/survei-sektoral/kasus?tahun=2026&langkah=5&kasus=temuan"), StringComparison.Ordinal);
        Assert.Contains("(angka tidak cocok)", await TextAsync(head, $"/petugas/standar/survei-sektoral/kasus/{office.Run}"), StringComparison.Ordinal);

        using var stream = new MemoryStream(await head.GetByteArrayAsync(new Uri("/petugas/standar/survei-sektoral?tahun=2026&format=xlsx", UriKind.Relative), Ct));
        using var book = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(book, Ct).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var words = book.WorkbookPart!.SharedStringTablePart!.SharedStringTable.InnerText;
        Assert.All(["4 temuan pada 3 pemeriksaan", "angka tidak cocok", "belum digolongkan", "penugasan", "Kasie JRS"], word => Assert.Contains(word, words, StringComparison.Ordinal));
        Assert.StartsWith("%PDF-1.", System.Text.Encoding.Latin1.GetString(await head.GetByteArrayAsync(new Uri("/petugas/standar/survei-sektoral?tahun=2026&format=pdf", UriKind.Relative), Ct)), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpClient browser, string address) =>
        System.Text.RegularExpressions.Regex.Replace(WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(await browser.GetStringAsync(new Uri(address, UriKind.Relative), Ct), "<[^>]+>", " ")), "\\s+", " ").Replace(" .", ".", StringComparison.Ordinal);
}
