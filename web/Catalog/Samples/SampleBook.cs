using DataPortal.Shared;
using DataPortal.Shared.Pdf;

namespace DataPortal.Catalog.Samples;

/// <summary>Makes the PDF of a sample publication or press release: short, real, and saying on every page that it is an example.</summary>
internal static class SampleBook
{
    private const string Notice = "Contoh untuk menunjukkan portal. Bukan terbitan resmi BPS, dan angkanya bukan angka resmi.";

    /// <returns>How many pages it has.</returns>
    public static int Write(Stream to, SampleItem sample, OfficeOptions office)
    {
        using var pdf = new PdfDocument(to, new() { Title = sample.Title.Id + " (contoh)", Author = office.Name, Subject = sample.Summary?.Id ?? "", Created = sample.PublishedAt, Foot = "Contoh – " + office.ShortName });
        pdf.Letterhead(office.Name, office.Region);
        pdf.Heading(sample.Title.Id, 1);
        pdf.Paragraph(Notice);
        (string Label, string? Value)[] facts =
        [
            ("Nomor katalog", sample.CatalogueNumber), ("Nomor publikasi", sample.PublicationNumber), ("ISSN", sample.Issn), ("Nomor BRS", sample.ReleaseNumber), ("Periode", sample.Period),
        ];
        pdf.Facts([.. facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (fact.Label, fact.Value!))]);
        if (sample.Summary is { } summary)
        {
            pdf.Paragraph(summary.Id);
        }

        pdf.Heading(sample.Kind is ItemKind.Publication ? "Daftar isi" : "Ringkasan", 2);
        pdf.List(sample.Contents);
        if (sample.Kind is not ItemKind.Publication)
        {
            pdf.Finish();
            return 1;
        }

        foreach (var chapter in sample.Contents)
        {
            pdf.NewPage();
            pdf.Heading(chapter, 2);
            pdf.Paragraph(Notice);
            pdf.Paragraph("Di terbitan yang sebenarnya, bab ini memuat tabel, grafik, dan penjelasan teknis beserta sumbernya.");
        }

        pdf.Finish();
        return 1 + sample.Contents.Count;
    }
}
