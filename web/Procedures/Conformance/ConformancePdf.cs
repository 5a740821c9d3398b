using DataPortal.Shared;
using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Conformance;

/// <summary>The measures on paper: sentence, steps, months, open work, deviations. No person's name, no case's address.</summary>
internal static class ConformancePdf
{
    public static void Write(Stream to, ConformanceFigures figures, OfficeOptions office, string? mark)
    {
        var procedure = figures.Procedure;
        using var pdf = new PdfDocument(to, new()
        {
            Title = $"Kesesuaian {procedure.Name}, {figures.Period.Words}",
            Author = office.Name,
            Landscape = true,
            Margin = 36,
            Foot = $"{office.ShortName} · SOP {procedure.Number} · versi {procedure.Version} · dihitung {Show.Moment(figures.At)}",
            Created = figures.At,
        });
        pdf.Letterhead(office.Name, [.. new[] { office.Address, office.Email }.Where(line => line.Length > 0)]);
        pdf.Heading($"Kesesuaian {procedure.Name}, {figures.Period.Words}", 1);
        if (mark is not null)
        {
            pdf.Paragraph(mark);
        }

        pdf.Paragraph(ConformanceWords.Sentence(figures));
        pdf.Facts(
        [
            ("Nomor SOP", procedure.Number),
            ("Kegiatan sesuai prosedur", ConformanceWords.Rate(figures.Runs.Conform, figures.Runs.Ended)),
            ("Langkah dalam standar", ConformanceWords.Rate(figures.Within, figures.Judged)),
            ("Penyimpangan urutan", $"{Show.Number(figures.DeviationCount)}{(figures.DeviationsPer100 is { } per ? $", {Show.Number(per, 1)} per 100 kegiatan" : "")}"),
            ("Lama satu kegiatan", ConformanceWords.Cycle(figures.Runs.Cycle, "kegiatan")),
            .. figures.Items is { Per: { } what } items ? [($"Lama satu {what}", ConformanceWords.Cycle(items.Cycle, what))] : Array.Empty<(string, string)>(),
            ("Bagian menunggu", figures.WaitShare is { } waited ? $"{ConformanceWords.Percent(waited)}% dari seluruh waktu langkah" : "–"),
            ("Masih terbuka", $"{Show.Number(figures.Open.Sum(open => open.Count))} langkah, {Show.Number(figures.Open.Sum(open => open.Overdue))} lewat tenggat"),
        ]);
        Steps(pdf, figures);
        Months(pdf, figures);
        if (figures.Loops.Count > 0)
        {
            pdf.Heading("Perbaikan", 2);
            pdf.List(figures.Loops.Select(loop =>
                $"Langkah {loop.Decision}: diterima pada kali pertama {ConformanceWords.Rate(loop.FirstPass, loop.Decided)}; langkah {loop.Target} dikerjakan ulang {ConformanceWords.Rate(loop.Reworked, loop.Reached)}."));
        }

        Findings(pdf, figures);
        Roles(pdf, figures);
        Open(pdf, figures);
        pdf.Finish();
    }

    private static void Steps(PdfDocument pdf, ConformanceFigures figures)
    {
        pdf.Heading("Tiap langkah", 2);
        pdf.Table(new()
        {
            Columns = [PdfColumn.Head with { MaxWidth = 190 }, PdfColumn.Text, .. Enumerable.Repeat(PdfColumn.Number, 2), PdfColumn.Text, .. Enumerable.Repeat(PdfColumn.Number, 9), PdfColumn.Number],
            Header =
            [
                [
                    new("Langkah", Down: 2), new("Standar", Down: 2), new("Selesai (n)", Down: 2), new("Susulan", Down: 2), new("Dalam standar", Down: 2),
                    new("Menunggu", Across: 3), new("Kerja", Across: 3), new("Sejak siap", Across: 3), new("Bagian menunggu", Down: 2),
                ],
                ["p50", "p80", "p95", "p50", "p80", "p95", "p50", "p80", "p95"],
            ],
            Size = 8,
            SmallestSize = 6,
            Stretch = true,
            Summary = $"Ukuran tiap langkah {figures.Procedure.Name}, {figures.Period.Words}",
            Rows = figures.Steps.Select(row => new PdfRow(
            [
                $"{row.No}. {row.Step?.Activity ?? "langkah versi lama"} ({ConformanceWords.Unit(row.Step)})", ConformanceWords.Standard(row.Step), Show.Number(row.Done), Show.Number(row.LateEntries),
                row.Judged + row.Unmeasured == 0 ? "–" : $"{ConformanceWords.Rate(row.Within, row.Judged)}; terukur {Show.Number(row.Judged)} dari {Show.Number(row.Judged + row.Unmeasured)}",
                .. Times(row.Wait, row.Step), .. Times(row.Work, row.Step), .. Times(row.Lead, row.Step), row.WaitShare is { } share ? $"{ConformanceWords.Percent(share)}%" : "–",
            ])),
        });
        pdf.Paragraph("Waktu dihitung pada jam langkahnya, tanpa penundaan. Hari kerja = 450 menit kerja. Persentil menurut peringkat terdekat; di bawah lima kasus waktunya disebut satu per satu. Susulan dihitung di n, tidak di waktu.", PdfStyle.Small);
    }

    private static IEnumerable<PdfCell> Times(Spread spread, ProcedureStep? step) => spread.Count switch
    {
        0 => [new PdfCell("–", Across: 3)],
        < Spread.Fewest => [new PdfCell(string.Join("; ", spread.Few.Select(one => ConformanceWords.Time(one.Time, step))), Across: 3)],
        _ => [ConformanceWords.Time(spread.P50, step), ConformanceWords.Time(spread.P80, step), ConformanceWords.Time(spread.P95, step)],
    };

    private static void Months(PdfDocument pdf, ConformanceFigures figures)
    {
        pdf.Heading($"Menurut bulan, {figures.Period.Year}", 2);
        pdf.Table(new()
        {
            Columns = [PdfColumn.Head, PdfColumn.Number, PdfColumn.Number, PdfColumn.Number],
            Header = [["Bulan", "Langkah selesai", "Dalam standar", "Kegiatan sesuai prosedur"]],
            Rows = figures.Months.Select(month => (PdfRow)(string[])
            [
                Show.Month(figures.Period.Year, month.Month), Show.Number(month.Done), ConformanceWords.Rate(month.Within, month.Judged), ConformanceWords.Rate(month.RunsConform, month.RunsEnded),
            ]),
        });
    }

    private static void Findings(PdfDocument pdf, ConformanceFigures figures)
    {
        if (figures.Findings.Count == 0)
        {
            return;
        }

        pdf.Heading("Temuan menurut jenis", 2);
        pdf.Table(new()
        {
            Columns = [PdfColumn.Head, PdfColumn.Text, PdfColumn.Number, PdfColumn.Number],
            Header = [["Langkah", "Jenis temuan", "Temuan", "Bagian"]],
            Rows = figures.Findings.SelectMany(found => found.Kinds.Select(kind => (PdfRow)(string[])
                [found.Step, ConformanceWords.Kind(kind.Kind), Show.Number(kind.Count), ConformanceWords.Rate(kind.Count, found.Count)])),
        });
    }

    private static void Roles(PdfDocument pdf, ConformanceFigures figures)
    {
        if (figures.Roles.Count == 0)
        {
            return;
        }

        pdf.Heading("Menurut penanggung jawab langkah", 2);
        pdf.Table(new()
        {
            Columns = [PdfColumn.Head, PdfColumn.Number, PdfColumn.Number, PdfColumn.Number],
            Header = [["Pelaksana", "Selesai", "Dalam standar", "Bagian menunggu"]],
            Rows = figures.Roles.Select(role => (PdfRow)(string[])
                [role.Label, Show.Number(role.Done), ConformanceWords.Rate(role.Within, role.Judged), role.WaitShare is { } share ? $"{ConformanceWords.Percent(share)}%" : "–"]),
        });
    }

    private static void Open(PdfDocument pdf, ConformanceFigures figures)
    {
        pdf.Heading("Masih terbuka", 2);
        if (figures.Open.Count == 0)
        {
            pdf.Paragraph("Tidak ada langkah yang terbuka.");
            return;
        }

        pdf.Table(new()
        {
            Columns = [PdfColumn.Head, .. Enumerable.Repeat(PdfColumn.Number, 5 + AgeBucket.Labels.Count)],
            Header = [["Langkah", "Jumlah", "Siap", "Dikerjakan", "Ditunda", "Lewat tenggat", .. AgeBucket.Labels.Select(label => new PdfCell($"{label} hari"))]],
            Rows = figures.Open.Select(open => (PdfRow)(string[])
            [
                open.No, .. new[] { open.Count, open.Ready, open.Working, open.Paused, open.Overdue }.Concat(open.Ages).Select(count => Show.Number(count)),
            ]),
        });
    }
}
