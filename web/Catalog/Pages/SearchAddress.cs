using System.Globalization;
using System.Text;
using DataPortal.Catalog.Search;

namespace DataPortal.Catalog.Pages;

/// <summary>A search as it stands in an address: <c>q, jenis, subjek, wilayah, tahun, urut, hal</c>. What cannot be read is left out.</summary>
public static class SearchAddress
{
    public const int DeepestPage = 500;

    public static SearchRequest Read(IQueryCollection query) => new()
    {
        Text = query["q"].FirstOrDefault()?.Trim() ?? "",
        Kinds = [.. query["jenis"].Select(KindOf).OfType<ItemKind>().Distinct()],
        Subjects = Few(query["subjek"]),
        Regions = Few(query["wilayah"]),
        Years = [.. query["tahun"].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? (int?)year : null).OfType<int>().Distinct().Take(50)],
        Order = query["urut"].FirstOrDefault() switch
        {
            "terbaru" => SearchOrder.Newest,
            "judul" => SearchOrder.Title,
            _ => SearchOrder.Relevance,
        },
        Page = int.TryParse(query["hal"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, DeepestPage) : 1,
    };

    /// <summary>The kind by the first part of its address, or null.</summary>
    public static ItemKind? KindOf(string? folder) => Enum.GetValues<ItemKind>().Where(kind => kind.Folder() == "/" + folder).Select(kind => (ItemKind?)kind).FirstOrDefault();

    /// <summary>The address of a search, with <c>~</c> before the path.</summary>
    /// <param name="kinds">Whether the kinds are part of the query; not where the path names the kind.</param>
    public static string Write(string path, SearchRequest request, bool kinds = true)
    {
        var address = new StringBuilder("~").Append(path);
        Add("q", request.Text);
        foreach (var kind in kinds ? request.Kinds : [])
        {
            Add("jenis", kind.Folder()[1..]);
        }

        foreach (var subject in request.Subjects)
        {
            Add("subjek", subject);
        }

        foreach (var region in request.Regions)
        {
            Add("wilayah", region);
        }

        foreach (var year in request.Years)
        {
            Add("tahun", year.ToString(CultureInfo.InvariantCulture));
        }

        Add("urut", request.Order switch
        {
            SearchOrder.Newest => "terbaru",
            SearchOrder.Title => "judul",
            _ => "",
        });
        Add("hal", request.Page > 1 ? request.Page.ToString(CultureInfo.InvariantCulture) : "");
        return address.ToString();

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                address.Append(address.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    private static List<string> Few(IEnumerable<string?> values) => [.. values.OfType<string>().Where(value => value.Length is > 0 and <= 20).Distinct().Take(50)];
}
