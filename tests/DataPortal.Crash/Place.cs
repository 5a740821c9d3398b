using DataPortal.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Crash;

/// <summary>Where a round writes: as the portal's own configuration names it.</summary>
internal sealed record Place(string Engine, string Folder, string? Postgres)
{
    public IEnumerable<string> Arguments => ["--engine", Engine, "--folder", Folder, .. Postgres is null ? (IEnumerable<string>)[] : ["--postgres", Postgres]];

    /// <summary>Opens it as the portal does at start, the check of its configuration included.</summary>
    /// <exception cref="StorageRefusedException">The portal would not start so.</exception>
    public OpenStorage Open()
    {
        var options = new StorageOptions { Engine = Engine, Path = Folder, Postgres = Postgres };
        var environment = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Production" }).Environment;
        if (new StorageOptionsCheck(environment).Validate(null, options) is { Failed: true } wrong)
        {
            throw new StorageRefusedException(wrong.FailureMessage);
        }

        return StorageEngines.Open(options, Papers.Collections, NullLogger.Instance);
    }
}
