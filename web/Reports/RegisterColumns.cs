using DataPortal.Catalog;
using DataPortal.Requests;
using DataPortal.Shared;

namespace DataPortal.Reports;

/// <summary>A column of 16-1 as every file writes it.</summary>
/// <param name="Width">Characters wide in a sheet.</param>
/// <param name="Text">The cell's words: the line, whether names are shown, the subjects.</param>
/// <param name="Number">For a column of numbers: the cell's number, null where there is none.</param>
internal sealed record RegisterColumn(string Heading, int Width, Func<RegisterLine, bool, Subjects, string> Text, Func<RegisterLine, double?>? Number = null);

/// <summary>The columns of 16-1, in the order of the register.</summary>
internal static class RegisterColumns
{
    public static IReadOnlyList<RegisterColumn> All { get; } =
    [
        new("Nomor", 12, (line, _, _) => line.IsSample ? $"{line.Number} (contoh)" : line.Number),
        new("Masuk", 18, (line, _, _) => Moment(line.ReceivedAt)),
        new("Dari bulan lalu", 8, (line, _, _) => line.CarriedOver ? "Ya" : "Tidak"),
        new("Kanal", 12, (line, _, _) => line.Channel.Label()),
        new("Nama", 22, (line, names, _) => names ? line.Name : Masked.Name(line.Name)),
        new("Jenis kelamin", 11, (line, _, _) => line.Sex?.Label() ?? "–"),
        new("Kelompok umur", 10, (line, _, _) => Words.AgeGroup(line.Age)),
        new("Pendidikan", 10, (line, _, _) => line.Education?.Label() ?? "–"),
        new("Pekerjaan", 16, (line, _, _) => line.Occupation?.Label() ?? "–"),
        new("Instansi", 24, (line, _, _) => line.Institution ?? "–"),
        new("Kategori instansi", 24, (line, _, _) => line.InstitutionCategory?.Label() ?? "–"),
        new("Data yang diminta", 44, (line, _, _) => line.Asked),
        new("Subjek", 22, (line, _, subjects) => line.Subject is { } code ? subjects.Name(code) : "–"),
        new("Wilayah", 18, (line, _, _) => line.Region ?? "–"),
        new("Periode", 12, (line, _, _) => line.Period ?? "–"),
        new("Pemanfaatan", 18, (line, _, _) => line.Purpose.Label()),
        new("Ada", 10, (line, _, _) => line.Standing.Held()),
        new("Bentuk", 12, (line, _, _) => line.Form.Length > 0 ? line.Form : "–"),
        new("Keputusan", 20, (line, _, _) => line.Standing.Label()),
        new("Alasan", 32, (line, _, _) => line.Reason.Length > 0 ? line.Reason : "–"),
        new("Rujukan", 28, (line, _, _) => line.Referral.Length > 0 ? line.Referral : "–"),
        new("Tenggat", 18, (line, _, _) => line.DueAt is { } due ? Moment(due) : "–"),
        new("Dijawab", 18, (line, _, _) => line.AnsweredAt is { } at ? Moment(at) : "–"),
        new("Waktu kerja (menit)", 10, (line, _, _) => Words.Minutes(line.LeadMinutes), line => line.LeadMinutes is { } minutes ? Math.Round(minutes, 1) : null),
        new("Dalam standar", 9, (line, _, _) => line.Within()),
        new("Petugas", 20, (line, _, _) => line.Officer.Length > 0 ? line.Officer : "–"),
    ];

    private static string Moment(DateTimeOffset at) => Show.Local(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
