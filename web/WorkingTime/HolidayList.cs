using System.Globalization;
using CsvHelper;
using DataPortal.Content;

namespace DataPortal.WorkingTime;

/// <summary>
/// A year's days off as a CSV file: <c>tanggal,nama,jenis,dasar</c>, separated by comma or semicolon, dates <c>2026-08-17</c>,
/// kinds <c>libur nasional</c> and <c>cuti bersama</c>, and the decree (SKB) of every line. Dates in any other form are refused, never guessed.
/// </summary>
public static class HolidayList
{
    private static readonly string[] _header = ["tanggal", "nama", "jenis", "dasar"];

    /// <param name="file">The name problems are told under.</param>
    /// <param name="problems">Every problem found, with its line.</param>
    public static IReadOnlyList<Holiday> Read(string file, int year, TextReader text, ICollection<ContentProblem> problems)
    {
        var content = text.ReadToEnd().TrimStart('\uFEFF');
        var separator = content.AsSpan(0, Math.Max(0, content.IndexOf('\n'))).Contains(';') ? ';' : ',';
        Dictionary<DateOnly, int> lines = [];
        List<Holiday> days = [];
        try
        {
            using var csv = CsvReader.FromText(content, new CsvReaderOptions { Separator = separator, HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
            if (!csv.Read() || !Cells(csv).Select(name => name.ToLowerInvariant()).SequenceEqual(_header))
            {
                problems.Add(new(file, 1, $"baris pertama harus berisi {string.Join(separator, _header)}."));
                return [];
            }

            while (csv.Read())
            {
                var line = (int)csv.LineNumber;
                if (Row(file, line, year, Cells(csv), problems) is not { } day)
                {
                    continue;
                }

                if (lines.TryAdd(day.Date, line))
                {
                    days.Add(day);
                }
                else
                {
                    problems.Add(new(file, line, $"tanggal {day.Date:yyyy-MM-dd} sudah ada di baris {lines[day.Date]}; hapus salah satu."));
                }
            }
        }
        catch (CsvFormatException broken)
        {
            problems.Add(new(file, (int)Math.Max(1, broken.LineNumber), "baris ini bukan CSV yang utuh, biasanya karena tanda kutip (\") tidak berpasangan; lengkapi atau hapus."));
        }

        return [.. days.OrderBy(day => day.Date)];
    }

    /// <summary>The list as the file it is read from.</summary>
    public static string Write(IEnumerable<Holiday> days)
    {
        static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",;\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";

        return string.Join(',', _header) + "\n" + string.Concat(days.Select(day =>
            $"{day.Date:yyyy-MM-dd},{Quoted(day.Name)},{Word(day.Kind)},{Quoted(day.Decree)}\n"));
    }

    /// <summary>The kind as the decree calls it.</summary>
    public static string Word(HolidayKind kind) => kind switch
    {
        HolidayKind.National => "libur nasional",
        HolidayKind.JointLeave => "cuti bersama",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static Holiday? Row(string file, int line, int year, string[] cells, ICollection<ContentProblem> problems)
    {
        var before = problems.Count;
        void Wrong(string message) => problems.Add(new(file, line, message));

        if (cells.Length != _header.Length)
        {
            Wrong($"ada {cells.Length} kolom; harus {_header.Length}. Teks yang berisi tanda pemisah ditulis di antara tanda kutip.");
            return null;
        }

        if (!DateOnly.TryParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Wrong($"tanggal \"{cells[0]}\" tidak dapat dibaca; tulis tahun-bulan-tanggal, misalnya {year}-08-17.");
        }
        else if (date.Year != year)
        {
            Wrong($"tanggal {cells[0]} bukan tahun {year}; pindahkan ke berkas {date.Year}.csv.");
        }

        if (cells[1].Length == 0)
        {
            Wrong("nama hari libur kosong.");
        }

        HolidayKind? kind = cells[2].ToLowerInvariant() switch
        {
            "libur nasional" => HolidayKind.National,
            "cuti bersama" => HolidayKind.JointLeave,
            _ => null,
        };
        if (kind is null)
        {
            Wrong($"jenis \"{cells[2]}\" tidak dikenal; tulis libur nasional atau cuti bersama.");
        }

        if (!cells[3].Contains("SKB", StringComparison.OrdinalIgnoreCase) && !cells[3].Contains("Keputusan", StringComparison.OrdinalIgnoreCase))
        {
            Wrong("dasar harus menyebut SKB (atau Keputusan) yang menetapkannya, dengan nomor dan tahun.");
        }

        return problems.Count == before ? new(date, cells[1], kind!.Value, cells[3]) : null;
    }
}
