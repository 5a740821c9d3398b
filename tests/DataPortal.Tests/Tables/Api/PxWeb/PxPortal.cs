using System.Net;
using System.Text;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Api.PxWeb;

/// <summary>A portal with one published table whose figures can be reckoned by heart, one draft, one waiting for its minute, and one that was taken back.</summary>
public sealed class PxPortal : IAsyncLifetime
{
    public const string V2 = "/api/pxweb/v2";
    public const string Table = "panen";

    /// <summary>Region × sex × measure × year: a cell is region·1000 + sex·100 + measure·10 + year, counted from 0.</summary>
    public static Cube Harvest { get; } = Make(
        new("wilayah", new("Kecamatan", "Subdistrict"), DimensionRole.Region, [
            new("1603010", new("Semendo", "Semendo")), new("1603020", new("Tanjung, Agung")), new("1603,x", new("Aneh")), new("1603[y]", new("Aneh juga"))])
        {
            Elimination = new(null),
            Groupings =
            [
                new("arah", new("Arah", "Direction"), GroupingKind.Aggregation, [new("barat", new("Barat", "West"), ["1603010", "1603020"]), new("semua", new("Semua", "All"), ["1603010", "1603020", "1603,x", "1603[y]"])]),
                new("biasa", new("Biasa", "Plain"), GroupingKind.ValueSet, [new("1603010", new("Semendo"), ["1603010"]), new("1603020", new("Tanjung Agung"), ["1603020"])]),
            ],
        },
        new("jk", new("Jenis kelamin", "Sex"), DimensionRole.Other, [new("t", new("Jumlah", "Total"), IsTotal: true), new("l", new("Laki-laki", "Male")), new("p", new("Perempuan", "Female"))]) { Elimination = new("t") },
        new("isi", new("Isi", "Contents"), DimensionRole.Measure, [new("luas", new("Luas", "Area"), Unit: new("ha", "ha"), Decimals: 1), new("hasil", new("Hasil", "Yield"), Unit: new("ton", "tonnes"), Notes: [2])]),
        new("tahun", new("Tahun", "Year"), DimensionRole.Time, [new("2024", new("2024")), new("2026", new("2026")), new("2025", new("2025"))]));

    public Dictionary<string, string> Settings { get; init; } = [];

    public Portal Portal { get; private set; } = null!;

    public HttpClient Browser { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Portal = new() { Settings = Settings };
        Browser = Portal.Browser();
        await KeepAsync(Table, ItemState.Published, "519");
        await KeepAsync("rahasia", ItemState.Draft, "519");
        await KeepAsync("besok", ItemState.Draft, "557");
        await KeepAsync("lama", ItemState.Withdrawn, "519");
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    public async Task KeepAsync(string id, ItemState state, string subject, Cube? cube = null)
    {
        cube ??= Harvest;
        using var file = new MemoryStream();
        var text = new TableText
        {
            Title = new($"Panen {id}", $"Harvest {id}"),
            Unit = new("ha"),
            Source = new("BPS", "BPS-Statistics"),
            Period = "2024–2026",
            Notes = [new("Catatan tabel.", "Table note.", Mandatory: true), new("Catatan hasil.", "Yield note."), new("Sel aneh.", "Odd cell.") { Cells = new Dictionary<string, string> { ["jk"] = "l", ["tahun"] = "2024" } }],
            OwnSymbols = [],
        };
        CubeFile.Write(file, cube, text);
        file.Position = 0;
        var now = Portal.Clock.GetUtcNow();
        var kept = await Portal.Get<IFileStore>().PutAsync(file, "v1.cube", CubeFile.MediaType, long.MaxValue, default);
        await Portal.Store.CommitAsync(
        [
            TableQueries.Tables.Insert(new() { Id = id, Text = text with { UpdatedAt = now }, Current = new(1, kept, null, now, "tes", cube.Length), Rows = ["wilayah"], Columns = ["isi", "tahun"] }),
            CatalogQueries.Items.Insert(new()
            {
                Id = id, Kind = ItemKind.Table, State = state, Title = text.Title, Subject = subject, CreatedAt = now, UpdatedAt = now, HasFigures = true,
                PublishedAt = state is ItemState.Draft ? null : now, PublishAt = id == "besok" ? now.AddHours(1) : null, Years = [2024, 2025, 2026],
            }),
        ], default);
    }

    public async Task<(HttpStatusCode Status, string Type, string Body)> GetAsync(string address)
    {
        using var answer = await Browser.GetAsync(new Uri(address, UriKind.Relative), Ct);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task<(HttpStatusCode Status, string Type, string Body)> PostAsync(string address, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await Browser.PostAsync(new Uri(address, UriKind.Relative), content, Ct);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task<JsonElement> JsonAsync(string address)
    {
        var (status, type, body) = await GetAsync(address);
        Assert.True(status is HttpStatusCode.OK, $"{address}: {status} {body}");
        Assert.Equal("application/json", type);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The figures of a JSON-stat answer; NaN for null.</summary>
    public async Task<double[]> FiguresAsync(string query) => Figures(await JsonAsync($"{V2}/tables/{Table}/data?{query}"));

    public static double[] Figures(JsonElement dataset) => [.. dataset.GetProperty("value").EnumerateArray().Select(value => value.ValueKind is JsonValueKind.Null ? double.NaN : value.GetDouble())];

    public static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(one => one.ToString())];

    public static Cube Make(params Dimension[] dimensions)
    {
        var count = dimensions.Aggregate(1, (product, dimension) => product * dimension.Categories.Count);
        var cube = new Cube { Dimensions = dimensions, Values = new double[count], Status = new CellStatus[count] };
        for (var at = 0; at < count; at++)
        {
            var (rest, weight) = (at, 1.0);
            for (var d = dimensions.Length - 1; d >= 0; d--)
            {
                cube.Values[at] += rest % dimensions[d].Categories.Count * weight;
                rest /= dimensions[d].Categories.Count;
                weight *= 10;
            }
        }

        return cube;
    }
}
