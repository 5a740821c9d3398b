using System.Text;
using DataPortal.Activities.Imk;
using DataPortal.Shared.Sheets;
using DataPortal.Tests.Requests;

namespace DataPortal.Tests.Activities.Imk;

/// <summary>Exports of FASIH, read through the page.</summary>
public sealed class FasihImportTests : IDisposable
{
    private const string Export = """
        Kode Blok Sensus;Nama Usaha;Code Identity;Assignment Status;Tanggal Submit
        1603010001;Usaha A;u1;APPROVED BY Pengawas;2026-11-13 10:00:00
        1603010001;Usaha B;u2;SUBMITTED BY Pencacah;2026-11-16 08:00:00
        1603010001;Usaha C;u3;OPEN;
        1603010002;Usaha D;u4;Menolak;2026-11-16
        1603099999;Usaha E;u5;OPEN;
        1603010002;Usaha F;;OPEN;
        """;

    private readonly ImkOffice _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task An_export_is_seen_before_it_is_applied_and_read_again_it_changes_nothing()
    {
        await BeginAsync();
        var (html, form) = await _office.ReadAsync(Export);
        var page = Answers.PageText(html);
        Assert.Contains("1 blok di berkas ini tidak ada di penugasan, 1 baris tidak diambil: 1603099999", page, StringComparison.Ordinal);
        Assert.Contains("1 baris tanpa blok, unit, atau status tidak diambil: baris 7", page, StringComparison.Ordinal);
        Assert.All(await _office.BlocksAsync(), block => Assert.Empty(block.Units));

        using (var applied = await form.SendAsync(_office.Lead))
        {
            Assert.EndsWith("pesan=impor", await ImkOffice.RedirectedAsync(applied), StringComparison.Ordinal);
        }

        var blocks = await _office.BlocksAsync();
        Assert.Equal([(2, 0, 2), (0, 1, 1)], blocks.Select(block => (block.Obtained, block.NonResponses, block.Left)));
        Assert.Equal(new DateOnly(2026, 11, 13), blocks[0].Units[0].Day);

        (_, form) = await _office.ReadAsync(Export);
        using (var again = await form.SendAsync(_office.Lead))
        {
            Assert.EndsWith("pesan=tetap", await ImkOffice.RedirectedAsync(again), StringComparison.Ordinal);
        }

        Assert.Equal(blocks.Select(block => block.Version), (await _office.BlocksAsync()).Select(block => block.Version));
        Assert.Equal([(4, 4), (4, 0)], (await _office.SurveyAsync()).Imports.Select(line => (line.Units, line.Changed)));
    }

    [Theory]
    [InlineData("REJECTED", UnitResult.NotYet)]
    [InlineData("REJECTED BY Admin Provinsi", UnitResult.NotYet)]
    [InlineData("REVOKED BY Pengawas", UnitResult.NotYet)]
    [InlineData("SUBMITTED RESPONDENT", UnitResult.Obtained)]
    [InlineData("EDITED BY Admin Pusat", UnitResult.Obtained)]
    [InlineData("COMPLETED BY Admin Kabupaten", UnitResult.Obtained)]
    [InlineData("APPROVED sebagian", null)]
    [InlineData("Gagal Kontak", null)]
    public void What_FASIH_itself_says_of_a_questionnaire_is_known(string word, UnitResult? meaning) => Assert.Equal(meaning, FasihWord.Known(word));

    [Fact]
    public async Task An_unknown_status_is_asked_for_once_and_remembered()
    {
        await BeginAsync();
        var export = Export.Replace("Menolak", "Gagal Kontak", StringComparison.Ordinal);
        var (html, form) = await _office.ReadAsync(export);
        Assert.Contains("1 status belum dikenal", Answers.PageText(html), StringComparison.Ordinal);
        using (var refused = await form.SendAsync(_office.Lead))
        {
            Assert.Contains("Pilih arti status: Gagal Kontak", await refused.PlainAsync(), StringComparison.Ordinal);
        }

        // What is unknown stands first.
        form = (await _office.ReadAsync(export)).Form.First("Form.Results", nameof(UnitResult.NotMet));
        using (var applied = await form.SendAsync(_office.Lead))
        {
            await ImkOffice.RedirectedAsync(applied);
        }

        Assert.Equal(1, (await _office.BlocksAsync())[1].NonResponse(DataPortal.Activities.Survey.NonResponseReason.NotMet));
        Assert.DoesNotContain("belum dikenal", Answers.PageText((await _office.ReadAsync(export)).Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_nobody_recognises_are_chosen_and_remembered_by_their_headings()
    {
        await BeginAsync();
        const string odd = "a,b,c\n1603010001,u1,OPEN\n1603010001,u2,APPROVED\n";
        var (_, form) = await _office.ReadAsync(odd);
        Assert.Equal("", form["Form.Block"]);
        using (var refused = await form.SendAsync(_office.Lead))
        {
            Assert.Contains("Pilih kolom blok, unit, dan status", await refused.PlainAsync(), StringComparison.Ordinal);
        }

        using (var applied = await form.With(("Form.Block", "0"), ("Form.Unit", "1"), ("Form.Status", "2")).SendAsync(_office.Lead))
        {
            await ImkOffice.RedirectedAsync(applied);
        }

        Assert.Equal(1, (await _office.BlocksAsync())[0].Obtained);
        var (html, remembered) = await _office.ReadAsync(odd);
        Assert.Equal("1", remembered["Form.Unit"]);
        Assert.Contains("seperti impor sebelumnya", Answers.PageText(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_up_to_an_export_is_not_counted_twice()
    {
        await BeginAsync();
        var field = _office.Address("lapangan");
        await _office.DoAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "1"));
        var (_, form) = await _office.ReadAsync(Export);
        using (var applied = await form.SendAsync(_office.Lead))
        {
            await ImkOffice.RedirectedAsync(applied);
        }

        Assert.Equal(2, (await _office.BlocksAsync())[0].Obtained);
        using var refused = await _office.SendAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "1"));
        Assert.Contains("sudah dibaca dari FASIH", await refused.PlainAsync(), StringComparison.Ordinal);
        _office.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await _office.DoAsync(field, "Hari", ("Form.Block", "1603010001"), ("Form.Day", "2026-11-17"), ("Form.Obtained", "1"));
        Assert.Equal(3, (await _office.BlocksAsync())[0].Obtained);
    }

    [Fact]
    public async Task A_workbook_is_read_like_its_text_with_numbers_and_days_as_cells()
    {
        await BeginAsync();
        var (html, form) = await _office.ReadAsync(Workbook(book =>
        {
            var day = book.Style(new() { Format = SheetFormat.Date });
            void Row(double block, string unit, string status, DateOnly? on)
            {
                book.Row();
                book.Number(block);
                book.Text("Usaha " + unit);
                book.Text(unit);
                book.Text(status);
                if (on is { } known)
                {
                    book.Date(known, day);
                }
            }

            book.Row();
            book.Text("Daftar assignment, diunduh 16 November 2026");
            book.Row();
            foreach (var heading in (string[])["Kode Blok Sensus", "Nama Usaha", "Code Identity", "Assignment Status", "Tanggal Submit"])
            {
                book.Text(heading);
            }

            Row(1603010001, "u1", "APPROVED BY Pengawas", new(2026, 11, 13));
            Row(1603010001, "u1", "SUBMITTED BY Pencacah", new(2026, 11, 12));
            Row(1603010001, "u2", "OPEN", null);
            Row(1603010002, "u3", "Menolak", new(2026, 11, 16));
            Row(1603099999, "u4", "OPEN", null);
        }), "ekspor.xlsx");
        var page = Answers.PageText(html);
        Assert.Contains("1 unit tertulis lebih dari sekali", page, StringComparison.Ordinal);
        Assert.Contains("1 blok di berkas ini tidak ada di penugasan, 1 baris tidak diambil: 1603099999", page, StringComparison.Ordinal);
        using (var applied = await form.SendAsync(_office.Lead))
        {
            await ImkOffice.RedirectedAsync(applied);
        }

        var blocks = await _office.BlocksAsync();
        Assert.Equal([(1, 0), (0, 1)], blocks.Select(block => (block.Obtained, block.NonResponses)));

        // Written twice, the last row counts: its day too.
        Assert.Equal(new DateOnly(2026, 11, 12), blocks[0].Units[0].Day);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_read_and_none_is_lost()
    {
        await BeginAsync();
        var field = _office.Address("lapangan");
        await _office.DoAsync(field + "/penugasan", "Daftar", ("Form.List", string.Join('\n', Enumerable.Range(1, 10).Select(no => $"16030200{no:00};Desa {no};Rina Contoh;1000;16/11/2026;27/11/2026"))));
        string[] words = ["OPEN", "SUBMITTED BY Pencacah", "Menolak"];
        var rows = Enumerable.Range(0, 10_000).Select(at => $"16030200{(at % 10) + 1:00};u{at};{words[at % 3]};2026-11-16");
        var (html, form) = await _office.ReadAsync("Blok Sensus;ID Unit;Status;Tanggal\n" + string.Join('\n', rows));
        Assert.Contains("10.000 baris data", Answers.PageText(html), StringComparison.Ordinal);
        using (var applied = await form.SendAsync(_office.Lead))
        {
            await ImkOffice.RedirectedAsync(applied);
        }

        var blocks = (await _office.BlocksAsync()).Where(block => block.Key.StartsWith("16030200", StringComparison.Ordinal)).ToList();
        Assert.Equal((10_000, 3_333, 3_333), (blocks.Sum(block => block.Units.Count), blocks.Sum(block => block.Obtained), blocks.Sum(block => block.NonResponses)));
        Assert.Equal(10_000, Assert.Single((await _office.SurveyAsync()).Imports).Units);
    }

    [Fact]
    public async Task Columns_chosen_wrongly_are_told_and_can_be_mended_without_the_file_again()
    {
        await BeginAsync();
        var (_, form) = await _office.ReadAsync(Export);

        // The name of the business as its block: no row is of a block that was assigned, and nothing is taken.
        string html;
        using (var refused = await form.With(("Form.Block", "1")).SendAsync(_office.Lead))
        {
            html = await refused.TextAsync();
            Assert.Contains("Tidak ada baris dari blok yang ditugaskan. Periksa kolom blok", Answers.PageText(html), StringComparison.Ordinal);
        }

        Assert.All(await _office.BlocksAsync(), block => Assert.Empty(block.Units));
        using var applied = await WebForm.Read(html, _office.Address("lapangan") + "/impor", "Terapkan").With(("Form.Block", "0")).SendAsync(_office.Lead);
        await ImkOffice.RedirectedAsync(applied);
        Assert.Equal([3, 1], (await _office.BlocksAsync()).Select(block => block.Units.Count));
    }

    private static byte[] Workbook(Action<XlsxWriter> write)
    {
        using var made = new MemoryStream();
        using (var book = new XlsxWriter(made, new() { Title = "Ekspor contoh" }))
        {
            book.Sheet(new() { Name = "Assignment" });
            write(book);
            book.Finish();
        }

        return made.ToArray();
    }

    [Theory]
    [InlineData("%PDF-1.4", "ekspor.csv", "PDF")]
    [InlineData("satu baris saja", "ekspor.csv", "Tidak ada tabel di berkas ini")]
    public async Task A_file_that_is_no_export_is_refused_in_words(string content, string name, string words)
    {
        await BeginAsync();
        var address = _office.Address("lapangan") + "/impor";
        using var answer = await (await WebForm.OpenAsync(_office.Lead, address, "Baca")).Attach("Files", name, Encoding.UTF8.GetBytes(content)).SendAsync(_office.Lead);
        Assert.Contains(words, await answer.PlainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Block_codes_lose_their_blanks_and_dates_are_read_as_people_write_them()
    {
        Assert.Equal("1603010001B", BlockKeys.Of("1603 010 001b"));
        Assert.Equal("", BlockKeys.Of(new string('1', 41)));
        foreach (var typed in (string[])["2026-08-12", "12/8/2026", "12-08-2026", "12 Agustus 2026", "12 Agt 2026", "2026-08-12T10:11:12Z", "2026-08-12 10:11"])
        {
            Assert.Equal(new DateOnly(2026, 8, 12), TypedDate.Read(typed));
        }

        Assert.Null(TypedDate.Read("8/13/2026"));
    }

    private async Task BeginAsync()
    {
        await _office.OpenAsync();
        await _office.TrainAsync();
        await _office.AssignAsync();
    }
}
