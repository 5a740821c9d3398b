using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Content;

/// <summary>Fields every page and every letter may use: what the configuration says of the office (<c>Office:*</c>). What is still the example of the product is marked so.</summary>
public sealed class OfficeFields(IOptions<OfficeOptions> office, PortalLinks links)
{
    private static readonly OfficeOptions _example = new();

    public static IReadOnlySet<string> Names { get; } = new HashSet<string> { "kantor", "kantor_singkat", "portal", "wilayah", "kota", "kode", "alamat", "telepon", "surel", "situs" };

    /// <param name="language"><c>id</c> or <c>en</c>.</param>
    /// <returns>Null when there is no such field.</returns>
    public FieldValue? Find(string name, string language)
    {
        var (set, english) = (office.Value, language == "en");
        return name switch
        {
            "kantor" => new(english ? set.NameEnglish : set.Name),
            "kantor_singkat" => new(english ? set.NameEnglish : set.ShortName),
            "portal" => new(english ? set.PortalNameEnglish : set.PortalName),
            "wilayah" => new(english ? set.RegionEnglish : set.Region),
            "kota" => new(set.City),
            "kode" => new(set.Code),
            "alamat" => Known(set.Address, english ? "office address" : "alamat kantor", _example.Address),
            "telepon" => Known(set.Phone, english ? "telephone number" : "nomor telepon", _example.Phone),
            "surel" => Known(set.Email, "", _example.Email),
            "situs" => new(links.Root),
            _ => null,
        };
    }

    private static FieldValue Known(string value, string missing, string example) =>
        new(value.Length > 0 ? value : missing, IsSample: value.Length == 0 || value == example);
}
