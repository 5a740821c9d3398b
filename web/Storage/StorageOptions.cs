using System.ComponentModel.DataAnnotations;

namespace DataPortal.Storage;

/// <summary>Configuration section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The data folder; relative to the program's folder. Made when missing.</summary>
    [Required]
    public string Path { get; init; } = "data";

    /// <summary><c>auto | sqlite | litedb | postgres</c>; <c>memory</c> for tests only.</summary>
    [RegularExpression("^(auto|sqlite|litedb|postgres|memory)$", ErrorMessage = "Storage:Engine must be auto, sqlite, litedb or postgres.")]
    public string Engine { get; init; } = "auto";

    /// <summary>Connection string, when the engine is <c>postgres</c>.</summary>
    public string? Postgres { get; init; }
}
