using System.Globalization;
using DataPortal.Shared;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DataPortal.Tables.Import;

/// <summary>Reads a sheet of a workbook that <see cref="XlsxGuard"/> let pass.</summary>
internal static class XlsxSheets
{
    // A format on a whole row makes sixteen thousand empty cells; visiting them costs time, not memory.
    private const long MostVisited = 60_000_000;

    private static readonly string[] _wordSheets = ["petunjuk", "instruksi", "panduan", "metadata", "readme", "instructions"];

    public static (IReadOnlyList<string> Names, Sheet Sheet) Open(Stream file, IReadOnlyList<GuardedSheet> workbook, string? wanted, TableLimits limits, CancellationToken ct)
    {
        var visible = workbook.Where(sheet => !sheet.Hidden).ToList();
        if (visible.Count == 0)
        {
            visible = [.. workbook];
        }

        var chosen = wanted is null
            ? visible.FirstOrDefault(sheet => !_wordSheets.Contains(sheet.Name.Trim(), StringComparer.OrdinalIgnoreCase)) ?? visible[0]
            : visible.FirstOrDefault(sheet => sheet.Name == wanted)
                ?? throw new UploadRefusedException($"Buku kerja ini tidak mempunyai lembar {wanted}. Pilih salah satu: {string.Join(", ", visible.Select(sheet => sheet.Name))}.");
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new() { LeaveOpen = true });
            do
            {
                if (reader.Name == chosen.Name)
                {
                    return ([.. visible.Select(sheet => sheet.Name)], Read(reader, chosen, limits, ct));
                }
            }
            while (reader.NextResult());
        }
        catch (Exception e) when (e is ExcelReaderException or FormatException or OverflowException or InvalidDataException or System.Xml.XmlException
            or ArgumentException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException or InvalidOperationException)
        {
            // Whatever the library stumbles over in a file it did not expect: the person can mend it by saving again.
            throw new UploadRefusedException("Berkas Excel ini tidak dapat dibaca. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.");
        }

        throw new UploadRefusedException($"Lembar {chosen.Name} tidak dapat dibaca. Salin tabelnya ke buku kerja baru, lalu unggah lagi.");
    }

    private static Sheet Read(IExcelDataReader reader, GuardedSheet guarded, TableLimits limits, CancellationToken ct)
    {
        if ((long)reader.FieldCount * reader.RowCount > MostVisited)
        {
            throw new UploadRefusedException($"Lembar {guarded.Name} terlalu luas ({reader.RowCount} baris × {reader.FieldCount} kolom, sebagian besar kosong). Salin hanya tabelnya ke lembar baru, lalu unggah lagi.");
        }

        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var broken = guarded.Broken.ToLookup(cell => cell.Row);
        var merged = (reader.MergeCells ?? []).Select(range => new MergedCells(range.FromRow + 1, range.ToRow + 1, range.FromColumn, range.ToColumn)).ToList();
        List<SheetRow> rows = [];
        var line = new List<SheetCell>();
        for (var number = 1; reader.Read(); number++)
        {
            ct.ThrowIfCancellationRequested();
            line.Clear();
            var last = 0;
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var cell = Cell(reader, column, words);
                line.Add(cell);
                last = cell.IsEmpty ? last : column + 1;
            }

            foreach (var cell in broken[number])
            {
                while (line.Count <= cell.Column)
                {
                    line.Add(default);
                }

                line[cell.Column] = new(SheetCellKind.Error, cell.What);
                last = Math.Max(last, cell.Column + 1);
            }

            if (last > 0)
            {
                rows.Add(new(number, [.. line.Take(last)]));
            }
        }

        return new(guarded.Name, rows, merged);
    }

    private static SheetCell Cell(IExcelDataReader reader, int column, Dictionary<string, string> words)
    {
        switch (reader.GetValue(column))
        {
            case null:
                return default;
            case string text when string.IsNullOrWhiteSpace(text):
                return default;
            case string text:
                if (!words.TryGetValue(text, out var known))
                {
                    words[text] = known = text.Trim();
                }

                return new(SheetCellKind.Text, known);
            case double number:
                return Number(number, reader.GetNumberFormatString(column));
            case int number:
                return Number(number, reader.GetNumberFormatString(column));
            case bool flag:
                return new(SheetCellKind.Text, flag ? "BENAR" : "SALAH");
            case DateTime moment:
                return new(SheetCellKind.Date, moment.ToString(moment.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            case TimeSpan time:
                return new(SheetCellKind.Date, time.ToString("c", CultureInfo.InvariantCulture));
            case var other:
                return new(SheetCellKind.Text, Convert.ToString(other, CultureInfo.InvariantCulture));
        }
    }

    private static SheetCell Number(double number, string? format)
    {
        var decimals = SheetCell.AnyDecimals;
        if (format is not null and not "General" and not "@" && format.Split(';')[0] is var shown && shown.AsSpan().IndexOfAny('0', '#') >= 0)
        {
            var point = shown.IndexOf('.', StringComparison.Ordinal);
            decimals = (byte)(point < 0 ? 0 : Math.Min(10, shown[(point + 1)..].TakeWhile(c => c is '0' or '#').Count()));
            if (shown.Contains('%', StringComparison.Ordinal))
            {
                // What a person sees in such a cell is the hundredfold.
                number *= 100;
            }
        }

        return new(SheetCellKind.Number, number.ToString("R", CultureInfo.InvariantCulture), number, decimals);
    }
}
