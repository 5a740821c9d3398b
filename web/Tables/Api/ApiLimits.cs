using System.ComponentModel.DataAnnotations;

namespace DataPortal.Tables.Api;

/// <summary>The limits of the table APIs, of configuration section <c>Limits</c>.</summary>
public sealed class ApiLimits
{
    /// <summary>Calls one address may make within <see cref="ApiSeconds"/>. A classroom of forty shares one address: the window is short and wide, so that it recovers at once.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Limits:ApiCalls must be at least 1.")]
    public int ApiCalls { get; init; } = 3_000;

    [Range(1, 3_600, ErrorMessage = "Limits:ApiSeconds must be from 1 to 3,600.")]
    public int ApiSeconds { get; init; } = 10;

    /// <summary>Most cells one answer may hold.</summary>
    [Range(1, CubeFile.MaxCells, ErrorMessage = "Limits:ApiCells must be from 1 to 10,000,000.")]
    public int ApiCells { get; init; } = 500_000;

    /// <summary>Bytes of finished answers kept in memory, compressed forms included.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Limits:ApiCacheBytes must not be negative.")]
    public long ApiCacheBytes { get; init; } = 128_000_000;

    /// <summary>Largest body of a request, bytes.</summary>
    [Range(1_000, 100_000_000, ErrorMessage = "Limits:ApiBodyBytes must be from 1,000 to 100,000,000.")]
    public int ApiBodyBytes { get; init; } = 2_000_000;

    /// <summary>New saved queries one address may make in an hour. Saving the same again is free.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Limits:SavedQueriesPerAddressPerHour must be at least 1.")]
    public int SavedQueriesPerAddressPerHour { get; init; } = 600;

    /// <summary>New saved queries the portal keeps in a day, whoever makes them: at most 200 MB. Each process counts for itself, from its start.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Limits:SavedQueriesPerDay must be at least 1.")]
    public int SavedQueriesPerDay { get; init; } = 20_000;
}
