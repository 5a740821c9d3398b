using DataPortal.Catalog;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Requests;

/// <summary>A published item as requests show it.</summary>
public sealed record PublishedItem(string Id, string Title, string Path, string Kind, string Period, bool IsSample)
{
    public AttachedItem Attached => new(Id, Title, Path);
}

/// <summary>The catalogue as requests need it: what may answer before one asks, what an officer may attach, the subjects.</summary>
public sealed class PublishedItems(CatalogSearch search, Subjects subjects)
{
    /// <summary>Words that say nothing about which table is meant.</summary>
    private static readonly HashSet<string> _weak = new(StringComparer.OrdinalIgnoreCase)
    {
        "data", "jumlah", "tahun", "menurut", "kabupaten", "kota", "kecamatan", "muara", "enim", "sumatera", "selatan", "provinsi", "terakhir", "untuk", "dengan",
        "saya", "mohon", "tentang", "number", "total", "regency", "district", "years", "year", "about", "please", "statistik", "angka",
    };

    public IReadOnlyList<SelectListItem> Subjects
    {
        get
        {
            var groups = new Dictionary<string, SelectListGroup>();
            return [.. subjects.All.Select(subject =>
            {
                var group = subject.Group.ToString();
                groups.TryAdd(group, new() { Name = group });
                return new SelectListItem(subject.Name.ToString(), subject.Code) { Group = groups[group] };
            })];
        }
    }

    public string? SubjectName(string? code) => code is null ? null : subjects.Name(code);

    public async Task<PublishedItem?> FindAsync(string? id, CancellationToken ct) =>
        id is { Length: > 0 and <= 128 } && await search.FindAsync(id, ct) is { } item ? Of(item) : null;

    /// <summary>Best first: what has all the words, else what shares some telling ones in its title.</summary>
    /// <param name="shared">How many telling words it must share at least: two do not waste a visitor's time, one may help an officer.</param>
    public async Task<IReadOnlyList<PublishedItem>> LikeAsync(string? words, int most, int shared, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Trim().Length < 4)
        {
            return [];
        }

        var found = await search.SearchAsync(new SearchRequest { Text = words.Length > 300 ? words[..300] : words, Size = most, Beginnings = false }, ct);
        if (found.Hits.Count > 0)
        {
            return [.. found.Hits.Select(hit => Of(hit.Item))];
        }

        var telling = Telling(words);
        return [.. found.Nearby.Where(item => Telling($"{item.Title.Id} {item.Title.En} {string.Join(' ', item.Tags)}").Count(telling.Contains) >= Math.Clamp(telling.Count, 1, shared)).Take(most).Select(Of)];
    }

    private static HashSet<string> Telling(string text) => [.. text.ToLowerInvariant()
        .Split([.. " \t\r\n,.;:/()\"'?!–-“”"], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= 4 && !char.IsAsciiDigit(word[0]) && !_weak.Contains(word))];

    private static PublishedItem Of(CatalogItem item) => new(item.Id, item.Title.ToString(), item.Path, item.Kind.Name(), item.Period, item.IsSample);
}
