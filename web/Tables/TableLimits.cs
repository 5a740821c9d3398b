using System.ComponentModel.DataAnnotations;

namespace DataPortal.Tables;

/// <summary>The table limits of configuration section <c>Limits</c>.</summary>
public sealed class TableLimits
{
    public const string Section = "Limits";

    /// <summary>Largest file taken, bytes: a PX file of ten million cells is about 100 MB.</summary>
    [Range(1_000, 1_000_000_000, ErrorMessage = "Limits:TableUploadBytes must be from 1,000 to 1,000,000,000.")]
    public long TableUploadBytes { get; init; } = 120_000_000;

    /// <summary>Most bytes a spreadsheet may unpack to.</summary>
    [Range(1_000, 4_000_000_000, ErrorMessage = "Limits:TableUnpackedBytes must be from 1,000 to 4,000,000,000.")]
    public long TableUnpackedBytes { get; init; } = 200_000_000;

    /// <summary>Most filled cells of a file, and most cells of the table it becomes.</summary>
    [Range(1_000, CubeFile.MaxCells, ErrorMessage = "Limits:TableCells must be from 1,000 to 10,000,000.")]
    public int TableCells { get; init; } = 2_000_000;

    /// <summary>Most filled cells of a CSV file, and most cells of the table it becomes; <see cref="TableUploadBytes"/> bounds the memory it takes.</summary>
    [Range(1_000, CubeFile.MaxCells, ErrorMessage = "Limits:TableCsvCells must be from 1,000 to 10,000,000.")]
    public int TableCsvCells { get; init; } = CubeFile.MaxCells;

    [Range(1, 16_384, ErrorMessage = "Limits:TableColumns must be from 1 to 16,384.")]
    public int TableColumns { get; init; } = 2_000;

    [Range(1, 1_000, ErrorMessage = "Limits:TableSheets must be from 1 to 1,000.")]
    public int TableSheets { get; init; } = 100;

    /// <summary>True: earlier versions that were public may still be read, marked as old. False: only what changed is shown.</summary>
    public bool TableOldVersions { get; init; } = true;

    /// <summary>Days after which an upload nobody finished is forgotten; 0 for never. Its file stays: the file store forgets nothing.</summary>
    [Range(0, 3_650, ErrorMessage = "Limits:TableUploadDays must be from 0 to 3,650.")]
    public int TableUploadDays { get; init; } = 90;

    /// <summary>Bytes of figures kept in memory for tables that were read lately.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Limits:TableCacheBytes must not be negative.")]
    public long TableCacheBytes { get; init; } = 256_000_000;

    /// <summary>Files (tables, drawings, comparisons) made within a minute for one address. What the visitor has already costs nothing. A classroom of forty shares one address.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Limits:MadeFilesPerAddressPerMinute must be at least 1.")]
    public int MadeFilesPerAddressPerMinute { get; init; } = 600;
}
