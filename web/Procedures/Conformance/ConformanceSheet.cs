using System.Globalization;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Procedures.Conformance;

/// <summary>The measures as a workbook: numbers as numbers, each sheet with its heading frozen.</summary>
internal static class ConformanceSheet
{
    public static void Write(Stream to, ConformanceFigures figures, OfficeOptions office, string? mark)
    {
        using var book = new XlsxWriter(to, new() { Title = $"Kesesuaian {figures.Procedure.Name}, {figures.Period.Words}", Creator = office.Name, Created = figures.At });
        var sheet = new Sheets(book, figures, office, mark);
        sheet.Steps();
        sheet.Months();
        sheet.Roles();
        sheet.Repairs();
        sheet.Cycles();
        sheet.Open();
        sheet.Deviations();
        book.Finish();
    }

    private sealed class Sheets(XlsxWriter book, ConformanceFigures figures, OfficeOptions office, string? mark)
    {
        private readonly int _title = book.Style(new() { Bold = true, Size = 12 });
        private readonly int _head = book.Style(new() { Bold = true, Header = true, Wrap = true });
        private readonly int _wrap = book.Style(new() { Wrap = true });
        private readonly int _count = book.Style(new() { Format = SheetFormat.Number });
        private readonly int _one = book.Style(new() { Format = SheetFormat.Number, Decimals = 1 });
        private readonly int _moment = book.Style(new() { Format = SheetFormat.Moment });

        public void Steps()
        {
            string[] headings =
            [
                "Langkah", "Kegiatan", "Satuan waktu", "Standar", "Yang dinilai", "Selesai (n)", "Susulan", "Dinilai", "Dalam standar", "Persen dalam standar", "Sampai target", "Tidak terukur",
                "Menunggu n", "Menunggu p50", "Menunggu p80", "Menunggu p95", "Kerja n", "Kerja p50", "Kerja p80", "Kerja p95", "Sejak siap n", "Sejak siap p50", "Sejak siap p80", "Sejak siap p95",
                "Persen menunggu", "Dilewati (boleh)", "Terbuka sekarang",
            ];
            Begin("Langkah", headings, [8, 44, 12, 18, 16, .. Enumerable.Repeat(11.0, headings.Length - 5)], $"{ConformanceWords.Sentence(figures)} {mark}".TrimEnd());
            foreach (var row in figures.Steps)
            {
                book.Row();
                book.Text(row.No);
                book.Text(row.Step?.Activity ?? "langkah versi lama", _wrap);
                book.Text(ConformanceWords.Unit(row.Step));
                book.Text(ConformanceWords.Standard(row.Step));
                book.Text(ConformanceWords.Judged(row.Step));
                Counts(row.Done, row.LateEntries, row.Judged, row.Within);
                Maybe(100 * row.Share);
                Maybe(row.WithinTarget);
                Counts(row.Unmeasured);
                Times(row.Wait, row.Step);
                Times(row.Work, row.Step);
                Times(row.Lead, row.Step);
                Maybe(100 * row.WaitShare);
                Counts(row.Skipped, row.Open);
            }

            book.Row();
            book.Row();
            book.Text("Di bawah lima kasus tidak ada persentil. Hari kerja = 450 menit kerja. Susulan ada di n, tidak di waktu dan tidak di yang dinilai.");
        }

        public void Months()
        {
            Begin("Bulan", ["Bulan", "Langkah selesai", "Dinilai", "Dalam standar", "Persen", "Kegiatan berakhir", "Sesuai prosedur", "Persen"], [18, .. Enumerable.Repeat(14.0, 7)],
                $"Menurut bulan, {figures.Period.Year}");
            foreach (var month in figures.Months)
            {
                book.Row();
                book.Text(Show.Month(figures.Period.Year, month.Month));
                Counts(month.Done, month.Judged, month.Within);
                Maybe(100 * month.Share);
                Counts(month.RunsEnded, month.RunsConform);
                Maybe(month.RunsEnded == 0 ? null : 100.0 * month.RunsConform / month.RunsEnded);
            }
        }

        public void Roles()
        {
            Begin("Pelaksana", ["Pelaksana", "Selesai", "Dinilai", "Dalam standar", "Persen", "Persen menunggu"], [36, .. Enumerable.Repeat(14.0, 5)], $"Menurut penanggung jawab langkah, {figures.Period.Words}");
            foreach (var role in figures.Roles)
            {
                book.Row();
                book.Text(role.Label, _wrap);
                Counts(role.Done, role.Judged, role.Within);
                Maybe(100 * role.Share);
                Maybe(100 * role.WaitShare);
            }
        }

        /// <summary>Rework, first-pass yield and findings by kind.</summary>
        public void Repairs()
        {
            Begin("Perbaikan", ["Langkah", "Kembali ke", "Diputus", "Diterima pada kali pertama", "Persen", "Sampai ke keputusan", "Dikerjakan ulang", "Persen"], [10, 12, .. Enumerable.Repeat(14.0, 6)], $"Perbaikan, {figures.Period.Words}");
            foreach (var loop in figures.Loops)
            {
                book.Row();
                book.Text(loop.Decision);
                book.Text(loop.Target);
                Counts(loop.Decided, loop.FirstPass);
                Maybe(100 * loop.Yield);
                Counts(loop.Reached, loop.Reworked);
                Maybe(100 * loop.Rework);
            }

            Begin("Temuan", ["Langkah", "Jenis temuan", "Temuan", "Persen"], [10, 40, 12, 12],
                $"{Show.Number(figures.Findings.Sum(found => found.Count))} temuan pada {Show.Number(figures.Findings.Sum(found => found.Checks))} pemeriksaan, {figures.Period.Words}");
            foreach (var found in figures.Findings)
            {
                foreach (var kind in found.Kinds)
                {
                    book.Row();
                    book.Text(found.Step);
                    book.Text(ConformanceWords.Kind(kind.Kind));
                    Counts(kind.Count);
                    Maybe(100.0 * kind.Count / found.Count);
                }
            }
        }

        /// <summary>Cycle times of runs and of their items, in working days.</summary>
        public void Cycles()
        {
            Begin("Lama", ["Apa", "Berakhir", "Terukur", "p50 (hari kerja)", "p80 (hari kerja)", "p95 (hari kerja)", "Tuntas tanpa seluruh langkah", "Terbuka sekarang"], [22, .. Enumerable.Repeat(14.0, 7)], $"Dari awal sampai akhir, {figures.Period.Words}");
            Line("kegiatan", figures.Runs.Ended, figures.Runs.Cycle, figures.Runs.Cancelled, figures.Runs.Open);
            if (figures.Items is { Per: { } per } items)
            {
                Line(per, items.Ended, items.Cycle, items.Settled, items.Open);
            }

            void Line(string what, int ended, Spread cycle, int otherwise, int open)
            {
                book.Row();
                book.Text(what);
                Counts(ended, cycle.Count);
                foreach (var time in (ReadOnlySpan<TimeSpan>)[cycle.P50, cycle.P80, cycle.P95])
                {
                    Maybe(cycle.Count >= Spread.Fewest ? ConformanceWords.WorkingDays(time) : null);
                }

                Counts(otherwise, open);
            }
        }

        public void Open()
        {
            Begin("Masih terbuka", ["Langkah", "Jumlah", "Siap", "Dikerjakan", "Ditunda", "Lewat tenggat", .. AgeBucket.Labels.Select(label => $"Hari {label}")], [10, .. Enumerable.Repeat(11.0, 5 + AgeBucket.Labels.Count)],
                $"Masih terbuka pada {Show.Moment(figures.At)}");
            foreach (var open in figures.Open)
            {
                book.Row();
                book.Text(open.No);
                Counts([open.Count, open.Ready, open.Working, open.Paused, open.Overdue, .. open.Ages]);
            }
        }

        public void Deviations()
        {
            var left = figures.DeviationCount - figures.Deviations.Count;
            Begin("Penyimpangan", ["Kapan", "Langkah", "Percobaan", "Yang terjadi", "Kasus", "Butir"], [18, 10, 10, 18, 36, 36],
                $"{Show.Number(figures.DeviationCount)} penyimpangan urutan{(left > 0 ? $"; {Show.Number(figures.Deviations.Count)} terbaru" : "")}");
            foreach (var deviation in figures.Deviations)
            {
                book.Row();
                book.Moment(Show.Local(deviation.At), _moment);
                book.Text(deviation.Step);
                Counts(deviation.Attempt);
                book.Text(ConformanceWords.Of(deviation.Kind));
                book.Text(deviation.Run);
                book.Text(deviation.Item);
            }
        }

        private void Begin(string name, IReadOnlyList<string> headings, IReadOnlyList<double> widths, string sentence)
        {
            book.Sheet(new() { Name = name, Widths = widths, FrozenRows = 4, RepeatedRows = (4, 4), Landscape = true });
            book.Row();
            book.Text(office.Name, _title);
            book.Row();
            book.Text(string.Create(CultureInfo.InvariantCulture, $"{figures.Procedure.Name}, SOP {figures.Procedure.Number}, versi {figures.Procedure.Version}, {figures.Period.Words}"), _title);
            book.Row();
            book.Text(sentence);
            book.Row();
            foreach (var heading in headings)
            {
                book.Text(heading, _head);
            }
        }

        private void Counts(params ReadOnlySpan<int> counts)
        {
            foreach (var count in counts)
            {
                book.Number(count, _count);
            }
        }

        private void Maybe(double? value)
        {
            if (value is { } known)
            {
                book.Number(known, _one);
            }
            else
            {
                book.Blank();
            }
        }

        private void Times(Spread spread, ProcedureStep? step)
        {
            Counts(spread.Count);
            foreach (var time in (ReadOnlySpan<TimeSpan>)[spread.P50, spread.P80, spread.P95])
            {
                Maybe(spread.Count >= Spread.Fewest ? ConformanceWords.Value(time, step) : null);
            }
        }
    }
}
