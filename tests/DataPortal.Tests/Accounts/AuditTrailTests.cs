using System.Net;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Accounts;

public sealed class AuditTrailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<HttpClient> FilledAsync(Portal portal, int lines)
    {
        await portal.AddAsync("kepala@contoh.go.id", Role.OfficeHead);
        for (var at = 0; at < lines; at++)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await portal.Store.CommitAsync([portal.Get<AuditTrail>().Entry("test.done", StaffQueries.Collection, $"dok-{at}", at == 0 ? "=HYPERLINK(\"x\")" : $"baris {at};")], Ct);
        }

        return await portal.SignedInAsync("kepala@contoh.go.id");
    }

    [Fact]
    public void A_line_can_be_neither_changed_nor_deleted()
    {
        var line = new AuditEntry { Id = "1", At = default, Actor = "a", Action = "b", Collection = "c", DocumentId = "d", Version = 1 };

        Assert.Throws<InvalidOperationException>(() => AuditTrail.Collection.Replace(line));
        Assert.Throws<InvalidOperationException>(() => AuditTrail.Collection.Delete(line));
    }

    [Fact]
    public async Task It_is_read_page_by_page_latest_first_without_loss()
    {
        using var portal = Office.Open();
        var browser = await FilledAsync(portal, 120);
        List<string> seen = [];
        for (string? path = "/petugas/jejak?tindakan=test."; path is not null;)
        {
            var page = WebUtility.HtmlDecode(await browser.GetStringAsync(path, Ct));
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page, @">staff/(dok-\d+)<").Select(match => match.Groups[1].Value));
            path = System.Text.RegularExpressions.Regex.Match(page, "rel=\"next\" href=\"([^\"]+)\"") is { Success: true } next ? next.Groups[1].Value : null;
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await portal.Store.CommitAsync([portal.Get<AuditTrail>().Entry("test.done", StaffQueries.Collection, "baru")], Ct);
        }

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(at => $"dok-{at}"), seen);
    }

    [Fact]
    public async Task It_is_searched_by_person_document_and_day()
    {
        using var portal = Office.Open();
        var browser = await FilledAsync(portal, 3);
        var head = (await portal.Store.ListAsync(StaffQueries.Everyone(), Ct))[0];

        Assert.Contains("dok-1", await browser.GetStringAsync("/petugas/jejak?dokumen=staff/dok-1", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("dok-2", await browser.GetStringAsync("/petugas/jejak?dokumen=staff/dok-1", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("dok-2", await browser.GetStringAsync($"/petugas/jejak?pelaku={head.Id}", Ct), StringComparison.Ordinal);
        Assert.Contains("dok-2", await browser.GetStringAsync("/petugas/jejak?dari=2026-11-16&sampai=2026-11-16", Ct), StringComparison.Ordinal);
        Assert.Contains("Tidak ada catatan", await browser.GetStringAsync("/petugas/jejak?dari=2026-11-17", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_export_is_harmless_in_a_spreadsheet_and_stands_in_it()
    {
        using var portal = Office.Open();
        var browser = await FilledAsync(portal, 2);
        var answer = await browser.GetAsync("/petugas/jejak?tindakan=test.&format=csv", Ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"baris 1;\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", lines[2], StringComparison.Ordinal);
        Assert.Equal("Nama kepala@contoh.go.id", Assert.Single(await portal.TrailAsync("audit.exported")).Actor);
    }

    [Fact]
    public async Task It_holds_no_secret_of_a_whole_working_day()
    {
        using var portal = Office.Open();
        var staff = await portal.AddAsync("rina@contoh.go.id", Role.SystemAdmin);
        var browser = await portal.SignedInAsync("rina@contoh.go.id");
        var (key, codes) = await portal.SetSecondFactorAsync(browser);
        await browser.PressAsync($"/petugas/pengguna/{staff.Id}", "Tautan");
        await portal.Browser().SignInAsync("rina@contoh.go.id", "sandi yang keliru sekali");
        var all = string.Join('\n', await portal.Store.ListAsync(AuditTrail.Collection.All(), Ct));

        Assert.DoesNotContain("tautan=", all, StringComparison.Ordinal);
        foreach (var secret in codes.Append(key).Append(Office.Password).Append("keliru"))
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }
}
