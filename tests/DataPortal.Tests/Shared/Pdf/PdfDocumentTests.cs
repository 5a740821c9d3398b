using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Shared.Pdf;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Shared.Pdf;

public class PdfDocumentTests
{
    private static readonly PdfSettings Settings = new()
    {
        Title = "Jumlah penduduk – Muara Enim",
        Author = "BPS Kabupaten Muara Enim",
        Created = new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7)),
        Foot = "Sumber: BPS",
    };

    [Fact]
    public void Text_is_found_as_it_was_written()
    {
        var file = Written(pdf =>
        {
            pdf.Heading("Ringkasan (bulan ini)", 1);
            pdf.Paragraph("Café, “kutipan”, 2021–2026 … 50 % \\ • selesai");
        });
        var pdf = new PdfFile(file);
        Assert.Contains("Ringkasan (bulan ini)", pdf.Text);
        Assert.Contains("Café, “kutipan”, 2021–2026 … 50 % \\ • selesai", pdf.Text);
        if (PdfFile.Poppler(file) is { } read)
        {
            Assert.Contains("Café, “kutipan”, 2021–2026 … 50 % \\ • selesai", read);
        }
    }

    [Fact]
    public void What_the_face_lacks_is_drawn_by_its_nearest_letters_and_copied_as_it_was_meant()
    {
        var file = Written(pdf => pdf.Paragraph("nilai ≥ 5, Ščepan Łódź, 数"));
        Assert.Contains("nilai >= 5, Šcepan Lódz, ?", new PdfFile(file).Text);
        if (PdfFile.Poppler(file) is { } read)
        {
            Assert.Contains("nilai ≥ 5, Ščepan Łódź, 数", read);
        }
    }

    [Fact]
    public void An_arrow_is_drawn_in_its_place_and_copied_as_it_was_meant()
    {
        var file = Written(pdf => pdf.Paragraph("\u201c\u2193 Aktivitas\u201d dan 1 \u2192 2"));
        Assert.DoesNotContain("v Aktivitas", new PdfFile(file).Text, StringComparison.Ordinal);
        if (PdfFile.Poppler(file) is { } read)
        {
            Assert.Contains("\u201c\u2193 Aktivitas\u201d dan 1 \u2192 2", read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_and_other_content_another_identifier()
    {
        static void Draw(PdfDocument pdf) => pdf.Paragraph("Sama");
        Assert.Equal(Written(Draw), Written(Draw));
        Assert.NotEqual(Id(Written(Draw)), Id(Written(pdf => pdf.Paragraph("Lain"))));

        static string Id(byte[] file) => Regex.Match(new PdfFile(file).Trailer, "/ID\\[<(\\w+)>").Groups[1].Value;
    }

    [Fact]
    public void A_cell_of_a_table_leads_to_an_address_and_says_so_to_a_screen_reader()
    {
        var file = new PdfFile(Written(pdf => pdf.Table(new()
        {
            Columns = [PdfColumn.Head, PdfColumn.Number],
            Header = [["Tabel", "Nilai"]],
            Rows = Enumerable.Range(0, 3).Select(at => (PdfRow)(PdfCell[])[new($"Tabel {at}", Link: $"https://contoh.go.id/tabel/{at}"), "1"]),
        })));
        Assert.Equal(3, file.Objects.Count(one => one.Contains("/URI(https://contoh.go.id/tabel/", StringComparison.Ordinal)));
        Assert.Equal(3, file.OfType("Link").Count(one => one.Contains("/S/Link", StringComparison.Ordinal)));
        Assert.Contains("Tabel 2", file.Text);
    }

    [Fact]
    public void A_long_table_repeats_its_header_and_says_which_page_of_how_many()
    {
        var file = Written(pdf => pdf.Table(Rows(2_000)));
        var pdf = new PdfFile(file);
        Assert.InRange(pdf.PageCount, 30, 60);
        for (var page = 0; page < pdf.PageCount; page++)
        {
            var text = pdf.PageText(page);
            Assert.Contains("Kabupaten/Kota", text);
            Assert.Contains("Laki-laki", text);
            Assert.Contains($"Halaman {page + 1} dari {pdf.PageCount}", text);
            Assert.Contains("Sumber: BPS", text);
        }

        var found = Regex.Matches(pdf.Text, @"Wilayah (\d+)").Select(one => int.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 2_000), found);
    }

    [Fact]
    public void A_table_is_tagged_with_what_heads_what()
    {
        var pdf = new PdfFile(Written(pdf => pdf.Table(Rows(3))));
        Assert.Single(pdf.OfType("Table"));
        Assert.Equal(5, pdf.OfType("TR").Count);
        Assert.Contains(pdf.OfType("TH"), cell => cell.Contains("/Scope/Column/ColSpan 2", StringComparison.Ordinal));
        Assert.Contains(pdf.OfType("TH"), cell => cell.Contains("/Scope/Column/RowSpan 2", StringComparison.Ordinal));
        Assert.Equal(3, pdf.OfType("TH").Count(cell => cell.Contains("/Scope/Row", StringComparison.Ordinal)));
        Assert.Equal(6, pdf.OfType("TD").Count);
        Assert.Contains(pdf.OfType("Catalog"), catalog => catalog.Contains("/Lang(id-ID)", StringComparison.Ordinal) && catalog.Contains("/MarkInfo<</Marked true>>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_taller_than_a_page_loses_no_line()
    {
        var words = string.Join(' ', Enumerable.Range(1, 3_000).Select(n => $"kata{n}"));
        var pdf = new PdfFile(Written(pdf => pdf.Table(new() { Columns = [PdfColumn.Head, PdfColumn.Text], Header = [["Nomor", "Isi"]], Rows = [(string[])["1", words], (string[])["2", "akhir"]] })));
        Assert.True(pdf.PageCount > 2);
        Assert.Equal(Enumerable.Range(1, 3_000), Regex.Matches(pdf.Text, @"kata(\d+)").Select(one => int.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.Contains("akhir", pdf.Text);
    }

    [Fact]
    public void A_table_too_wide_for_the_page_is_split_and_each_part_repeats_the_stub()
    {
        var columns = 30;
        var pdf = new PdfFile(Written(pdf => pdf.Table(new()
        {
            Columns = [PdfColumn.Head, .. Enumerable.Repeat(PdfColumn.Number, columns)],
            Header = [[new("Wilayah", Down: 2), new("Tahun", Across: columns)], [.. Enumerable.Range(1997, columns).Select(year => new PdfCell($"{year}"))]],
            Rows = [new([new("Muara Enim"), .. Enumerable.Range(0, columns).Select(n => new PdfCell($"{1_000_000 + n:N0}"))])],
        })));
        var text = pdf.Text;
        var parts = Regex.Matches(text, @"Bagian \d dari (\d)");
        Assert.InRange(parts.Count, 2, 6);
        Assert.Equal(parts.Count, Regex.Count(text, "Muara Enim\n"));
        for (var year = 1997; year < 1997 + columns; year++)
        {
            Assert.Equal(1, Regex.Count(text, $@"\b{year}\b"));
        }
    }

    [Fact]
    public void Headings_become_an_outline_and_links_lead_somewhere()
    {
        var pdf = new PdfFile(Written(pdf =>
        {
            pdf.Heading("Satu", 1);
            pdf.Heading("Dua", 2);
            pdf.Heading("Tiga", 1);
            pdf.Paragraph(["Alamat: ", new("portal", Link: "https://contoh.go.id/tabel/a?b=(1)")]);
        }));
        Assert.Equal(3, pdf.Objects.Count(text => text.Contains("/Dest[", StringComparison.Ordinal)));
        Assert.Contains(pdf.Objects, text => text.Contains("/URI(https://contoh.go.id/tabel/a?b=\\(1\\))", StringComparison.Ordinal));
        Assert.Single(pdf.OfType("Link"), text => text.Contains("/OBJR", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_text_makes_a_sound_file() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), texts =>
        {
            var words = texts.Select(text => text ?? "").ToArray();
            var file = new PdfFile(Written(pdf =>
            {
                foreach (var text in words)
                {
                    pdf.Heading(text, 2);
                    pdf.Paragraph(text);
                }

                pdf.Facts([.. words.Select(text => (text, text))]);
                pdf.Bars("Bagan", [.. words.Select((text, at) => new PdfBar(text, at % 3 == 0 ? double.NaN : at, text))]);
                pdf.Signatures("Muara Enim, 1 Januari 2026", null, new("Disusun oleh", string.Concat(words)));
            }));
            return file.PageCount >= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrapped_lines_hold_every_word_and_fit() =>
        Prop.ForAll(Gen.Elements("data", "Kabupaten/Kota", "statistik-sektoral", "a", "pemutakhiran", "–").NonEmptyListOf().ToArbitrary(), Gen.Choose(20, 200).ToArbitrary(), (words, width) =>
        {
            var text = string.Join(' ', words);
            var widths = text.Select(c => (float)PdfText.Width([c], PdfFont.Regular, 9)).ToArray();
            List<PdfLine> lines = [];
            PdfText.Wrap(text, widths, width, lines);
            return lines.All(line => line.Width <= width + 0.1 || line.Length == 1)
                && string.Concat(lines.Select(line => text.Substring(line.Start, line.Length))).Replace(" ", "", StringComparison.Ordinal) == text.Replace(" ", "", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    private static PdfTable Rows(int count) => new()
    {
        Columns = [PdfColumn.Head, PdfColumn.Number, PdfColumn.Number],
        Header = [[new("Kabupaten/Kota", Down: 2), new("Jumlah penduduk", Across: 2)], ["Laki-laki", "Perempuan"]],
        Rows = Enumerable.Range(1, count).Select(n => (PdfRow)(string[])[$"Wilayah {n}", $"{n * 1234:N0}", "…"]),
    };

    private static byte[] Written(Action<PdfDocument> draw)
    {
        using var file = new MemoryStream();
        using (var pdf = new PdfDocument(file, Settings))
        {
            draw(pdf);
        }

        return file.ToArray();
    }
}
