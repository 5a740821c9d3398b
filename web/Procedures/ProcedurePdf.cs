using DataPortal.Shared.Pdf;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures;

/// <summary>A procedure on paper (procedures.md §11): identity sheet, steps, and on a last sheet our notes, headed as no part of the document. Always in Indonesian, as the document is.</summary>
public static class ProcedurePdf
{
    /// <summary>The same document gives the same bytes.</summary>
    public static void Write(Stream to, Procedure procedure, ProcedureLibrary library)
    {
        using var pdf = new PdfDocument(to, new()
        {
            Title = $"{procedure.Name} – SOP {procedure.Number}",
            Author = procedure.Units[0],
            Landscape = true,
            Foot = $"Nomor SOP {procedure.Number} · versi {procedure.Version} · Dicetak dari portal, bukan pengganti dokumen bertanda tangan",
        });
        Identity(pdf, procedure);
        pdf.NewPage();
        Steps(pdf, procedure, library);
        Notes(pdf, procedure);
        pdf.Finish();
    }

    private static void Identity(PdfDocument pdf, Procedure procedure)
    {
        pdf.Letterhead(procedure.Units[0], [.. procedure.Units.Skip(1)]);
        pdf.Heading(procedure.Kind.Length > 0 ? $"{procedure.Kind}: {procedure.Title}" : procedure.Title, 1);
        if (procedure.ExampleOf is { } other)
        {
            pdf.Paragraph($"Contoh dari {other}.", PdfStyle.Small);
        }

        pdf.Facts([
            ("Nomor SOP", procedure.Number),
            ("Tanggal Pembuatan", procedure.Created),
            ("Tanggal Revisi", procedure.Revised),
            ("Tanggal Efektif", procedure.Effective),
            ("Disahkan oleh", string.Join(", ", new[] { procedure.Approval.Office, procedure.Approval.Name, procedure.Approval.Rank, procedure.Approval.Nip is { } nip ? $"NIP. {nip}" : null }.OfType<string>())),
            ("Nama SOP", procedure.FormalName ?? procedure.Title),
        ]);
        foreach (var section in procedure.Sections)
        {
            pdf.Heading(section.Heading, 3);
            foreach (var item in section.Items)
            {
                pdf.Paragraph($"{item.Marker} {item.Text}".Trim());
            }
        }

        if (procedure.Purpose.Length > 0)
        {
            pdf.Heading("Maksud", 3);
            pdf.Paragraph(procedure.Purpose);
        }
    }

    private static void Steps(PdfDocument pdf, Procedure procedure, ProcedureLibrary library)
    {
        var quality = procedure.QualityColumns;
        var remarksApart = !quality.Contains("Keterangan");
        List<PdfCell> top =
        [
            new(procedure.Label("No"), Down: 2), new(procedure.Label("Kegiatan"), Down: 2), new(procedure.Label("Pelaksana"), Down: 2),
            new(procedure.Label("Mutu Baku"), Across: quality.Count),
        ];
        if (remarksApart)
        {
            top.Add(new(procedure.Label("Keterangan"), Down: 2));
        }

        top.Add(new("Lanjut ke", Down: 2));
        pdf.Heading(procedure.ChartTitle ?? "Langkah", 2);
        pdf.Table(new()
        {
            Columns =
            [
                PdfColumn.Head, PdfColumn.Text, PdfColumn.Text, .. quality.Select(column => column == "Waktu" ? PdfColumn.Text with { Wrap = false } : PdfColumn.Text),
                .. Enumerable.Repeat(PdfColumn.Text, remarksApart ? 2 : 1),
            ],
            Header = [top, [.. quality.Select(column => (PdfCell)procedure.Label(column))]],
            Stretch = true,
            Summary = $"Langkah {procedure.Name}: pelaksana, mutu baku dan langkah berikutnya",
            Rows = procedure.Steps.Select(step => new PdfRow(
            [
                step.No, step.Activity, ProcedureWords.Actors(procedure, step), .. quality.Select(column => (PdfCell)step.Cell(column)),
                .. remarksApart ? [step.Remarks] : Array.Empty<PdfCell>(), Lead(step, library),
            ])),
        });
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
            Summary = "Jam, yang dinilai dan bukti tiap langkah",
            Rows = procedure.Steps.Select(step => (PdfRow)(string[])
                [step.No, step.Standard is null ? "–" : step.Clock.Name(), step.Judged switch { Judged.Work => "waktu kerja", Judged.Lead => "waktu tunggu", _ => "tidak dinilai" }, step.Evidence ?? "–", step.Reason ?? "–"]),
        });
    }

    private static string Lead(ProcedureStep step, ProcedureLibrary library) =>
        (step.ImpliedQuestion is { } question ? question + " " : "")
        + string.Join("; ", step.Next.Outcomes.Select(outcome => ProcedureWords.Branch(outcome) + (outcome.Step is { } next ? $"langkah {next}" : "selesai")))
        + (step.Next.Kind == NextKind.DeferredChoice ? " (yang lebih dahulu selesai)" : "")
        + (step.Sub is not { } sub ? "" : library.Find(sub) is { } detail ? $". SOP rinci: {detail.Name}" : ". SOP rinci belum ada");
}
