using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Drafts;
using DataPortal.Procedures.Import;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Procedures;

/// <summary>From a file or a paste to a document in force, as people of the office do it. Each test has a portal of its own.</summary>
public sealed class DraftPagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Portal _portal;

    public DraftPagesTests() => _portal = new() { Settings = new Dictionary<string, string> { ["Storage:Path"] = _folder.FullPath } };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _portal.Dispose();
        _folder.Dispose();
    }

    private static string Kept(string id) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "sop", id + ".md"));

    /// <summary>The sectoral survey with a longer briefing, a new step and none of step 2's second lane.</summary>
    private static string Changed => Kept("survei-sektoral")
        .Replace("kuesioner | 30 menit |", "kuesioner | 2 jam |", StringComparison.Ordinal)
        .Replace("| Koleksi | 7 | | |", "| Koleksi | 8 | | |\n| 8 | Memeriksa laporan | kabid | | 1 hari kerja | Laporan diperiksa | 7 | | |", StringComparison.Ordinal)
        .Replace("label: Kasie JRS", "label: Ketua Tim", StringComparison.Ordinal);

    private static async Task<IDocument> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Ct);
        return await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(html), Ct);
    }

    private static async Task<IDocument> Open(HttpClient browser, string address)
    {
        var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Read(answer);
    }

    private static string Text(IDocument page) => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> Draft(HttpClient browser, string text)
    {
        var answer = await browser.SubmitAsync("/petugas/standar/draf/baru", ("Form.Text", text));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Sends a form of the page as it stands, with all its hidden fields.</summary>
    private static async Task<HttpResponseMessage> Send(HttpClient browser, IDocument page, string handler, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector($"form[action*='handler={handler}']")!;
        var sent = form.QuerySelectorAll("input").Where(input => fields.All(field => field.Name != input.GetAttribute("name")))
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")).Concat(fields);
        using var content = new FormUrlEncodedContent(sent.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await browser.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content, Ct);
    }

    [Fact]
    public async Task A_draft_shows_what_it_means_and_what_it_changes_and_nothing_is_in_force_before_someone_decides()
    {
        var library = _portal.Get<ProcedureLibrary>();
        var before = library.Find("survei-sektoral")!.Version;
        var admin = _portal.Staff(Role.WebAdmin);
        var page = await Open(admin, await Draft(admin, Changed));
        var text = Text(page);
        Assert.Contains("4 aktor, 8 langkah, 1 keputusan, 1 putaran balik", text, StringComparison.Ordinal);
        Assert.Contains("2 jam kerja", text, StringComparison.Ordinal);
        Assert.Contains("tiap penugasan", text, StringComparison.Ordinal);
        Assert.Contains("ya: langkah 4 (kembali); tidak: langkah 6", text, StringComparison.Ordinal);
        Assert.Contains("formulir pemeriksaan", text, StringComparison.Ordinal);
        Assert.Contains("Ketua tim teknis", text, StringComparison.Ordinal);
        var difference = page.QuerySelector("section[aria-labelledby=h-beda]")!;
        Assert.Contains("1 langkah ditambah, 0 dihapus", difference.TextContent, StringComparison.Ordinal);
        var rows = difference.QuerySelectorAll("tbody tr").Select(row => string.Join(" → ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("Langkah 3, Waktu → 30 menit → 2 jam", rows);
        Assert.Contains("Langkah 8 → – → Memeriksa laporan (baru)", rows);
        Assert.Contains("Langkah 6, Lanjut → langkah 7 → langkah 8", rows);
        Assert.DoesNotContain(rows, row => row.StartsWith("Langkah 2", StringComparison.Ordinal));
        Assert.Contains("aktor kasie-jrs → Kasie JRS (Ketua tim teknis) → Ketua Tim (Ketua tim teknis)", rows);
        Assert.Contains("tetap memakai versi lamanya", text, StringComparison.Ordinal);
        Assert.Contains("Minta salah satunya membuka halaman ini", text, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action*=Berlakukan]"));
        Assert.Equal(before, library.Find("survei-sektoral")!.Version);
    }

    [Fact]
    public async Task Who_may_decide_puts_it_into_force_and_goes_back_again_and_the_old_stay_readable_and_printable()
    {
        var library = _portal.Get<ProcedureLibrary>();
        var before = library.Find("survei-sektoral")!.Version;
        var head = _portal.Staff(Role.OfficeHead);
        var page = await Open(head, await Draft(head, Changed));
        var answer = await Send(head, page, "Berlakukan");
        Assert.Equal("/petugas/standar/survei-sektoral/versi?pesan=berlaku", answer.Headers.Location!.ToString());
        var after = library.Find("survei-sektoral")!.Version;
        Assert.NotEqual(before, after);
        Assert.Empty(await _portal.Store.ListAsync(ProcedureQueries.AllDrafts, Ct));
        Assert.Contains($"versi {after} menggantikan {before}", Assert.Single(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "procedure.in-force"), Ct)).Summary, StringComparison.Ordinal);

        var visitor = _portal.Browser();
        var current = await Open(visitor, "/standar-pelayanan/survei-sektoral");
        Assert.Contains("Memeriksa laporan", Text(current), StringComparison.Ordinal);
        Assert.NotNull(current.QuerySelector($"a[href='/standar-pelayanan/survei-sektoral/versi/{before}']"));
        var old = Text(await Open(visitor, $"/en/standar-pelayanan/survei-sektoral/versi/{before}"));
        Assert.Contains("This version is not in force", old, StringComparison.Ordinal);
        Assert.DoesNotContain("Memeriksa laporan", old, StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await visitor.GetAsync(new Uri($"/standar-pelayanan/survei-sektoral/versi/{before}.pdf", UriKind.Relative), Ct)).Content.Headers.ContentType!.MediaType);
        Assert.Equal(Kept("survei-sektoral"), await visitor.GetStringAsync(new Uri($"/standar-pelayanan/survei-sektoral/versi/{before}.md", UriKind.Relative), Ct));

        var versions = await Open(head, "/petugas/standar/survei-sektoral/versi");
        Assert.NotNull(versions.QuerySelector($"a[href='/standar-pelayanan/survei-sektoral/versi/{before}.pdf']"));
        Assert.Equal(2, versions.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("diberlakukan Petugas Contoh", Text(versions), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Send(head, versions, "Kembali")).StatusCode);
        Assert.Equal(before, library.Find("survei-sektoral")!.Version);
        Assert.Contains("Versi yang berlaku baru saja diubah orang lain", Text(await Read(await Send(head, versions, "Kembali"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_decide_cannot_by_sending_the_form_either()
    {
        var head = _portal.Staff(Role.SectionHead);
        var address = await Draft(head, Changed);
        var page = await Open(head, address);
        var before = _portal.Get<ProcedureLibrary>().Find("survei-sektoral")!.Version;
        var answer = await _portal.Staff(Role.WebAdmin).SubmitAsync($"{address}?handler=Berlakukan", ("Form.Based", before), ("Form.Seen", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _portal.Staff(Role.Treasurer).GetAsync(new Uri(address, UriKind.Relative), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _portal.Staff(Role.Treasurer).GetAsync(new Uri("/petugas/standar/impor", UriKind.Relative), Ct)).StatusCode);
        Assert.Equal(before, _portal.Get<ProcedureLibrary>().Find("survei-sektoral")!.Version);
        Assert.NotNull(page.QuerySelector("form[action*=Berlakukan]"));
    }

    [Fact]
    public async Task Who_was_overtaken_sees_the_comparison_again()
    {
        var head = _portal.Staff(Role.DivisionHead);
        var first = await Open(head, await Draft(head, Changed));
        var second = await Open(head, await Draft(head, Changed.Replace("| 2 jam |", "| 3 jam |", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await Send(head, first, "Berlakukan")).StatusCode);
        var again = await Read(await Send(head, second, "Berlakukan"));
        Assert.Contains("baru saja diubah orang lain", Text(again), StringComparison.Ordinal);
        Assert.Contains("Langkah 3, Waktu", again.QuerySelector("section[aria-labelledby=h-beda]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Send(head, again, "Berlakukan")).StatusCode);
    }

    [Fact]
    public async Task A_draft_with_problems_tells_each_with_its_line_and_can_be_mended()
    {
        var admin = _portal.Staff(Role.WebAdmin);
        var address = await Draft(admin, Changed.Replace("| 2 jam |", "| segera |", StringComparison.Ordinal));
        var page = await Open(admin, address);
        Assert.Contains("Waktu \"segera\" tidak dapat dibaca", page.QuerySelector("section.alert-bad li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("| 3 | Briefing", page.QuerySelector("section.alert-bad li code")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#h-putus"));
        Assert.Equal(HttpStatusCode.Redirect, (await Send(admin, page, "Simpan", ("Form.Text", Changed))).StatusCode);
        Assert.Contains("2 jam kerja", Text(await Open(admin, address)), StringComparison.Ordinal);
        Assert.Contains("Draf ini baru saja diubah atau dibuang orang lain", Text(await Read(await Send(admin, page, "Simpan", ("Form.Text", "lain")))), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await Send(admin, await Open(admin, address), "Buang")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(new Uri(address, UriKind.Relative), Ct)).StatusCode);
        Assert.Equal(3, (await _portal.Store.ListAsync(AuditTrail.Collection.All(), Ct)).Count(line => line.Action.StartsWith("procedure.draft", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_withdrawn_document_keeps_its_pages_of_figures()
    {
        var head = _portal.Staff(Role.OfficeHead);
        var text = Kept("survei-sektoral").Replace("id: survei-sektoral", "id: survei-lain", StringComparison.Ordinal);
        await Send(head, await Open(head, await Draft(head, text)), "Berlakukan");
        await Send(head, await Open(head, "/petugas/standar/survei-lain/versi"), "Kembali");
        Assert.Null(_portal.Get<ProcedureLibrary>().Find("survei-lain"));
        Assert.Contains("Dokumen ini tidak berlaku lagi", Text(await Open(head, "/petugas/standar/survei-lain")), StringComparison.Ordinal);
        foreach (var address in new[] { "log.csv", "kasus", "dokumen" })
        {
            Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(new Uri($"/petugas/standar/survei-lain/{address}", UriKind.Relative), Ct)).StatusCode);
        }

        Assert.NotNull((await Open(head, "/petugas/standar")).QuerySelector("a[href='/petugas/standar/survei-lain']"));
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync(new Uri("/petugas/standar/tidak-pernah-ada", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_draft_that_loses_the_reading_of_the_one_in_force_says_so_before_it_is_decided()
    {
        var head = _portal.Staff(Role.OfficeHead);
        var text = Kept("survei-sektoral").ReplaceLineEndings("\n");
        var bare = (text[..text.IndexOf("## Bacaan", StringComparison.Ordinal)]).Replace("activity.handed-in", "", StringComparison.Ordinal);
        var page = Text(await Open(head, await Draft(head, bare)));
        Assert.Contains("langkah 4: Peristiwa activity.handed-in, Per penugasan, Mulai, Bukti, Formulir penugasan", page, StringComparison.Ordinal);
        Assert.Contains("13 catatan transkripsi di versi berlaku tidak ada di draf ini", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tidak ada di draf ini", Text(await Open(head, await Draft(head, Changed))), StringComparison.Ordinal);
    }

    /// <summary>Whatever a cell says, the draft can be opened, mended and thrown away.</summary>
    [Theory]
    [InlineData("| activity.handed-in | |", "| activity.zzz | |", "Peristiwa \"activity.zzz\" bukan peristiwa portal")]
    [InlineData("| kantor | activity.handed-in |", "| kantor | activity.zzz |", "Mulai \"activity.zzz\" bukan peristiwa portal")]
    [InlineData("| 4 | penugasan |", "| 4 | minggu |", "Per \"minggu\" tidak disediakan")]
    [InlineData("| kantor | activity.handed-in |", "| malam | activity.handed-in |", "Jam \"malam\" tidak dikenal")]
    [InlineData("| 1 – 2 Jam |", "| lama |", "Waktu \"lama\" tidak dapat dibaca")]
    [InlineData("| kasie-jrs? |", "| ketua? |", "aktor \"ketua\" tidak ada")]
    [InlineData("ya: 4; tidak: 6", "ya: 4", "hanya punya satu jawaban")]
    [InlineData("aktor:\n", "aktor:\n  ? [a]\n  : 1\n", "ada nama yang kosong")]
    [InlineData("  - Badan Pusat Statistik\n", "  - ? a\n", "unit: kosong")]
    public async Task A_draft_with_any_slip_can_still_be_read_and_thrown_away(string written, string wrong, string message)
    {
        var text = Kept("survei-sektoral").ReplaceLineEndings("\n");
        Assert.Contains(written, text, StringComparison.Ordinal);
        var admin = _portal.Staff(Role.WebAdmin);
        var address = await Draft(admin, text.Replace(written, wrong, StringComparison.Ordinal));
        var page = await Open(admin, address);
        Assert.Contains(message, page.QuerySelector("section.alert-bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Send(admin, page, "Buang")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(new Uri(address, UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task Drafts_of_one_title_are_told_apart_and_several_are_thrown_away_at_once()
    {
        var admin = _portal.Staff(Role.WebAdmin);
        await Draft(admin, Kept("survei-sektoral"));
        await Draft(admin, Changed);
        await Draft(admin, Changed.Replace("| 2 jam |", "| segera |", StringComparison.Ordinal));
        await Draft(admin, "---\nid: [\n---\n");
        var list = await Open(admin, "/petugas/standar");
        string[] standings = ["belum terbaca", "1 hal perlu diperbaiki", "siap diberlakukan, pengganti", "sama dengan yang berlaku"];
        var rows = list.QuerySelectorAll("section[aria-labelledby=h-draf] tbody tr").OrderBy(row => Array.IndexOf(standings, row.Children[2].TextContent.Trim())).ToList();
        Assert.Equal(standings, rows.Select(row => row.Children[2].TextContent.Trim()));
        Assert.Contains("SOP B1.1/16030/HM.310/2024, efektif 2 Januari 2024, versi", rows[1].TextContent, StringComparison.Ordinal);

        string Value(int row) => rows[row].QuerySelector("input")!.GetAttribute("value")!;
        var token = list.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        async Task<HttpResponseMessage> Discard(params string[] chosen)
        {
            using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. chosen.Select(one => KeyValuePair.Create("draf", one))]);
            return await admin.PostAsync(new Uri("/petugas/standar?handler=Buang", UriKind.Relative), content, Ct);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await Discard(Value(0), Value(3), "bukan", "x.y")).StatusCode);
        Assert.Equal(2, (await _portal.Store.ListAsync(ProcedureQueries.AllDrafts, Ct)).Count);
        Assert.Equal(2, (await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "procedure.draft-discarded"), Ct)).Count);

        // One of them was written again meanwhile: none goes.
        await Send(admin, await Open(admin, rows[1].QuerySelector("a")!.GetAttribute("href")!), "Simpan", ("Form.Text", Changed + "\n"));
        Assert.Contains("diubah atau dibuang orang lain", Text(await Read(await Discard(Value(1), Value(2)))), StringComparison.Ordinal);
        Assert.Equal(2, (await _portal.Store.ListAsync(ProcedureQueries.AllDrafts, Ct)).Count);
    }

    [Fact]
    public async Task A_document_in_the_data_folder_is_offered_and_looked_at_before_it_counts()
    {
        Directory.CreateDirectory(_folder.File("sop"));
        await File.WriteAllTextAsync(_folder.File("sop/survei-sektoral.md"), Changed, Ct);
        await File.WriteAllBytesAsync(_folder.File("sop/rusak.md"), [0xFF, 0xFE, 0x00, 0xC3], Ct);
        var admin = _portal.Staff(Role.SystemAdmin);
        var list = await Open(admin, "/petugas/standar");
        Assert.Contains("Berkas di folder data", Text(list), StringComparison.Ordinal);
        var taken = await Send(admin, list, "Ambil", ("berkas", "survei-sektoral.md"));
        Assert.Contains("folder data: survei-sektoral.md", Text(await Open(admin, taken.Headers.Location!.ToString())), StringComparison.Ordinal);
        Assert.Contains("bukan teks UTF-8", Text(await Read(await Send(admin, list, "Ambil", ("berkas", "rusak.md")))), StringComparison.Ordinal);
        Assert.Contains("tidak ada lagi di folder data", Text(await Read(await Send(admin, list, "Ambil", ("berkas", "../portal.db")))), StringComparison.Ordinal);
        Assert.DoesNotContain("Memeriksa laporan", Text(await Open(_portal.Browser(), "/standar-pelayanan/survei-sektoral")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uploaded_file_becomes_a_draft_and_a_wrong_one_is_told()
    {
        var admin = _portal.Staff(Role.WebAdmin);
        Assert.Equal(HttpStatusCode.Redirect, (await Upload(admin, Encoding.UTF8.GetBytes(Changed))).StatusCode);
        Assert.Contains("bukan teks UTF-8", Text(await Read(await Upload(admin, [0x50, 0x4B, 0x03, 0x04, 0xFF, 0xFE]))), StringComparison.Ordinal);
        Assert.Contains("paling besar", Text(await Read(await Upload(admin, new byte[DraftDesk.MostBytes + 1]))), StringComparison.Ordinal);
        Assert.Contains("Pilih berkas .md, atau tempel teksnya", Text(await Read(await admin.SubmitAsync("/petugas/standar/draf/baru"))), StringComparison.Ordinal);
        Assert.Contains("huruf, paling banyak", Text(await Read(await admin.SubmitAsync("/petugas/standar/draf/baru", ("Form.Text", new string('a', 600_000))))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_there_was_is_used_again_by_way_of_a_draft()
    {
        var head = _portal.Staff(Role.SectionHead);
        var page = await Open(head, "/petugas/standar/draf/baru?dari=survei-sektoral");
        Assert.Equal(Kept("survei-sektoral").ReplaceLineEndings("\n"), page.QuerySelector("textarea")!.TextContent);
        var draft = await Open(head, await Draft(head, Kept("survei-sektoral")));
        Assert.Contains("sama dengan versi yang sedang berlaku", Text(draft), StringComparison.Ordinal);
        Assert.Null(draft.QuerySelector("form[action*=Berlakukan]"));
    }

    [Fact]
    public async Task A_pasted_document_is_proposed_corrected_and_kept_as_a_draft()
    {
        var admin = _portal.Staff(Role.WebAdmin);
        var pasted = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Procedures", "seeds", "imk-tahunan.txt"), Ct);
        var other = Text(await Read(await admin.SubmitAsync("/petugas/standar/impor?handler=Baca", ("Form.Pasted", pasted.Replace("SOP-135/17000/2025", "SOP-136/17000/2026", StringComparison.Ordinal)))));
        Assert.Contains("4 langkah terbaca", other, StringComparison.Ordinal);
        Assert.Contains("harus punya label dan peran", other, StringComparison.Ordinal);

        // Under a number that is known, what it is run by is taken over.
        var page = await Read(await admin.SubmitAsync("/petugas/standar/impor?handler=Baca", ("Form.Pasted", pasted.Replace("3 Minggu", "lama sekali", StringComparison.Ordinal))));
        Assert.Contains("untuk 4 dari 4 langkah", Text(page), StringComparison.Ordinal);
        Assert.Contains("1 hal yang masih kurang", Text(page), StringComparison.Ordinal);
        var corrected = page.QuerySelector("textarea[name='Form.Text']")!.TextContent.Replace("lama sekali", "4 Minggu", StringComparison.Ordinal);
        var looked = await Read(await admin.SubmitAsync("/petugas/standar/impor?handler=Periksa", ("Form.Pasted", pasted), ("Form.Text", corrected)));
        Assert.Contains("sudah dapat dipahami portal", Text(looked), StringComparison.Ordinal);
        var kept = await admin.SubmitAsync("/petugas/standar/impor?handler=Simpan", ("Form.Pasted", pasted), ("Form.Text", corrected));
        Assert.Contains("akan menggantikan versi", Text(await Open(admin, kept.Headers.Location!.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bukan dokumen", "Tabel langkah tidak ditemukan")]
    [InlineData("", "Belum ada teks")]
    [InlineData(null, "huruf, paling banyak 500.000")]
    public async Task A_paste_that_is_no_document_is_told(string? pasted, string message)
    {
        var answer = await _portal.Staff(Role.WebAdmin).SubmitAsync("/petugas/standar/impor?handler=Baca", ("Form.Pasted", pasted ?? new string('a', 10_000_000)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(message, Text(await Read(answer)), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Upload(HttpClient browser, byte[] bytes)
    {
        var form = await Open(browser, "/petugas/standar/draf/baru");
        using var sent = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), "Form.File", "survei.md" },
        };
        return await browser.PostAsync(new Uri("/petugas/standar/draf/baru", UriKind.Relative), sent, Ct);
    }
}
