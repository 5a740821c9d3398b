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

    /// <summary>As <see cref="Mark(CellStatus)"/>, with the symbols the table brings itself.</summary>
    public static string Mark(CellStatus status, TableText text) => Own(status, text)?.Mark ?? Mark(status);

    public static Bilingual Meaning(CellStatus status, TableText text) => Own(status, text)?.Meaning ?? Meaning(status);

    /// <summary>The table's own symbol; null for those every table shares.</summary>
    public static OwnSymbol? Own(CellStatus status, TableText text) =>
        status >= CellStatus.Own1 && status - CellStatus.Own1 is var at && at < text.OwnSymbols.Count ? text.OwnSymbols[at] : null;

    /// <summary>True where the symbol says there is no number: a number left behind it is not shown, and no symbol ever becomes zero.</summary>
    public static bool HidesNumber(CellStatus status) => status is CellStatus.NotAvailable or CellStatus.Nil or CellStatus.NotApplicable or CellStatus.Negligible or CellStatus.Confidential or CellStatus.Missing;

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
