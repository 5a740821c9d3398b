using System.Net;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Versions;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Versions;

/// <summary>A table through its years: published, a year added with one click, a correction, taken back.</summary>
public sealed class VersionStoryTests : VersionStory
{
    [Fact]
    public async Task Next_years_file_goes_in_with_one_click_however_its_columns_moved()
    {
        var id = await PublishedAsync("Penduduk uji satu klik, 2024–2025");
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", Next);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.Contains("Berkas ini cocok dengan susunan tabel", page);
        Assert.Contains("1 periode baru (2026), 4 sel ditambahkan, 0 sel lama berubah", page);

        await StaffTablesTests.PostAsync(_staff, preview, "Langsung");
        var table = await _portal.Get<TableShelf>().FindAsync(id, Ct);
        Assert.Equal(["2024", "2025", "2026"], table!.Cube.Dimensions.First(d => d.Role is DimensionRole.Time).Categories.Select(c => c.Code));
        Assert.Equal((1000, 1021), (Value(table.Cube, "1603090", "2024"), Value(table.Cube, "1603090", "2026")));
        var item = await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct);
        Assert.Equal(("Penduduk uji satu klik, 2024–2026", "2024–2026"), (item!.Title.Id, item.Period));
        Assert.Equal((VersionKind.Release, "Data 2026 ditambahkan."), (table.Document.Current.Kind, table.Document.Current.Why));
        Assert.Contains("1.021", await _visitor.GetStringAsync($"/tabel/{id}", Ct));
    }

    [Fact]
    public async Task A_file_of_an_old_version_holds_all_of_it_and_is_made_only_for_who_has_it_not()
    {
        var id = await PublishedAsync("Penduduk uji besar, 2024–2025");
        var desk = _portal.Get<VersionDesk>();
        var many = new Cube
        {
            Dimensions = [Cubes.Dimension("x", DimensionRole.Other, [.. Enumerable.Range(0, 110).Select(at => $"x{at}")]), Cubes.Dimension("y", DimensionRole.Other, [.. Enumerable.Range(0, 100).Select(at => $"y{at}")])],
            Values = [.. Enumerable.Range(0, 11_000).Select(at => (double)at)],
            Status = new CellStatus[11_000],
        };
        var version = await MarkedAsync(id, "2025", "a", null) with { Incoming = many, Mode = UpdateMode.ReplaceAll };
        await desk.AddAsync(id, null, await OriginalAsync(id), version, Ct);
        await desk.AddAsync(id, null, await OriginalAsync(id), version with { Incoming = many with { Values = [.. many.Values.Select(value => value + 1)] } }, Ct);
        Assert.Equal(11_001, (await _visitor.GetStringAsync($"/tabel/{id}/versi/2.csv3", Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        foreach (var path in new[] { $"/tabel/{id}/versi/2.csv", $"/tabel/{id}/perubahan.csv?dari=2&ke=3", $"/tabel/{id}/perubahan.xlsx?dari=2&ke=3", $"/tabel/{id}.xlsx" })
        {
            var whole = await _visitor.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
            _portal.Clock.Advance(TimeSpan.FromSeconds(3));
            var again = await _visitor.GetAsync(path, Ct);
            Assert.Equal(whole.Headers.ETag, again.Headers.ETag);
            Assert.Equal(await whole.Content.ReadAsByteArrayAsync(Ct), await again.Content.ReadAsByteArrayAsync(Ct));
            using var known = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
            Assert.Equal(HttpStatusCode.NotModified, (await _visitor.SendAsync(known, Ct)).StatusCode);
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            var headers = await _visitor.SendAsync(head, Ct);
            Assert.Equal((HttpStatusCode.OK, whole.Headers.ETag, whole.Content.Headers.ContentType), (headers.StatusCode, headers.Headers.ETag, headers.Content.Headers.ContentType));
        }
    }

    [Fact]
    public async Task A_correction_says_what_changed_and_why_wherever_it_matters_and_the_old_figures_stay_readable()
    {
        var id = await PublishedAsync("Penduduk uji perbaikan, 2024–2025");
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await CorrectedAsync(id);

        Assert.Contains("Salah ketik di Gelumbang.", await _visitor.GetStringAsync($"/tabel/{id}", Ct));
        Assert.Contains("Perbaikan", await _visitor.GetStringAsync("/umpan.atom", Ct));
        Assert.Contains("Salah ketik di Gelumbang.", await _visitor.GetStringAsync("/umpan.atom", Ct));
        Assert.Contains("Typing error in Gelumbang.", await _visitor.GetStringAsync("/en/perbaikan", Ct));

        var changes = WebUtility.HtmlDecode(await _visitor.GetStringAsync($"/tabel/{id}/perubahan", Ct));
        Assert.Contains("8 sel menjadi 8 sel: 6 tetap, 2 berubah, 0 baru, 0 hilang", changes);
        Assert.Contains("<td>1.000</td><td>1.500</td><td>+500</td>", changes);
        Assert.Contains("8 cells became 8: 6 the same, 2 changed", await _visitor.GetStringAsync($"/en/tabel/{id}/perubahan?dari=1&ke=2", Ct));
        Assert.Contains("<td>1.500</td><td>1.000</td><td>−500</td>", WebUtility.HtmlDecode(await _visitor.GetStringAsync($"/tabel/{id}/perubahan?dari=2&ke=1", Ct)));
        var csv = await _visitor.GetStringAsync($"/tabel/{id}/perubahan.csv?dari=1&ke=2", Ct);
        Assert.Contains("Gelumbang;2024;1000;;1500;;berubah", csv);
        Assert.StartsWith("PK", (await _visitor.GetStringAsync($"/tabel/{id}/perubahan.xlsx", Ct))[..2]);

        var old = await _visitor.GetStringAsync($"/tabel/{id}/versi/1", Ct);
        Assert.Contains("Versi lama", old);
        Assert.Contains("1.000", old);
        Assert.Contains("noindex", old);
        Assert.Contains("1000", await _visitor.GetStringAsync($"/tabel/{id}/versi/1.csv", Ct));
        foreach (var format in new[] { "xlsx", "json", "pdf", "ods" })
        {
            Assert.Equal(HttpStatusCode.OK, (await _visitor.GetAsync($"/tabel/{id}/versi/1.{format}", Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/2", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/perubahan?dari=7&ke=9", Ct)).StatusCode);

        await PostAsync($"/petugas/tabel/{id}", "Sembunyikan", ("versi", "1"));
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/1", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/perubahan.csv?dari=1&ke=2", Ct)).StatusCode);
    }

    [Fact]
    public async Task Figures_taken_back_stay_out_of_sight_when_the_table_returns_with_others()
    {
        var id = await PublishedAsync("Penduduk uji tarik, 2024–2025");
        var catalog = _portal.Get<CatalogDesk>();
        await catalog.WithdrawAsync(id, new("Memuat angka yang tidak boleh terbit."), null, Ct);
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await CorrectedAsync(id);
        await catalog.RestoreAsync(id, Ct);
        Assert.Equal(HttpStatusCode.OK, (await _visitor.GetAsync($"/tabel/{id}", Ct)).StatusCode);
        foreach (var path in new[] { "versi/1", "versi/1.csv", "perubahan.csv?dari=1&ke=2" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/{path}", Ct)).StatusCode);
        }

        Assert.Contains("belum pernah diubah", await _visitor.GetStringAsync($"/tabel/{id}/perubahan", Ct));
        Assert.True(Assert.Single((await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Earlier) is { WasPublic: true, IsHidden: true });
    }

    [Fact]
    public async Task What_a_draft_held_before_it_was_published_is_no_public_version()
    {
        var id = await DraftAsync("Penduduk uji konsep, 2024–2025");
        await CorrectedAsync(id);
        await StaffTablesTests.PostAsync(_staff, $"/petugas/tabel/{id}", "Terbitkan");
        Assert.Contains("belum pernah diubah", await _visitor.GetStringAsync($"/tabel/{id}/perubahan", Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync($"/tabel/{id}/versi/1", Ct)).StatusCode);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_when_the_preview_is_made_again()
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", First);
        var posted = await PostAsync(preview, "Perbarui", ("Form.Title", "Judul setengah jadi"), ("Form.Dimensions[0].Code", "wilayah"), ("Form.Dimensions[0].Label", "Kecamatan kita"), ("Form.Dimensions[0].Role", "Region"),
            ("Form.Dimensions[0].IsWhole", "true"), ("Form.Dimensions[0].Total", "1603"), ("Form.Dimensions[0].Categories[0].Code", "1603090"), ("Form.Dimensions[0].Categories[0].To", "G1"), ("Form.Dimensions[0].Categories[0].Label", "Gelumbang Raya"));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.Contains("Judul setengah jadi", page);
        Assert.Contains("Kecamatan kita", page);
        Assert.Contains("value=\"G1\"", page);
        Assert.Contains("Gelumbang Raya", page);
    }

    [Fact]
    public async Task A_table_of_many_categories_can_be_seen_changed_and_saved()
    {
        var rows = string.Concat(Enumerable.Range(1, 900).Select(at => $"Desa Uji {at:000};{at * 7 % 1000 + 1};{at * 11 % 1000 + 1};{at * 13 % 1000 + 1}\n"));
        var preview = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", "Desa;Laki-laki;Perempuan;Anak\n" + rows);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.Contains("700 kategori lain dipakai seperti dipahami", page);
        (string, string)[] typed = [("Form.Title", "Desa uji"), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2026"), ("Form.Dimensions[0].Code", "desa"), ("Form.Dimensions[0].Label", "Desa"), ("Form.Dimensions[0].Role", "Other"),
            .. Enumerable.Range(0, 200).SelectMany(at => new[] { "Code", "To", "Label", "English", "Unit", "UnitEnglish", "Decimals" }.Select(field => ($"Form.Dimensions[0].Categories[{at}].{field}", field switch { "Code" => $"desa-uji-{at + 1:000}", "To" => $"d{at}", "Label" => $"Desa {at}", _ => "" })))];
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), .. typed]);
        Assert.True(saved.StatusCode is HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(Ct));
        var table = await _portal.Get<TableShelf>().FindAsync(saved.Headers.Location!.ToString().Split('?')[0].Split('/')[^1], Ct);
        Assert.Equal(("d7", "desa-uji-900"), (table!.Cube.Dimensions[0].Categories[7].Code, table.Cube.Dimensions[0].Categories[899].Code));
    }

    [Fact]
    public async Task A_category_misspelt_this_year_is_asked_and_the_answer_remembered()
    {
        const string crops = "Komoditas;2024;2025\nBayam;1.000;1.010\nKangkung;2.000;2.020\nKacang panjang;3.000;3.030\n";
        var id = await DraftAsync("Sayuran uji salah ketik, 2024–2025", crops);
        var typo = "Komoditas;2025;2026\nBayam;1.010;1.020\nKangkong;2.020;2.040\nKacang panjang;3.030;3.060\n";
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", typo);
        var page = await _staff.GetStringAsync(preview, Ct);
        Assert.DoesNotContain("Berkas ini cocok", page);
        Assert.Contains("mungkin: Kangkung", page);

        (string, string)[] typed = [("Form.Title", "Sayuran uji salah ketik, 2024–2026"), ("Form.Source", "Uji"), ("Form.Subject", "557"), ("Form.Period", "2024–2026"), ("Form.Mode", "AppendPeriods"), ("Form.Kind", "Release"), ("Form.Why", "2026 ditambahkan.")];
        var refused = await (await _staff.SubmitAsync(preview, typed)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("tentukan apa yang dimaksud dengan", WebUtility.HtmlDecode(refused));
        var saved = await _staff.SubmitAsync(preview, [.. typed, ("Form.Dimensions[0].Code", "komoditas"), ("Form.Dimensions[0].Label", "Komoditas"), ("Form.Dimensions[0].Role", "Other"),
            ("Form.Dimensions[0].Categories[0].Code", "kangkong"), ("Form.Dimensions[0].Categories[0].To", "kangkung"), ("Form.Dimensions[0].Categories[0].Label", "Kangkung")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var again = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", typo.Replace("2026", "2027").Replace("2025", "2026"));
        Assert.DoesNotContain("mungkin: Kangkung", await _staff.GetStringAsync(again, Ct));
        var table = await _portal.Get<TableShelf>().FindAsync(id, Ct);
        Assert.Equal(2040, Value(table!.Cube, "kangkung", "2026"));
    }

    [Fact]
    public async Task Uploads_nobody_finished_are_forgotten_after_their_days()
    {
        var old = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", First);
        _portal.Clock.Advance(TimeSpan.FromDays(89));
        var recent = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", First);
        _portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await _portal.Get<UploadCollector>().CollectAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await _staff.GetAsync(old, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _staff.GetAsync(recent, Ct)).StatusCode);
    }
}
