using System.Text.RegularExpressions;
using DataPortal.Procedures;
using DataPortal.Tests.Shared.Pdf;

namespace DataPortal.Tests.Procedures.Chart;

public sealed partial class ProcedurePdfTests
{
    public static TheoryData<string> Seeds => Charts.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_word_of_the_document_is_on_the_print_and_can_be_copied(string id)
    {
        var procedure = Charts.Seed(id);
        var file = Printed(procedure);
        var text = Squeezed(new PdfFile(file).Text);
        Assert.All(
            [
                procedure.Number, procedure.Title, procedure.FormalName ?? "", procedure.Kind, procedure.Purpose, procedure.Created, procedure.Revised, procedure.Effective,
                procedure.Approval.Office, procedure.Approval.Name ?? "", procedure.Approval.Rank ?? "", procedure.Approval.Nip ?? "", procedure.ChartTitle ?? "",
                .. procedure.Units, .. procedure.Sections.SelectMany(part => part.Items.Select(item => item.Text).Append(part.Heading)), .. procedure.TranscriptionNotes,
                .. procedure.Actors.Select(actor => actor.Label), .. procedure.QualityColumns.Select(procedure.Label),
                .. procedure.Steps.SelectMany(step => procedure.QualityColumns.Select(step.Cell).Append(step.Activity).Append(step.Remarks).Concat(step.Symbols.Select(symbol => symbol.Text))),
            ], words => Assert.Contains(Squeezed(words).Replace("↓", "", StringComparison.Ordinal), text, StringComparison.Ordinal));
        if (PdfFile.Poppler(file) is { } read)
        {
            Assert.Contains($"Nomor SOP {procedure.Number} · versi {procedure.Version} · Dicetak dari portal, bukan pengganti dokumen bertanda tangan", read, StringComparison.Ordinal);
            Assert.Contains("Catatan transkripsi (bukan bagian dokumen yang disahkan)", read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_landscape_tagged_and_says_where_each_step_leads()
    {
        var file = new PdfFile(Printed(Charts.Seed("survei-sektoral")));
        Assert.All(file.OfType("Page"), page => Assert.Matches(@"/MediaBox\[0 0 841\.89 595\.28\]", page));
        Assert.Contains(file.Objects, one => one.Contains("/MarkInfo<</Marked true>>", StringComparison.Ordinal));
        var said = file.OfType("Figure").Select(figure => Alternative().Match(figure).Groups[1].Value).ToList();
        Assert.Contains("Lanjut ke ya: langkah 4; tidak: langkah 6", said);
        Assert.Contains("keputusan Perbaiki?", said);

        // Six facts, two header rows and seven steps, then the notes' own table.
        Assert.Equal(6 + 2 + 7 + 1 + 7, file.OfType("TR").Count);
    }

    [Fact]
    public void Our_notes_are_the_last_sheet_and_under_their_own_heading()
    {
        var file = new PdfFile(Printed(Charts.Seed("pst")));
        var notes = Enumerable.Range(0, file.PageCount).First(page => file.PageText(page).Contains("Catatan transkripsi (bukan bagian dokumen yang disahkan)", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, notes), page => Assert.DoesNotContain("Dibaca:", file.PageText(page), StringComparison.Ordinal));
        Assert.DoesNotContain("Aktivitas", file.PageText(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_over_two_pages_repeats_its_header_rows()
    {
        var file = new PdfFile(Printed(Charts.Seed("pst")));
        Assert.Equal(2, Enumerable.Range(0, file.PageCount).Count(page => file.PageText(page).Split('\n').Contains("MUTU BAKU")));
    }

    /// <summary>One grey pixel (ISO/IEC 15948).</summary>
    private static readonly byte[] _picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData("survei-sektoral", 1)]
    [InlineData("imk-tahunan", 0)]
    public void The_offices_logo_stands_on_its_own_documents_and_on_no_example_of_another(string id, int times)
    {
        using MemoryStream made = new();
        ProcedurePdf.Write(made, Charts.Seed(id), _picture, null);
        var file = new PdfFile(made.ToArray());
        Assert.Equal(times, file.Objects.Count(one => one.Contains("/Alt(Logo kantor)", StringComparison.Ordinal)));
        Assert.Equal(times, file.Objects.Count(one => one.Contains("/Subtype/Image", StringComparison.Ordinal)));
    }

    /// <summary>The last sheet holds what is left of the notes' table: never one or two rows alone.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_row_or_two_stand_alone_on_the_last_sheet(string id)
    {
        var procedure = Charts.Seed(id);
        var file = new PdfFile(Printed(procedure));
        var last = file.PageText(file.PageCount - 1).Split('\n').Select(line => line.Trim()).ToList();
        Assert.True(procedure.Steps.Count(step => last.Contains(step.No)) >= Math.Min(3, procedure.Steps.Count), string.Join(" | ", last));
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes() => Assert.Equal(Printed(Charts.Seed("imk-tahunan")), Printed(Charts.Seed("imk-tahunan")));

    [Theory]
    [InlineData(40, 50)]
    [InlineData(120, 12)]
    public void A_document_too_large_for_its_sheet_is_set_smaller_and_nothing_is_lost(int steps, int actors)
    {
        var procedure = Charts.Random(3, steps, actors);
        var text = Squeezed(new PdfFile(Printed(procedure)).Text);
        Assert.All(procedure.Steps, step => Assert.Contains(Squeezed(step.Activity), text, StringComparison.Ordinal));
    }

    private static byte[] Printed(Procedure procedure)
    {
        using MemoryStream made = new();
        ProcedurePdf.Write(made, procedure);
        return made.ToArray();
    }

    private static string Squeezed(string words) => string.Concat(words.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex(@"/Alt\(([^)]*)\)")]
    private static partial Regex Alternative();
}
