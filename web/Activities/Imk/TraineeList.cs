using DataPortal.Procedures.Runs;
using DataPortal.Shared;

namespace DataPortal.Activities.Imk;

/// <summary>A list of field staff as people paste it or keep it in a sheet: name and, where trained, the day. Headings are recognised; without them the first column is the name.</summary>
public static class TraineeList
{
    /// <param name="trained">For rows that say no day: the day of the training; null leaves them untrained.</param>
    /// <exception cref="RunRuleException">Rows cannot be read: all of them are named.</exception>
    public static IReadOnlyList<(string Name, DateOnly? TrainedOn)> Read(IReadOnlyList<string[]> rows, DateOnly? trained, DateOnly today)
    {
        if (rows.Count == 0)
        {
            throw new RunRuleException("Daftar ini kosong. Tulis satu nama sebaris, atau pilih berkas.");
        }

        var headings = rows[0].Select(FasihColumns.Key).ToList();
        var nameAt = headings.FindIndex(heading => heading is "nama" or "nama petugas" or "petugas" or "nama pencacah" or "nama lengkap");
        var hasHeadings = nameAt >= 0;
        var dayAt = hasHeadings ? headings.FindIndex(heading => heading.Contains("tanggal", StringComparison.Ordinal) || heading.Contains("pelatihan", StringComparison.Ordinal)) : 1;
        nameAt = hasHeadings ? nameAt : 0;
        List<(string, DateOnly?)> read = [];
        List<string> wrong = [];
        for (var at = hasHeadings ? 1 : 0; at < rows.Count; at++)
        {
            var name = Cell(rows[at], nameAt);
            var said = dayAt < 0 ? "" : Cell(rows[at], dayAt);
            var day = TypedDate.Read(said);
            var problem = name.Length is 0 or > ImkLimits.Name ? $"tulis nama, paling banyak {ImkLimits.Name} huruf"
                : said.Length > 0 && said is not "-" && day is null ? $"tanggal \"{Short(said)}\" tidak dapat dibaca; tulis seperti 12/8/2026"
                : day > today ? $"tanggal pelatihan {Show.Date(day.Value)} belum tiba"
                : null;
            if (problem is not null)
            {
                wrong.Add($"baris {at + 1}: {problem}");
            }

            read.Add((name, day ?? (said is "-" ? null : trained)));
        }

        return wrong.Count > 0
            ? throw new RunRuleException($"{char.ToUpperInvariant(wrong[0][0])}{string.Join("; ", wrong.Take(10))[1..]}{(wrong.Count > 10 ? $"; dan {wrong.Count - 10} baris lain" : "")}.")
            : read.Count > ImkLimits.Trainees ? throw new RunRuleException($"Paling banyak {ImkLimits.Trainees} petugas.") : read;
    }

    private static string Cell(string[] row, int at) => at >= 0 && at < row.Length ? row[at] : "";

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
