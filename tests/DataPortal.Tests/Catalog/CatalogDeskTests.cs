using System.Text;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Procedures;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

public sealed class CatalogDeskTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CatalogDesk Desk => portal.Get<CatalogDesk>();

    [Fact]
    public async Task A_draft_becomes_public_only_when_nothing_is_missing()
    {
        var draft = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new("Statistik uji terbit"), "519"), Ct);
        var refused = await Assert.ThrowsAsync<ItemIncompleteException>(() => Desk.PublishAsync(draft.Id, Ct));
        Assert.Equal(["berkas PDF"], refused.Missing);

        var file = await Desk.KeepAsync(new MemoryStream("%PDF-1.7 uji"u8.ToArray()), "Statistik uji.pdf", Ct);
        await Desk.EditAsync(draft.Id, draft.Version, item => item with { Files = [file] }, Ct);
        var published = await Desk.PublishAsync(draft.Id, Ct);

        Assert.Equal(ItemState.Published, published.State);
        Assert.Equal("/publikasi/statistik-uji-terbit", published.Path);
        Assert.Contains(await portal.Store.ListAsync(CatalogQueries.PublicWithFile(file.Hash), Ct), item => item.Id == draft.Id);
    }

    [Fact]
    public async Task Two_items_of_one_title_get_two_addresses()
    {
        var first = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new("Judul yang sama"), "519"), Ct);
        var second = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new("Judul yang sama"), "519"), Ct);
        Assert.Equal((first.Id, first.Id + "-2"), ("judul-yang-sama", second.Id));
    }

    [Fact]
    public async Task A_title_as_long_as_the_office_writes_them_is_no_obstacle()
    {
        var title = new Bilingual("Jumlah penduduk menurut kelompok umur, jenis kelamin, dan kecamatan di Kabupaten Muara Enim, Provinsi Sumatera Selatan, 2020 sampai 2026");
        var draft = await Desk.CreateAsync(Desk.New(ItemKind.Publication, title, "519"), Ct);
        var marks = await portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", draft.Id), Ct);
        Assert.Equal([Mark.Ready, Mark.Started], marks.Select(mark => mark.Mark).Order());
    }

    [Fact]
    public async Task A_draft_thrown_away_does_not_bar_its_title()
    {
        var first = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new("Dibuang lalu dibuat lagi"), "519"), Ct);
        await Desk.DiscardAsync(first.Id, Ct);
        var second = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new("Dibuang lalu dibuat lagi"), "519"), Ct);
        Assert.Equal(first.Id + "-2", second.Id);
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_overwritten()
    {
        var draft = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new("Disunting dua orang"), "519"), Ct);
        await Desk.EditAsync(draft.Id, draft.Version, item => item with { Period = "2025" }, Ct);
        await Assert.ThrowsAsync<ItemChangedException>(() => Desk.EditAsync(draft.Id, draft.Version, item => item with { Period = "2026" }, Ct));
        Assert.Equal("2025", (await portal.Store.FindAsync(CatalogQueries.Items, draft.Id, Ct))!.Period);
    }

    [Fact]
    public async Task Withdrawing_says_why_and_takes_the_file_from_the_public()
    {
        var item = await PublishedAsync("Akan ditarik");
        var withdrawn = await Desk.WithdrawAsync(item.Id, new("Ada kesalahan pada tabel 3.1."), null, Ct);
        Assert.Equal("Ada kesalahan pada tabel 3.1.", withdrawn.WithdrawnReason!.Id);
        Assert.DoesNotContain(await portal.Store.ListAsync(CatalogQueries.PublicWithFile(item.Files[0].Hash), Ct), found => found.Id == item.Id);

        var restored = await Desk.RestoreAsync(item.Id, Ct);
        Assert.Equal((ItemState.Published, item.PublishedAt), (restored.State, restored.PublishedAt));
        await Assert.ThrowsAsync<ItemStateException>(() => Desk.RestoreAsync(item.Id, Ct));
    }

    [Fact]
    public async Task Every_act_leaves_an_audit_line_and_step_1_its_marks()
    {
        var item = await PublishedAsync("Berjejak");
        var lines = await portal.Store.ListAsync(AuditTrail.Collection.Where("document", $"catalog_items/{item.Id}"), Ct);
        Assert.Equal(["item.drafted", "item.edited", "item.published"], lines.Select(line => line.Action).Order());

        var marks = await portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", item.Id), Ct);
        Assert.Equal([Mark.Ready, Mark.Started, Mark.Done], marks.Select(mark => mark.Mark).Order());
        Assert.Contains(marks, mark => mark is { Step: "1", Cause: "catalog.item.published", Mark: Mark.Done });
    }

    [Theory]
    [InlineData("halaman.html", "<!doctype html><script>alert(1)</script>")]
    [InlineData("gambar.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("data.csv", "  <script>alert(1)</script>")]
    [InlineData("dokumen.pdf", "<html><!-- %PDF-1.7 --><script>")]
    [InlineData("program.exe", "MZ\u0001\u0002")]
    [InlineData("kosong.pdf", "")]
    public async Task A_file_that_is_not_what_it_says_is_refused(string name, string content) =>
        await Assert.ThrowsAsync<FileRefusedException>(() => Desk.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, Ct));

    [Theory]
    [InlineData("../../etc/Laporan “2026”.PDF", FileKinds.Pdf, "Laporan “2026”.pdf")]
    [InlineData("a\r\nb.pdf", FileKinds.Pdf, "ab.pdf")]
    [InlineData("data.txt", FileKinds.Csv, "data.csv")]
    [InlineData("...", FileKinds.Zip, "berkas.zip")]
    public void A_file_keeps_its_name_without_what_does_harm(string name, string type, string expected) => Assert.Equal(expected, FileKinds.SafeName(name, type));

    [Theory]
    [InlineData("Jumlah Penduduk, 2026", "jumlah-penduduk-2026")]
    [InlineData("  Café: à la carte!  ", "cafe-a-la-carte")]
    [InlineData("😀", "tanpa-judul")]
    public void An_address_is_readable(string title, string expected) => Assert.Equal(expected, Slug.Of(title));

    private async Task<CatalogItem> PublishedAsync(string title)
    {
        var draft = await Desk.CreateAsync(Desk.New(ItemKind.Publication, new(title), "519"), Ct);
        var file = await Desk.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes("%PDF-1.7 " + title)), "berkas.pdf", Ct);
        await Desk.EditAsync(draft.Id, null, item => item with { Files = [file] }, Ct);
        return await Desk.PublishAsync(draft.Id, Ct);
    }
}
