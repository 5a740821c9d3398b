using System.Globalization;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Imk;

/// <summary>Assignments as people paste them or keep them in a sheet: <c>kode blok; wilayah; petugas; sampel; mulai; tenggat</c>. Headings are recognised; without them the columns stand in that order.</summary>
public static class BlockList
{
    /// <param name="from">For rows that say no day.</param>
    /// <param name="due">For rows that say no day.</param>
    /// <exception cref="RunRuleException">Rows cannot be read: all of them are named.</exception>
    public static IReadOnlyList<BlockPlan> Read(IReadOnlyList<string[]> rows, DateOnly? from, DateOnly? due)
    {
        if (rows.Count == 0)
        {
            throw new RunRuleException("Daftar ini kosong. Tulis satu blok sebaris, atau pilih berkas.");
        }

        var headings = rows[0].Select(FasihColumns.Key).ToList();
        int Of(params string[] words) => headings.FindIndex(heading => words.Any(word => heading == word || heading.StartsWith(word + " ", StringComparison.Ordinal)));
        var places = new[] { Of("kode blok", "blok", "nomor blok", "idsls", "nks"), Of("wilayah", "nama", "desa", "kelurahan", "kecamatan"), Of("petugas", "pencacah"), Of("sampel", "jumlah sampel", "target", "sasaran"), Of("mulai", "tanggal mulai"), Of("tenggat", "selesai", "tanggal selesai") };
        var hasHeadings = places[0] >= 0 && places[2] >= 0;
        places = hasHeadings ? places : [0, 1, 2, 3, 4, 5];
        List<BlockPlan> plans = [];
        List<string> wrong = [];
        for (var at = hasHeadings ? 1 : 0; at < rows.Count; at++)
        {
            string Cell(int column) => places[column] >= 0 && places[column] < rows[at].Length ? rows[at][places[column]] : "";
            var (begins, ends) = (Day(Cell(4), from), Day(Cell(5), due));
            var target = int.TryParse(Cell(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            var problem = target == 0 ? "jumlah sampel harus angka bulat"
                : begins is null ? "tanggal mulai tidak dapat dibaca; tulis seperti 12/8/2026"
                : ends is null ? "tenggat tidak dapat dibaca; tulis seperti 12/8/2026"
                : null;
            if (problem is not null)
            {
                wrong.Add($"baris {at + 1}: {problem}");
                continue;
            }

            plans.Add(new(BlockKeys.Of(Cell(0)), Cell(1), Cell(2), target, begins!.Value, ends!.Value));
        }

        return wrong.Count == 0 ? plans
            : throw new RunRuleException($"{char.ToUpperInvariant(wrong[0][0])}{string.Join("; ", wrong.Take(10))[1..]}{(wrong.Count > 10 ? $"; dan {wrong.Count - 10} baris lain" : "")}.");
    }

    private static DateOnly? Day(string typed, DateOnly? usual) => typed.Length == 0 ? usual : TypedDate.Read(typed);
}
