using DataPortal.Procedures.Chart;
using DataPortal.Shared.Pdf;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures;

/// <summary>A procedure on paper (procedures.md §11): identity sheet, flow chart, and on a last sheet our notes, headed as no part of the document. Always in Indonesian, as the document is.</summary>
public static class ProcedurePdf
{
    private const double Margin = 40;

    /// <summary>Room above the chart for its title and below it for what the italics mean, points.</summary>
    private const double Around = 44;

    /// <summary>Below this the chart takes a larger sheet.</summary>
    private const double SmallestOnA4 = 0.82;

    /// <summary>Rows on a sheet by themselves read as left over when they are fewer.</summary>
    private const int FewestRows = 3;

    /// <summary>The same document gives the same bytes.</summary>
    public static void Write(Stream to, Procedure procedure) => Write(to, procedure, null, null);

    /// <param name="logo">PNG or JPEG; another office's example does not bear it.</param>
    /// <param name="signed">Where the signed scan is; null when there is none.</param>
    public static void Write(Stream to, Procedure procedure, byte[]? logo, string? signed)
    {
        var (paper, layout, scale) = Fit(procedure);
        using var pdf = new PdfDocument(to, new()
        {
            Title = $"{procedure.Name} – SOP {procedure.Number}",
            Author = procedure.Units[0],
            Landscape = true,
            Paper = paper,
            Margin = Margin,
            Foot = $"Nomor SOP {procedure.Number} · versi {procedure.Version} · {(signed is null ? "Dicetak dari portal, bukan pengganti dokumen bertanda tangan" : $"Dokumen bertanda tangan: {signed}")}",
        });
        pdf.Heading(procedure.Kind.Length > 0 ? $"{procedure.Kind} {procedure.Title}" : procedure.Title, 1);
        if (procedure.ExampleOf is { } other)
        {
            pdf.Paragraph($"Contoh dari {other}.", PdfStyle.Small);
        }

        ProcedureIdentitySheet.Draw(pdf, procedure, logo is null || procedure.ExampleOf is not null ? null : pdf.AddImage(logo));
        if (signed is not null)
        {
            pdf.Paragraph(["Pindaian dokumen bertanda tangan: ", new PdfSpan(signed, Link: signed)], PdfStyle.Small);
        }

        pdf.NewPage();
        pdf.Heading(procedure.ChartTitle ?? $"Bagan alur {procedure.Name}", 2);
        ChartPdf.Draw(pdf, procedure, layout, scale);
        if (layout.HasReading)
        {
            pdf.Gap(4);
            pdf.Paragraph("Tulisan miring di dalam lambang adalah bacaan portal, bukan bagian dokumen yang disahkan.", PdfStyle.Small);
        }

        Notes(pdf, procedure);
        pdf.Finish();
    }

    // The smallest sheet on which the chart is legible.
    private static (PdfPaper Paper, ChartLayout Layout, double Scale) Fit(Procedure procedure)
    {
        var (layout, scale) = On(PdfPaper.A4);
        if (scale >= SmallestOnA4)
        {
            return (PdfPaper.A4, layout, scale);
        }

        (layout, scale) = On(PdfPaper.A3);
        return (PdfPaper.A3, layout, scale);

        // Landscape: the sheet's height is its width.
        (ChartLayout Layout, double Scale) On(PdfPaper paper) => ChartPdf.Fit(procedure, paper.Height - 2 * Margin, paper.Width - 2 * Margin - Around);
    }

    private static void Notes(PdfDocument pdf, Procedure procedure)
    {
        pdf.NewPage();
        pdf.Heading("Catatan transkripsi (bukan bagian dokumen yang disahkan)", 2);
        pdf.List(procedure.TranscriptionNotes);
        pdf.Heading("Cara portal mengukur waktu", 3);
        pdf.Table(new()
        {
            Columns = [PdfColumn.Head, .. Enumerable.Repeat(PdfColumn.Text, 4)],
            Header = [["Langkah", "Jam", "Yang dinilai", "Bukti selesai", "Alasan"]],
            Stretch = true,
            KeepLast = FewestRows,
            Summary = "Jam, yang dinilai dan bukti tiap langkah",
            Rows = procedure.Steps.Select(step => (PdfRow)(string[])
                [step.No, step.Standard is null ? "–" : step.Clock.Name(), step.Judged switch { Judged.Work => "waktu kerja", Judged.Lead => "waktu sejak siap", _ => "tidak dinilai" }, step.Evidence ?? "–", step.Reason ?? "–"]),
        });
    }
}
