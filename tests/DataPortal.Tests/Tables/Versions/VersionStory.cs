using System.Globalization;
using System.Net;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Versions;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Versions;

/// <summary>What the stories of a table's versions share: a portal of their own, for its clock moves, and what the office does in them.</summary>
public abstract class VersionStory : IAsyncLifetime
{
    private protected const string First = "Kecamatan;2024;2025\nGelumbang;1.000;1.010\nLembak;2.000;2.020\nRambang;3.000;3.030\nJumlah;6.000;6.060\n";

    // Another order of rows and columns, another spelling, and a year more.
    private protected const string Next = "2026;Kec.;2025\n3.061;KEC. RAMBANG;3.030\n1.021;KEC. GELUMBANG;1.010\n2.041;KEC. LEMBAK;2.020\n6.123;JUMLAH;6.060\n";

    private protected readonly Portal _portal;
    private protected HttpClient _staff = null!;
    private protected HttpClient _visitor = null!;

    private protected VersionStory() => _portal = new();

    private protected VersionStory(Portal portal) => (_portal, _staff, _visitor) = (portal, portal.Staff(Role.WebAdmin), portal.Browser());

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        (_staff, _visitor) = (_portal.Staff(Role.WebAdmin), _portal.Browser());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _portal.DisposeAsync();
    }

    private protected async Task<FileReference> OriginalAsync(string id) => (await _portal.Store.FindAsync(TableQueries.Tables, id, Ct))!.Current.Original!;

    // One year of one region, with a symbol of the file's own.
    private protected async Task<NewVersion> MarkedAsync(string id, string year, string mark, DateTimeOffset? at)
    {
        var table = (await _portal.Get<TableShelf>().FindAsync(id, Ct))!;
        var item = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!;
        var incoming = new Cube
        {
            Dimensions = [.. table.Cube.Dimensions.Select(d => d with { Categories = [d.Role is DimensionRole.Time ? new(year, new(year)) : d.Categories[Math.Max(0, d.IndexOf("1603090"))]] })],
            Values = [777],
            Status = [CellStatus.Own1],
        };
        return new()
        {
            Incoming = incoming,
            IncomingText = table.Text with { Notes = [], OwnSymbols = [new(mark, new($"arti {mark}"))] },
            Words = new() { Title = item.Title, Source = item.Source!, Period = item.Period, Subject = item.Subject, Unit = table.Text.Unit },
            Mode = at is null ? UpdateMode.ReplaceCells : UpdateMode.AppendPeriods,
            Kind = VersionKind.Release,
            Why = new("Uji."),
            At = at,
        };
    }

    private protected static double Value(Cube cube, string region, string year) => cube.Values[Cell(cube, region, year)];

    private protected static int Cell(Cube cube, string region, string year)
    {
        var strides = cube.Strides();
        return cube.Dimensions.Select((d, at) => strides[at] * Math.Max(0, d.IndexOf(d.Role is DimensionRole.Time ? year : region))).Sum();
    }

    private protected async Task<string> DraftAsync(string title, string file = First)
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, "/petugas/tabel/unggah", file);
        var page = await _staff.GetStringAsync(preview, Ct);
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), ("Form.Title", title), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2024–2025"), ("Form.Unit", "jiwa")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        return saved.Headers.Location!.ToString().Split('?')[0].Split('/')[^1];
    }

    private protected async Task<string> PublishedAsync(string title)
    {
        var id = await DraftAsync(title);
        await StaffTablesTests.PostAsync(_staff, $"/petugas/tabel/{id}", "Terbitkan");
        return id;
    }

    private protected async Task ScheduledAsync(string id, DateTimeOffset at)
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", Next.Replace("1.021", "98.765").Replace("6.123", "103.867"));
        var page = await _staff.GetStringAsync(preview, Ct);
        var title = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.Title.Id;
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), ("Form.Title", title.Replace("2024–2025", "2024–2026")), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2024–2026"), ("Form.Unit", "jiwa"),
            ("Form.Mode", "AppendPeriods"), ("Form.Kind", "Release"), ("Form.Why", "2026 ditambahkan."), ("Form.PublishAt", at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture))]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("kabar=dijadwalkan", saved.Headers.Location!.ToString());
    }

    private protected async Task CorrectedAsync(string id, params (string Name, string Value)[] more)
    {
        var preview = await StaffTablesTests.UploadAsync(_staff, $"/petugas/tabel/unggah?ganti={id}", "Kecamatan;2024\nGelumbang;1.500\nJumlah;6.500\n");
        var page = await _staff.GetStringAsync(preview, Ct);
        var title = (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct))!.Title.Id;
        (string Name, string Value)[] typed = [("Form.Title", title), ("Form.Source", "Uji"), ("Form.Subject", "519"), ("Form.Period", "2024–2025"), ("Form.Unit", "jiwa"),
            ("Form.Mode", "ReplaceCells"), ("Form.Kind", "Correction"), ("Form.Why", "Salah ketik di Gelumbang."), ("Form.WhyEnglish", "Typing error in Gelumbang.")];
        var saved = await _staff.SubmitAsync(preview, [.. StaffTablesTests.Reasons(page), .. typed.Where(field => more.All(other => other.Name != field.Name)), .. more]);
        Assert.True(saved.StatusCode is HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
    }

    private protected async Task<HttpResponseMessage> PostAsync(string path, string handler, params (string Name, string Value)[] fields)
    {
        var page = await _staff.GetStringAsync(path, Ct);
        var at = page.IndexOf("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"", StringComparison.Ordinal) + 55;
        using var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", page[at..page.IndexOf('"', at)])]);
        return await _staff.PostAsync($"{path}?handler={handler}", content, Ct);
    }
}
