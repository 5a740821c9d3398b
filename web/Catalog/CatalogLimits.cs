using System.ComponentModel.DataAnnotations;

namespace DataPortal.Catalog;

/// <summary>The catalogue's limits of configuration section <c>Limits</c>.</summary>
public sealed class CatalogLimits
{
    public const string Section = "Limits";

    /// <summary>The largest publication or picture taken, in bytes.</summary>
    [Range(1_000, MostBytes, ErrorMessage = "Limits:FileBytes must be from 1,000 to 1,000,000,000.")]
    public long FileBytes { get; init; } = 200_000_000;

    /// <summary>What the upload pages let through at all.</summary>
    public const long MostBytes = 1_000_000_000;
}
