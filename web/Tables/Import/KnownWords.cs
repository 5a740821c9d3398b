using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Words that recur in the office's tables: what they mean to the importer, and their English.</summary>
public static partial class KnownWords
{
    private static readonly Dictionary<string, string> _english = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tahun"] = "Year",
        ["Bulan"] = "Month",
        ["Triwulan"] = "Quarter",
        ["Semester"] = "Semester",
        ["Periode"] = "Period",
        ["Wilayah"] = "Region",
        ["Kecamatan"] = "Subdistrict",
        ["Kabupaten/kota"] = "Regency/municipality",
        ["Kabupaten"] = "Regency",
        ["Kota"] = "Municipality",
        ["Provinsi"] = "Province",
        ["Desa/kelurahan"] = "Village",
        ["Jenis kelamin"] = "Sex",
        ["Laki-laki"] = "Male",
        ["Perempuan"] = "Female",
        ["Laki-laki + perempuan"] = "Male and female",
        ["Jumlah"] = "Total",
        ["Total"] = "Total",
        ["Jumlah/total"] = "Total",
        ["Indikator"] = "Indicator",
        ["Rincian"] = "Item",
        ["Kelompok umur"] = "Age group",
        ["Umur"] = "Age",
        ["Lapangan usaha"] = "Industry",
        ["Komoditas"] = "Commodity",
        ["Jenis tanaman"] = "Crop",
        ["Januari"] = "January",
        ["Februari"] = "February",
        ["Maret"] = "March",
        ["April"] = "April",
        ["Mei"] = "May",
        ["Juni"] = "June",
        ["Juli"] = "July",
        ["Agustus"] = "August",
        ["September"] = "September",
        ["Oktober"] = "October",
        ["November"] = "November",
        ["Desember"] = "December",
        ["Luas panen"] = "Harvested area",
        ["Produksi"] = "Production",
        ["Produktivitas"] = "Yield",
        ["Jumlah penduduk"] = "Population",
        ["Kepadatan penduduk"] = "Population density",
        ["jiwa"] = "persons",
        ["persen"] = "percent",
        ["orang"] = "persons",
        ["rupiah"] = "rupiah",
        ["ribu rupiah"] = "thousand rupiah",
        ["juta rupiah"] = "million rupiah",
        ["miliar rupiah"] = "billion rupiah",
        ["hektare"] = "hectares",
        ["hektar"] = "hectares",
        ["ha"] = "ha",
        ["ton"] = "tonnes",
        ["kuintal"] = "quintals",
        ["unit"] = "units",
        ["Pendidikan"] = "Education",
        ["Status sekolah"] = "School status",
        ["Negeri"] = "Public",
        ["Swasta"] = "Private",
        ["Jenjang"] = "Level",
    };

    /// <summary>The English of a word this office uses often; null when it is not known, and a person writes it.</summary>
    public static string? English(string indonesian) => indonesian.Trim() is "tahun" ? "years" : _english.GetValueOrDefault(indonesian.Trim()) ?? EnglishPeriod(indonesian.Trim());

    public static Bilingual Both(string indonesian) => new(indonesian, English(indonesian));

    // Januari 2026 → January 2026
    private static string? EnglishPeriod(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var cut && IsPeriod(text) && _english.TryGetValue(text[..cut], out var word) ? word + text[cut..] : null;

    /// <summary>kode_bps → Kode bps; KECAMATAN → Kecamatan; line breaks become spaces.</summary>
    public static string Tidy(string heading)
    {
        var text = Blank().Replace(heading.Replace('_', ' '), " ").Trim();
        if (text.Equals("kabupaten kota", StringComparison.OrdinalIgnoreCase) || text.Equals("kabupaten / kota", StringComparison.OrdinalIgnoreCase))
        {
            return "Kabupaten/kota";
        }

        return IsShouted(text)
            ? char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant()
            : text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    }

    /// <summary>All in capitals, as provinces and old headings are written.</summary>
    public static bool IsShouted(string text) => text.Length > 3 && text.Any(char.IsLetter) && !text.Any(char.IsLower);

    public static bool IsTotal(string label) => TotalWord().IsMatch(label);

    public static bool IsYear(string text) => Year().IsMatch(text.Trim());

    /// <summary>A year, school year, semester, quarter or month.</summary>
    public static bool IsPeriod(string text) => Period().IsMatch(text.Trim());

    public static bool IsMonth(string text) => Month().IsMatch(text.Trim());

    public static bool NamesTime(string heading) => TimeHeading().IsMatch(heading);

    public static bool NamesCode(string heading) => CodeHeading().IsMatch(heading);

    public static bool NamesNumber(string heading) => NumberHeading().IsMatch(heading);

    public static bool NamesMeasure(string heading) => MeasureHeading().IsMatch(heading);

    public static bool NamesUnit(string heading) => heading.Trim().Equals("satuan", StringComparison.OrdinalIgnoreCase) || heading.Trim().Equals("unit", StringComparison.OrdinalIgnoreCase);

    public static bool IsSexes(IEnumerable<string> labels) => labels.All(label => Sex().IsMatch(label) || IsTotal(label)) && labels.Any(label => Sex().IsMatch(label));

    /// <summary>The years named in a text, in order, each once.</summary>
    public static IReadOnlyList<int> Years(string text) =>
        [.. YearInText().Matches(text).Select(found => int.Parse(found.Value, CultureInfo.InvariantCulture)).Distinct().Order()];

    /// <summary>Made for codes and addresses: lower-case ASCII letters, digits and hyphens.</summary>
    public static string Slug(string text, int longest = 80)
    {
        var plain = text.Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant();
        var slug = NotInSlug().Replace(string.Concat(plain.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)), "-").Trim('-');
        return slug.Length <= longest ? slug : slug[..longest].TrimEnd('-');
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^(sub)?\s*(jumlah|total|grand total|jumlah\s*/\s*total|total\s*/\s*jumlah|laki-laki\s*(\+|dan|&)\s*perempuan|l\s*\+\s*p)$", RegexOptions.IgnoreCase)]
    private static partial Regex TotalWord();

    [GeneratedRegex(@"^(19|20)\d{2}\s*(\*{1,3}\)?|r|x{1,2}|e)?$")]
    private static partial Regex Year();

    [GeneratedRegex(@"^((19|20)\d{2}([/–-](19|20)?\d{2})?|((semester|triwulan|kuartal|quarter|caturwulan)\s+(i{1,3}|iv|[1-4])(\s*[-/–]?\s*(19|20)\d{2})?)|((januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may|june|july|august|october|december)(\s+(19|20)\d{2})?)|((19|20)\d{2}-(0[1-9]|1[0-2])))$", RegexOptions.IgnoreCase)]
    private static partial Regex Period();

    [GeneratedRegex(@"^(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)$", RegexOptions.IgnoreCase)]
    private static partial Regex Month();

    [GeneratedRegex(@"^(tahun|year|thn?|periode|period|bulan|triwulan|semester)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TimeHeading();

    [GeneratedRegex(@"^(kode|code|id)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CodeHeading();

    [GeneratedRegex(@"^(no\.?|nomor|nomor urut|no\. urut)$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberHeading();

    [GeneratedRegex(@"^(indikator|indicator|variabel|peubah|variable|uraian)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MeasureHeading();

    [GeneratedRegex(@"^(laki-laki|laki|pria|perempuan|wanita|male|female)$", RegexOptions.IgnoreCase)]
    private static partial Regex Sex();

    [GeneratedRegex(@"(?<!\d)(19|20)\d{2}(?!\d)")]
    private static partial Regex YearInText();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
