using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>How each status is written in a table, and what the legend says of it (BPS publication guidelines).</summary>
public static class TableSymbols
{
    /// <summary>Empty for a plain number and for an empty cell.</summary>
    public static string Mark(CellStatus status) => status switch
    {
        CellStatus.NotAvailable => "...",
        CellStatus.Nil => "–",
        CellStatus.NotApplicable => "NA",
        CellStatus.Provisional => "x",
        CellStatus.VeryProvisional => "xx",
        CellStatus.Revised => "r",
        CellStatus.Estimate => "e",
        CellStatus.Negligible => "~0",
        CellStatus.UseWithCare => "*",
        CellStatus.Unreliable => "**",
        CellStatus.Confidential => "***",
        _ => "",
    };

    /// <summary>The words of the legend, in both languages; empty where <see cref="Mark"/> is.</summary>
    public static Bilingual Meaning(CellStatus status) => status switch
    {
        CellStatus.NotAvailable => new("data tidak tersedia", "data not available"),
        CellStatus.Nil => new("tidak ada atau nol", "nil or none"),
        CellStatus.NotApplicable => new("data tidak dapat ditampilkan", "not applicable"),
        CellStatus.Provisional => new("angka sementara", "provisional figure"),
        CellStatus.VeryProvisional => new("angka sangat sementara", "very provisional figure"),
        CellStatus.Revised => new("angka diperbaiki", "revised figure"),
        CellStatus.Estimate => new("angka perkiraan", "estimated figure"),
        CellStatus.Negligible => new("data dapat diabaikan", "negligible"),
        CellStatus.UseWithCare => new("galat baku relatif 25 sampai 50 persen, gunakan dengan hati-hati", "relative standard error from 25 to 50 per cent, use with care"),
        CellStatus.Unreliable => new("galat baku relatif di atas 50 persen, tidak dapat diandalkan", "relative standard error over 50 per cent, not reliable"),
        CellStatus.Confidential => new("tidak ditampilkan untuk melindungi kerahasiaan responden", "not shown, to protect those who answered"),
        _ => new("", ""),
    };
}
