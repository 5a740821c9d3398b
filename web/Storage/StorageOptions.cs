using Microsoft.Extensions.Options;

namespace DataPortal.Storage;

/// <summary>Configuration section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The data folder; relative to the program's folder. Made when missing.</summary>
    public string Path { get; init; } = "data";

    /// <summary><c>auto | sqlite | litedb | postgres</c>; <c>memory</c> for tests only.</summary>
    public string Engine { get; init; } = StorageEngines.Auto;

    /// <summary>Connection string, when the engine is <c>postgres</c>.</summary>
    public string? Postgres { get; init; }

    /// <summary>The data folder, whole.</summary>
    public string Folder => System.IO.Path.GetFullPath(Path, AppContext.BaseDirectory);
}

/// <summary>Says everything that is wrong with <c>Storage:*</c> at once, in words, at start.</summary>
public sealed class StorageOptionsCheck(IHostEnvironment environment) : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> wrong = [];
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            wrong.Add("Storage:Path must name the data folder.");
        }

        switch (options.Engine)
        {
            case StorageEngines.Memory when !environment.IsEnvironment("Tests"):
                wrong.Add("Storage:Engine must not be memory: it forgets everything when the portal stops, and is for tests only.");
                break;
            case StorageEngines.LiteDb when !StorageEngines.BuiltIn.Contains(StorageEngines.LiteDb):
                wrong.Add("Storage:Engine is litedb, which is not in this build. Build with DATAPORTAL_PACKAGES=full, or choose sqlite.");
                break;
            case StorageEngines.Auto or StorageEngines.Memory or StorageEngines.Sqlite or StorageEngines.LiteDb or StorageEngines.Postgres:
                break;
            default:
                wrong.Add($"Storage:Engine must be auto, sqlite, litedb or postgres, not '{options.Engine}'.");
                break;
        }

        if (options.Engine == StorageEngines.Postgres && string.IsNullOrWhiteSpace(options.Postgres))
        {
            wrong.Add("Storage:Postgres must hold the connection string: Storage:Engine is postgres.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
