using DataPortal.Catalog;
using DataPortal.Requests;
using DataPortal.Shared;
using DataPortal.Shared.Pdf;

namespace DataPortal.Reports;

/// <summary>16-1 and 16-2 on paper: letterhead, number, place and date, signatures; landscape for the register.</summary>
internal sealed class ReportPdf(OfficeOptions office, Subjects subjects)
{
    public void Register(Stream to, MonthlyReport report, bool names)
    {
        using var pdf = Open(to, report, "16-1", landscape: true, PdfPaper.A3);
        Head(pdf, report, "16-1", "Log permintaan data");
        if (report.Content.Lines.Count == 0)
        {
            pdf.Paragraph("Tidak ada permintaan pada bulan ini, dan tidak ada yang terbawa dari bulan sebelumnya.");
        }
        else
        {
            pdf.Table(new()
            {
                Columns = [PdfColumn.Head, .. Enumerable.Repeat(new PdfColumn(MaxWidth: 120), RegisterColumns.All.Count - 1)],
                Header = [[.. RegisterColumns.All.Select(column => new PdfCell(column.Heading))]],
                Rows = report.Content.Lines.Select(line => new PdfRow([.. RegisterColumns.All.Select(column => new PdfCell(column.Text(line, names, subjects)))])),
                Size = 7.5,
                SmallestSize = 5.5,
                Stretch = true,
                Summary = $"Laporan 16-1, {report.Month.Words}",
            });
        }

        Foot(pdf, report);
    }

    public void Summary(Stream to, MonthlyReport report)
    {
        var summary = report.Summary;
        using var pdf = Open(to, report, "16-2", landscape: false, PdfPaper.A4);
        Head(pdf, report, "16-2", "Rekap pelayanan permintaan data");
        pdf.Heading("Neraca permintaan", 2);
        var total = summary.Total;
        pdf.Table(new()
        {
            Columns = [PdfColumn.Head, PdfColumn.Number],
            Header = [["Permintaan", "Banyaknya"]],
            Rows =
            [
                Row("Terbawa dari bulan sebelumnya", total.CarriedOver), Row("Masuk bulan ini", total.Received), Row("Jumlah", total.All, PdfRowKind.Total),
                Row("Dijawab dengan data", total.Fulfilled), Row("Sebagian dijawab", total.Partly), Row("Tidak tersedia", total.NotHeld), Row("Ditolak", total.Refused),
                Row("Ditarik atau ditutup tanpa jawaban pemohon", total.Withdrawn), Row("Masih terbuka pada akhir bulan", total.Open),
                Row("Jumlah", total.Answered + total.Withdrawn + total.Open, PdfRowKind.Total),
            ],
        });
        if (summary.MostAsked.Count > 0)
        {
            pdf.Bars("Permintaan menurut subjek", [.. summary.MostAsked.Select(group => new PdfBar(group.Label, group.Balance.All, Show.Number(group.Balance.All)))]);
        }

        pdf.Heading("Waktu kerja menurut langkah, dibandingkan dengan standar", 2);
        pdf.Table(new()
        {
            Columns = [new PdfColumn(IsHeader: true, MaxWidth: 180), PdfColumn.Text, PdfColumn.Number, PdfColumn.Number, PdfColumn.Number, PdfColumn.Number, PdfColumn.Number],
            Header = [["Langkah", "Standar", "Banyaknya", "Waktu tengah (menit)", "Persentil ke-90 (menit)", "Dalam standar", "Persen"]],
            Rows = summary.Steps.Select(step => new PdfRow(
            [
                $"{step.Step}. {step.Activity}", step.Standard, Show.Number(step.Cases.Count),
                .. step.Cases.Count is > 0 and < StepTime.Fewest
                    ? [new PdfCell(string.Join("; ", step.Cases.Select(time => Words.Minutes(time))), Across: 2)]
                    : new PdfCell[] { Words.Minutes(step.Median), Words.Minutes(step.P90) },
                $"{step.Within} dari {step.Judged}", Words.Percent(step.ShareWithin),
            ])),
        });
        foreach (var breakdown in summary.Breakdowns)
        {
            pdf.Heading(breakdown.Title, 2);
            pdf.Table(new()
            {
                Columns = [new PdfColumn(IsHeader: true, MaxWidth: 170), .. Enumerable.Repeat(PdfColumn.Number, 8)],
                Header = [[breakdown.Heading, "Terbawa", "Masuk", "Dijawab", "Sebagian", "Tidak tersedia", "Ditolak", "Ditarik", "Terbuka"]],
                Rows = breakdown.Groups.Select(group => Balance(group.Label, group.Balance, PdfRowKind.Normal)).Append(Balance("Jumlah", total, PdfRowKind.Total)),
            });
        }

        // The signatures never stand on a page alone: what is signed last goes with them.
        pdf.Need(200 + 14 * Math.Min(summary.Unmet.Count, 8));
        pdf.Heading("Kebutuhan yang belum terpenuhi", 2);
        if (summary.Unmet.Count == 0)
        {
            pdf.Paragraph("Tidak ada permintaan yang datanya tidak tersedia pada bulan ini.");
        }
        else
        {
            pdf.List(summary.Unmet.Select(Words.Line));
        }

        Foot(pdf, report);
    }

    private PdfDocument Open(Stream to, MonthlyReport report, string name, bool landscape, PdfPaper paper) => new(to, new()
    {
        Title = $"Laporan {name}, {report.Month.Words}",
        Author = office.Name,
        Language = "id",
        Paper = paper,
        Landscape = landscape,
        Margin = 36,
        Foot = report.Signed is { } signed ? $"{office.ShortName} · edisi {signed.Edition} · {signed.Content.Hash[..16]}" : $"{office.ShortName} · belum ditandatangani",
        Created = report.Signed?.SignedBy.At,
    });

    private void Head(PdfDocument pdf, MonthlyReport report, string name, string title)
    {
        pdf.Letterhead(office.Name, [.. new[] { office.Address, office.Email }.Where(line => line.Length > 0)]);
        pdf.Heading($"{title}, {report.Month.Words}", 1);
        pdf.Facts(
        [
            ("Laporan", name), ("Nomor", report.Signed?.LetterNumber is { Length: > 0 } number ? number : "–"),
            ("Keadaan", report.Signed is { } signed ? $"Edisi {signed.Edition}, ditandatangani {Show.Moment(signed.SignedBy.At)}" : "Belum ditandatangani, angka berjalan"),
            .. report.Signed?.Reason is { Length: > 0 } reason ? new[] { ("Yang diperbaiki", reason) } : [],
            .. report.Summary.HasSamples ? new[] { ("Perhatian", "Memuat permintaan contoh") } : [],
        ]);
        pdf.Paragraph(Words.Sentence(report.Summary));
    }

    private void Foot(PdfDocument pdf, MonthlyReport report)
    {
        var signed = report.Signed;
        pdf.Signatures(signed is null ? $"{office.City}, …" : $"{office.City}, {Show.Date(signed.SignedBy.At)}",
            new("Mengetahui", signed?.ReceivedBy?.Title ?? Words.Receiver, signed?.ReceivedBy?.Name, signed?.ReceivedBy?.Nip),
            new("Disusun oleh", signed?.SignedBy.Title ?? Words.Signer, signed?.SignedBy.Name, signed?.SignedBy.Nip));
        pdf.Finish();
    }

    private static PdfRow Row(string label, int count, PdfRowKind kind = PdfRowKind.Normal) => new([label, Show.Number(count)], kind);

    private static PdfRow Balance(string label, Balance balance, PdfRowKind kind) => new(
        [label, .. new[] { balance.CarriedOver, balance.Received, balance.Fulfilled, balance.Partly, balance.NotHeld, balance.Refused, balance.Withdrawn, balance.Open }.Select(count => new PdfCell(Show.Number(count)))], kind);
}
