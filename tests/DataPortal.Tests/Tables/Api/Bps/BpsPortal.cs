using System.Text.Json;
using DataPortal.Catalog.Samples;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Api.Bps;

/// <summary>A portal with every sample: tables, publications, press releases, infographics.</summary>
public sealed class BpsPortal : IAsyncLifetime
{
    private Portal? _portal;

    public static FileReference NoFile { get; } = new(new string('0', 64), "uji.csv", "text/csv", 0);

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public Portal Portal => _portal ??= new() { Settings = Settings };

    public async ValueTask InitializeAsync()
    {
        await Portal.Get<TableSamples>().LoadAsync(CancellationToken.None);
        await Portal.Get<ISampleContent>().LoadAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>Two regions in 2025.</summary>
    public static Cube Small(int region, double value) => new()
    {
        Dimensions =
        [
            new("wilayah", new("Wilayah"), DimensionRole.Region, [new(region.ToString(null as IFormatProvider), new("Satu")), new("1604", new("Dua"))]),
            new("tahun", new("Tahun"), DimensionRole.Time, [new("2025", new("2025"))]),
        ],
        Values = [value, double.NaN],
        Status = [CellStatus.Normal, CellStatus.NotAvailable],
    };

    public static TableWords Words(string title) => new() { Title = new(title), Source = new("Uji"), Period = "2025", Subject = "519" };

    public static TablePreview Preview(string title, Cube cube) => new() { FileName = "uji.csv", Title = title, Cube = cube, Rows = ["wilayah"], Columns = ["tahun"] };

    public static Task DraftAsync(Portal portal, string id, string title, Cube cube) =>
        portal.Get<TableDesk>().DraftAsync(null, NoFile, Preview(title, cube), Words(title), id, CancellationToken.None);
}

internal static class Json
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
