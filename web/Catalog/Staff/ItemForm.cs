using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Catalog.Staff;

/// <summary>What staff type of an item. Texts of the staff pages are Indonesian only.</summary>
public sealed class ItemForm : IValidatableObject
{
    private const int LongestTitle = 300;
    private const int LongestSummary = 600;
    private const int LongestBody = 50_000;

    /// <summary>The version the form was filled from.</summary>
    public long Version { get; set; }
    public string? TitleId { get; set; }
    public string? TitleEn { get; set; }
    public string? SummaryId { get; set; }
    public string? SummaryEn { get; set; }
    public string? BodyId { get; set; }
    public string? BodyEn { get; set; }
    public string? Subject { get; set; }
    public string? Region { get; set; }

    /// <summary>Separated by commas.</summary>
    public string? Tags { get; set; }
    public string? Period { get; set; }

    /// <summary><c>2021-2026</c> or <c>2021, 2023</c>.</summary>
    public string? Years { get; set; }
    public string? SourceId { get; set; }
    public string? SourceEn { get; set; }
    public string? Contact { get; set; }
    public string? CatalogueNumber { get; set; }
    public string? PublicationNumber { get; set; }
    public string? Issn { get; set; }
    public string? Isbn { get; set; }
    public string? Pages { get; set; }
    public string? Frequency { get; set; }
    public string? ReleaseNumber { get; set; }
    public DateOnly? ReleaseDay { get; set; }
    public IFormFile? File { get; set; }
    public IFormFile? Cover { get; set; }

    public static ItemForm Of(CatalogItem item) => new()
    {
        Version = item.Version,
        TitleId = item.Title.Id,
        TitleEn = item.Title.En,
        SummaryId = item.Summary?.Id,
        SummaryEn = item.Summary?.En,
        BodyId = item.Body?.Id,
        BodyEn = item.Body?.En,
        Subject = item.Subject,
        Region = item.Region,
        Tags = string.Join(", ", item.Tags),
        Period = item.Period,
        Years = WriteYears(item.Years),
        SourceId = item.Source?.Id,
        SourceEn = item.Source?.En,
        Contact = item.Contact,
        CatalogueNumber = item.CatalogueNumber,
        PublicationNumber = item.PublicationNumber,
        Issn = item.Issn,
        Isbn = item.Isbn,
        Pages = item.Pages?.ToString(CultureInfo.InvariantCulture),
        Frequency = item.Frequency?.ToString(),
        ReleaseNumber = item.ReleaseNumber,
        ReleaseDay = item.ReleaseDay,
    };

    /// <summary>The item with what was typed. Call it on a valid form.</summary>
    public CatalogItem On(CatalogItem item) => item with
    {
        Title = Both(TitleId, TitleEn) ?? item.Title,
        Summary = Both(SummaryId, SummaryEn),
        Body = Both(BodyId, BodyEn),
        Subject = Subject ?? item.Subject,
        Region = string.IsNullOrEmpty(Region) ? item.Region : Region,
        Tags = [.. (Tags ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(30)],
        Period = Trimmed(Period) ?? "",
        Years = ReadYears(Years) ?? [],
        Source = Both(SourceId, SourceEn),
        Contact = Trimmed(Contact),
        CatalogueNumber = Trimmed(CatalogueNumber),
        PublicationNumber = Trimmed(PublicationNumber),
        Issn = Trimmed(Issn),
        Isbn = Trimmed(Isbn),
        Pages = int.TryParse(Pages, NumberStyles.None, CultureInfo.InvariantCulture, out var pages) ? pages : null,
        Frequency = Enum.TryParse<Frequency>(Frequency, out var frequency) ? frequency : null,
        ReleaseNumber = Trimmed(ReleaseNumber),
        ReleaseDay = ReleaseDay,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(TitleId))
        {
            yield return Wrong("Tulis judul dalam bahasa Indonesia.", nameof(TitleId));
        }

        foreach (var (text, limit, name) in new[]
        {
            (TitleId, LongestTitle, nameof(TitleId)), (TitleEn, LongestTitle, nameof(TitleEn)), (SummaryId, LongestSummary, nameof(SummaryId)),
            (SummaryEn, LongestSummary, nameof(SummaryEn)), (BodyId, LongestBody, nameof(BodyId)), (BodyEn, LongestBody, nameof(BodyEn)),
            (Tags, 600, nameof(Tags)), (Period, 60, nameof(Period)), (SourceId, 300, nameof(SourceId)), (SourceEn, 300, nameof(SourceEn)), (Contact, 300, nameof(Contact)),
            (CatalogueNumber, 40, nameof(CatalogueNumber)), (PublicationNumber, 40, nameof(PublicationNumber)), (ReleaseNumber, 60, nameof(ReleaseNumber)),
        })
        {
            if (text?.Length > limit)
            {
                yield return Wrong($"Paling banyak {Show.Number(limit)} huruf; sekarang {Show.Number(text.Length)}.", name);
            }
        }

        if (string.IsNullOrEmpty(Subject))
        {
            yield return Wrong("Pilih subjek.", nameof(Subject));
        }

        if (ReadYears(Years) is null)
        {
            yield return Wrong("Tulis tahun seperti 2026, 2021-2026, atau 2020, 2023.", nameof(Years));
        }

        if (Trimmed(Issn) is { } issn && !StandardNumbers.IsIssn(issn))
        {
            yield return Wrong("ISSN terdiri atas delapan angka seperti 0215-6504; periksa angka terakhirnya.", nameof(Issn));
        }

        if (Trimmed(Isbn) is { } isbn && !StandardNumbers.IsIsbn(isbn))
        {
            yield return Wrong("ISBN terdiri atas tiga belas angka seperti 978-602-438-000-1; periksa angka terakhirnya.", nameof(Isbn));
        }

        if (Trimmed(Pages) is { } pages && !(int.TryParse(pages, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 100_000))
        {
            yield return Wrong("Tulis banyaknya halaman dengan angka saja.", nameof(Pages));
        }

        ValidationResult Wrong(string message, string name) => new(message, [name]);
    }

    /// <returns>Null when it cannot be read; at most 200 years, from 1900 to 2100.</returns>
    public static IReadOnlyList<int>? ReadYears(string? text)
    {
        SortedSet<int> years = [];
        foreach (var part in (text ?? "").Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(['-', '–'], StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !Year(ends[0], out var from) || !Year(ends[^1], out var to) || to < from)
            {
                return null;
            }

            for (var year = from; year <= to; year++)
            {
                years.Add(year);
            }
        }

        return [.. years];

        static bool Year(string text, out int year) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1900 and <= 2100;
    }

    private static string WriteYears(IReadOnlyList<int> years)
    {
        var ordered = years.Order().ToList();
        return ordered.Count > 2 && ordered[^1] - ordered[0] == ordered.Count - 1
            ? string.Create(CultureInfo.InvariantCulture, $"{ordered[0]}-{ordered[^1]}")
            : string.Join(", ", ordered.Select(year => year.ToString(CultureInfo.InvariantCulture)));
    }

    private static Bilingual? Both(string? id, string? en) => Trimmed(id) is { } text ? new(text, Trimmed(en)) : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");
}

/// <summary>Numbers with a check digit.</summary>
public static class StandardNumbers
{
    /// <summary>ISO 3297: seven digits and a check digit modulo 11, X standing for ten.</summary>
    public static bool IsIssn(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length != 8 || !digits[..7].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(digits[7]) || digits[7] == 'X'))
        {
            return false;
        }

        var sum = digits[..7].Select((digit, at) => (digit - '0') * (8 - at)).Sum() + (digits[7] == 'X' ? 10 : digits[7] - '0');
        return sum % 11 == 0;
    }

    /// <summary>ISO 2108: thirteen digits, weighed one and three in turn.</summary>
    public static bool IsIsbn(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 13 && digits.All(char.IsAsciiDigit) && digits.Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
    }
}
