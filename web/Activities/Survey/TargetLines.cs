using System.Globalization;
using DataPortal.Catalog;

namespace DataPortal.Activities.Survey;

/// <summary>Targets as they are typed or pasted from a sheet: one to a line, <c>nama; jenis; kecamatan; satuan</c>, parted by semicolons or tabs. All but the name may be left out.</summary>
public static class TargetLines
{
    /// <param name="before">Targets of the plan as it was: one of the same name keeps its key.</param>
    /// <returns>The targets, and what is wrong, each with its line.</returns>
    public static (IReadOnlyList<SurveyTarget> Targets, IReadOnlyList<string> Errors) Read(string? text, Regions regions, IReadOnlyList<SurveyTarget> before)
    {
        List<SurveyTarget> targets = [];
        List<string> errors = [];
        var keys = before.ToDictionary(target => target.Name, target => target.Key, StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = before.Select(target => int.TryParse(target.Key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : 0).DefaultIfEmpty(0).Max() + 1;
        foreach (var (cells, line) in Cells(text))
        {
            if (errors.Count >= 20 || targets.Count >= SurveyLimits.Targets)
            {
                errors.Add(targets.Count >= SurveyLimits.Targets ? $"Paling banyak {Shared.Show.Number(SurveyLimits.Targets)} sasaran." : "Baris sesudahnya belum diperiksa.");
                break;
            }

            var name = cells[0];
            if (line == 1 && name.Equals("nama", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (name.Length is 0 or > SurveyLimits.Name)
            {
                errors.Add($"Baris {line}: tulis nama sasaran, paling panjang {SurveyLimits.Name} huruf.");
                continue;
            }

            if (!names.Add(name))
            {
                errors.Add($"Baris {line}: “{name}” sudah ada di atas. Tulis tiap sasaran sekali.");
                continue;
            }

            var kind = Kind(At(cells, 1));
            var kecamatan = At(cells, 2) is { Length: > 0 } place ? Kecamatan(place, regions) : "";
            var units = At(cells, 3) is not { Length: > 0 } written ? 1
                : int.TryParse(written.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= SurveyLimits.Units ? number : 0;
            if (kind is null)
            {
                errors.Add($"Baris {line}: jenis “{At(cells, 1)}” tidak dikenal. Tulis instansi atau wilayah.");
            }

            if (kecamatan is null)
            {
                errors.Add($"Baris {line}: kecamatan “{At(cells, 2)}” tidak dikenal. Tulis kode tujuh angka atau namanya.");
            }

            if (units == 0)
            {
                errors.Add($"Baris {line}: jumlah satuan “{At(cells, 3)}” bukan bilangan dari 1 sampai {Shared.Show.Number(SurveyLimits.Units)}.");
            }

            if (kind is { } known && kecamatan is not null && units > 0)
            {
                targets.Add(new(keys.GetValueOrDefault(name) ?? $"s{next++}", name, known, kecamatan.Length == 0 ? null : kecamatan, units));
            }
        }

        return (targets, errors);
    }

    /// <summary>As they would be typed.</summary>
    public static string Write(IEnumerable<SurveyTarget> targets) => string.Join('\n', targets.Select(target =>
        $"{target.Name}; {(target.Kind == TargetKind.Agency ? "instansi" : "wilayah")}; {target.Kecamatan}; {target.PlannedUnits.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>The cells of each line that is not empty, with the line's number from 1.</summary>
    internal static IEnumerable<(string[] Cells, int Line)> Cells(string? text)
    {
        var line = 0;
        foreach (var row in (text ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(row))
            {
                yield return ([.. row.Split(row.Contains('\t', StringComparison.Ordinal) ? '\t' : ';').Select(cell => cell.Trim())], line);
            }
        }
    }

    internal static string At(string[] cells, int index) => index < cells.Length ? cells[index] : "";

    private static TargetKind? Kind(string word) => word.ToLowerInvariant() switch
    {
        "" or "instansi" or "dinas" or "opd" => TargetKind.Agency,
        "wilayah" or "kecamatan" or "desa" => TargetKind.Area,
        _ => null,
    };

    private static string? Kecamatan(string word, Regions regions) => regions.All
        .Where(region => region.Code.Length == 7)
        .FirstOrDefault(region => region.Code == word || region.Name.Id.Equals(word, StringComparison.OrdinalIgnoreCase)
            || region.Name.Id.Equals("Kecamatan " + word, StringComparison.OrdinalIgnoreCase))?.Code;
}
