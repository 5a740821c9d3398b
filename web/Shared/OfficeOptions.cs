using System.ComponentModel.DataAnnotations;

namespace DataPortal.Shared;

/// <summary>Configuration section <c>Office</c>: who runs this portal. Shown on pages, letterheads and in mail.</summary>
public sealed class OfficeOptions
{
    public const string Section = "Office";

    /// <summary>BPS region code of the office.</summary>
    [Required, RegularExpression("^[0-9]{4}$", ErrorMessage = "Office:Code must be a BPS region code of four digits.")]
    public string Code { get; init; } = "1603";

    [Required] public string Name { get; init; } = "Badan Pusat Statistik Kabupaten Muara Enim";
    [Required] public string NameEnglish { get; init; } = "BPS-Statistics of Muara Enim Regency";
    [Required] public string ShortName { get; init; } = "BPS Kabupaten Muara Enim";
    [Required] public string PortalName { get; init; } = "Portal Data Muara Enim";
    [Required] public string PortalNameEnglish { get; init; } = "Muara Enim Data Portal";

    /// <summary>The region the figures are about, as visitors call it.</summary>
    [Required] public string Region { get; init; } = "Kabupaten Muara Enim";
    [Required] public string RegionEnglish { get; init; } = "Muara Enim Regency";

    /// <summary>Where letters and reports are signed.</summary>
    [Required] public string City { get; init; } = "Muara Enim";
    public string Address { get; init; } = "";
    public string Phone { get; init; } = "";
    [Required, EmailAddress] public string Email { get; init; } = "pst1603@contoh.go.id";

    /// <summary>True while the office has not set its own address: the pages then mark it <em>contoh</em>.</summary>
    public bool IsExampleEmail => Email.EndsWith("contoh.go.id", StringComparison.OrdinalIgnoreCase);

    /// <summary>Licence the data is given under, as SPDX or CKAN names it (<c>CC-BY-4.0</c>); empty: nothing is claimed.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Its name for people.</summary>
    public string LicenceName { get; init; } = "";

    /// <summary>Where its text is.</summary>
    public string LicenceAddress { get; init; } = "";

    /// <summary>The address visitors use, for links in mail; derived from the listening address when empty.</summary>
    public string PublicAddress { get; init; } = "";
}
