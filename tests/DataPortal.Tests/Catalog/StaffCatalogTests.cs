using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Catalog.Staff;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

public sealed partial class StaffCatalogTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publication_goes_from_draft_to_the_public()
    {
        var staff = portal.Staff(Role.WebAdmin);
        var made = await staff.SubmitAsync("/petugas/katalog/baru", ("Form.Kind", "Publication"), ("Form.Title", "Statistik kelapa 2026"), ("Form.Subject", "557"));
        Assert.Equal((HttpStatusCode.Redirect, "/petugas/katalog/statistik-kelapa-2026?pesan=dibuat"), (made.StatusCode, made.Headers.Location!.OriginalString));

        const string address = "/petugas/katalog/statistik-kelapa-2026";
        var saved = await UploadAsync(staff, address, "laporan.pdf", "%PDF-1.7 kelapa"u8.ToArray(), ("Form.TitleId", "Statistik kelapa 2026"), ("Form.Subject", "557"), ("Form.Years", "2024-2026"), ("Form.Issn", "0215-6504"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var item = (await portal.Store.FindAsync(CatalogQueries.Items, "statistik-kelapa-2026", Ct))!;
        Assert.Equal([2024, 2025, 2026], item.Years);
        Assert.Equal("laporan.pdf", Assert.Single(item.Files).Name);

        Assert.Contains("Pratinjau", await staff.GetStringAsync(address + "/pratinjau", Ct), StringComparison.Ordinal);
        await staff.SubmitAsync($"{address}?handler=Publish");
        Assert.Contains("Statistik kelapa 2026", await portal.Browser().GetStringAsync("/publikasi/statistik-kelapa-2026", Ct), StringComparison.Ordinal);
        Assert.Contains("Statistik kelapa 2026", await staff.GetStringAsync("/petugas/katalog?q=kelapa&keadaan=Published", Ct), StringComparison.Ordinal);

        await staff.SubmitAsync($"{address}?handler=Withdraw", ("reason", "Salah cetak."));
        Assert.Equal(HttpStatusCode.Gone, (await portal.Browser().GetAsync("/publikasi/statistik-kelapa-2026", Ct)).StatusCode);
    }

    [Fact]
    public async Task Every_error_shows_at_once_and_what_was_typed_stays()
    {
        var staff = portal.Staff(Role.WebAdmin);
        await staff.SubmitAsync("/petugas/katalog/baru", ("Form.Kind", "Publication"), ("Form.Title", "Banyak salah"), ("Form.Subject", "557"));
        var answer = await UploadAsync(staff, "/petugas/katalog/banyak-salah", "jahat.pdf", Encoding.UTF8.GetBytes("<svg onload=alert(1)>"),
            ("Form.TitleId", "Banyak salah <b>"), ("Form.Subject", "557"), ("Form.Years", "duaribu"), ("Form.Issn", "0215-6505"), ("Form.Pages", "seratus"));
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Tulis tahun seperti 2026", page, StringComparison.Ordinal);
        Assert.Contains("ISSN terdiri atas delapan angka", page, StringComparison.Ordinal);
        Assert.Contains("Tulis banyaknya halaman dengan angka saja.", page, StringComparison.Ordinal);
        Assert.Contains("Berkas ini bukan PDF", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Banyak salah &lt;b&gt;\"", page, StringComparison.Ordinal);
        Assert.Equal("Banyak salah", (await portal.Store.FindAsync(CatalogQueries.Items, "banyak-salah", Ct))!.Title.Id);
    }

    [Fact]
    public async Task A_draft_publishes_itself_at_its_moment()
    {
        await using var own = new Portal();
        var desk = own.Get<CatalogDesk>();
        var draft = await desk.CreateAsync(desk.New(ItemKind.PressRelease, new("Rilis terjadwal"), "536") with { ReleaseNumber = "No. 1", ReleaseDay = new(2026, 11, 17), Body = new("Isi.") }, Ct);
        var answer = await own.Staff(Role.WebAdmin).SubmitAsync($"/petugas/katalog/{draft.Id}?handler=Schedule", ("at", "2026-11-17T11:00"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var publisher = own.Get<ScheduledPublisher>();
        own.Clock.Set(new(2026, 11, 17, 10, 59, 59, TimeSpan.FromHours(7)));
        await publisher.DoDueAsync(Ct);
        Assert.Equal(ItemState.Draft, (await own.Store.FindAsync(CatalogQueries.Items, draft.Id, Ct))!.State);
        own.Clock.Set(new(2026, 11, 17, 11, 0, 0, TimeSpan.FromHours(7)));
        await publisher.DoDueAsync(Ct);
        Assert.Equal(ItemState.Published, (await own.Store.FindAsync(CatalogQueries.Items, draft.Id, Ct))!.State);
    }

    [Fact]
    public async Task The_release_calendar_is_kept_by_staff()
    {
        var staff = portal.Staff(Role.WebAdmin);
        var bad = await staff.SubmitAsync("/petugas/katalog/rencana", ("Form.TitleId", ""), ("Form.Time", "siang"));
        var page = await bad.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Pilih tanggal terbit.", page, StringComparison.Ordinal);
        Assert.Contains("Tulis jam seperti 11.00.", page, StringComparison.Ordinal);

        var saved = await staff.SubmitAsync("/petugas/katalog/rencana", ("Form.TitleId", "Rencana uji petugas"), ("Form.Day", "2026-12-10"), ("Form.Time", "11.00"), ("Form.Subject", "557"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Rencana uji petugas", await portal.Browser().GetStringAsync("/rencana-terbit", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/petugas/katalog")]
    [InlineData("/petugas/katalog/baru")]
    [InlineData("/petugas/katalog/rencana")]
    [InlineData("/petugas/katalog/pencarian")]
    public async Task Strangers_and_other_roles_stay_outside(string address)
    {
        Assert.NotEqual(HttpStatusCode.OK, (await portal.Browser().GetAsync(address, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Staff(Role.Treasurer).GetAsync(address, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Staff(Role.WebAdmin).GetAsync(address, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("2026", new[] { 2026 })]
    [InlineData("2021-2023", new[] { 2021, 2022, 2023 })]
    [InlineData("2023, 2020", new[] { 2020, 2023 })]
    [InlineData("", new int[0])]
    public void Years_are_read_as_people_write_them(string text, int[] expected) => Assert.Equal(expected, ItemForm.ReadYears(text));

    [Theory]
    [InlineData("20")]
    [InlineData("2026-2021")]
    [InlineData("1-2-3")]
    [InlineData("abad 21")]
    public void Years_nobody_can_read_are_refused(string text) => Assert.Null(ItemForm.ReadYears(text));

    [Theory]
    [InlineData("2434-561X", true)]
    [InlineData("2434-5611", false)]
    [InlineData("0378-5955", true)]
    public void An_issn_has_its_check_digit(string text, bool expected) => Assert.Equal(expected, StandardNumbers.IsIssn(text));

    [Theory]
    [InlineData("978-0-306-40615-7", true)]
    [InlineData("978-0-306-40615-8", false)]
    public void An_isbn_has_its_check_digit(string text, bool expected) => Assert.Equal(expected, StandardNumbers.IsIsbn(text));

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient staff, string address, string name, byte[] content, params (string Name, string Value)[] fields)
    {
        var page = await staff.GetStringAsync(address, Ct);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "Form.File", name } };
        foreach (var (field, value) in fields.Append(("__RequestVerificationToken", Token().Match(page).Groups[1].Value)).Append(("Form.Version", Version().Match(page).Groups[1].Value)))
        {
            form.Add(new StringContent(value), field);
        }

        return await staff.PostAsync(address, form, Ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Form.Version\" value=\"([^\"]+)\"")]
    private static partial Regex Version();
}
