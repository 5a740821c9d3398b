using DataPortal.Content;
using DataPortal.Procedures;

namespace DataPortal.Tests.Procedures;

public sealed class ProcedureFileTests
{
    private const string Good = """
        ---
        id: contoh
        nomor: B1
        jenis: SOP
        judul: Contoh
        unit: Kantor
        tanggal_efektif: 2 Januari 2024
        disahkan_oleh:
          jabatan: Kepala
        aktor:
          tim:
            label: Tim
            peran: TeamLead
          luar:
            label: Luar
            peran: eksternal
        ---

        ## Dasar Hukum

        1. Undang-Undang *tanpa* [tautan] dan_garis

        ## Kegiatan

        | No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Keluaran | Lanjut | Peristiwa | Keterangan |
        |---|---|---|---|---|---|---|---|---|
        | 1 | Mulai | luar (mulai), tim* | - | 1 jam | Surat | 2 | | |
        | 2 | Periksa | tim?, luar@tidak | | 5 hari kerja | Temuan \| catatan | ya: 4; tidak: 1 | submission.decided | |
        | 4 | Lapor | tim (selesai) | | 1 Bulan | Laporan | selesai | | |

        ## Bacaan

        | No | Per | Ukur | Jam | Mulai | Bukti | Boleh lewati | Alasan |
        |---|---|---|---|---|---|---|---|
        | 2 | produsen | | layanan | | keputusan | ya | |
        """;

    private static Procedure Parse(string text) => ProcedureFile.Parse("sop/contoh.md", text, new HashSet<string> { "produsen" });

    [Fact]
    public void A_document_is_read_whole()
    {
        var procedure = Parse(Good);
        Assert.Equal(["1", "2", "4"], procedure.Steps.Select(step => step.No));
        Assert.Equal("tim", procedure.Step("1").Responsible.Key);
        Assert.Equal(Capsule.Start, procedure.Step("1").Actors[0].Capsule);
        Assert.Equal(new StepActor("tim", false, true, Capsule.None, null), procedure.Step("2").Actors[0]);
        Assert.Equal("tidak", procedure.Step("2").Actors[1].Branch);
        Assert.Equal("Temuan | catatan", procedure.Step("2").Output);
        Assert.Equal("Undang-Undang *tanpa* [tautan] dan_garis", procedure.Sections[0].Items[0].Text);
        Assert.Equal("-", procedure.Step("1").Requisites);
    }

    [Fact]
    public void Where_the_reading_is_silent_dates_are_judged_by_lead_and_durations_by_work()
    {
        var procedure = Parse(Good);
        Assert.Equal([Judged.Work, Judged.Lead, Judged.Lead], procedure.Steps.Select(step => step.Judged));
        Assert.Equal((DataPortal.WorkingTime.WorkClock.Office, null, false), (procedure.Step("1").Clock, procedure.Step("1").Per, procedure.Step("1").MayBeSkipped));
        Assert.Equal((DataPortal.WorkingTime.WorkClock.Service, "produsen", true), (procedure.Step("2").Clock, procedure.Step("2").Per, procedure.Step("2").MayBeSkipped));
    }

    [Fact]
    public void Another_content_is_another_version_and_line_ends_are_none()
    {
        Assert.Equal(Parse(Good).Version, Parse(Good.ReplaceLineEndings("\r\n")).Version);
        Assert.NotEqual(Parse(Good).Version, Parse(Good.Replace("1 jam", "2 jam", StringComparison.Ordinal)).Version);
    }

    [Theory]
    [InlineData("luar (mulai), tim*", "luar (mulai), kepala*", 27, "aktor \"kepala\" tidak ada")]
    [InlineData("luar (mulai), tim*", "luar*, tim*", 27, "bertanda * lebih dari satu")]
    [InlineData("luar (mulai), tim*", "luar (awal), tim", 27, "Pelaksana \"luar (awal)\" tidak dapat dibaca")]
    [InlineData("tim (selesai)", "", 29, "Pelaksana kosong")]
    [InlineData("luar@tidak", "luar@mungkin", 28, "\"mungkin\" bukan jawaban")]
    [InlineData("| 2 | | |\n", "| 9 | | |\n", 27, "Lanjut menunjuk langkah 9 yang tidak ada")]
    [InlineData("| 2 | | |\n", "| | | |\n", 27, "Lanjut kosong")]
    [InlineData("| 2 | | |\n", "| 2; 4 | | |\n", 27, "tiap pilihan ditulis dengan kata jawabannya")]
    [InlineData("ya: 4; tidak: 1", "ya: 4", 28, "hanya punya satu jawaban")]
    [InlineData("ya: 4; tidak: 1", "ya: 4; ya: 1", 28, "jawaban yang sama dua kali")]
    [InlineData("ya: 4; tidak: 1", "ya: 2; tidak: 1", 29, "tidak ada langkah lain yang menuju langkah ini")]
    [InlineData("| selesai | | |", "| 1 | | |", 27, "tidak ada jalan menuju selesai")]
    [InlineData("1 Bulan", "segera", 29, "Waktu \"segera\" tidak dapat dibaca")]
    [InlineData("| 2 | produsen |", "| 2 | kiriman |", 28, "Per \"kiriman\" tidak disediakan")]
    [InlineData("| 2 | produsen |", "| 3 | produsen |", 35, "menyebut langkah 3 yang tidak ada")]
    [InlineData("produsen | | layanan", "produsen | lama | layanan", 28, "Ukur \"lama\" tidak dikenal")]
    [InlineData("produsen | | layanan", "produsen | | malam", 28, "Jam \"malam\" tidak dikenal")]
    [InlineData("submission.decided", "submission.decide", 28, "bukan peristiwa portal")]
    [InlineData("| 4 | Lapor", "| 2 | Lapor", 29, "nomor ini sudah dipakai")]
    [InlineData("Temuan \\| catatan", "Temuan | catatan", 28, "baris ini punya 10 sel")]
    [InlineData("| Kelengkapan |", "| Lengkap |", 25, "kolom \"Lengkap\" tidak dikenal")]
    [InlineData("## Dasar Hukum", "## Dasar Hukm", 19, "bagian ## Dasar Hukm tidak dikenal")]
    [InlineData("## Kegiatan", "## Bacaan 2", 18, "bagian ## Kegiatan tidak ada")]
    [InlineData("id: contoh", "id: lain", 2, "harus sama dengan nama berkas")]
    [InlineData("nomor: B1", "nomer: B1", 3, "\"nomer\" tidak dikenal")]
    [InlineData("peran: TeamLead", "peran: Ketua", 11, "aktor tim: harus punya label dan peran")]
    public void A_document_that_cannot_run_is_refused_with_file_line_and_remedy(string written, string wrong, int line, string message)
    {
        Assert.Contains(written, Good, StringComparison.Ordinal);
        var problems = Assert.Throws<ContentException>(() => Parse(Good.Replace(written, wrong, StringComparison.Ordinal))).Problems;
        Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
        var found = problems.First(problem => problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(("sop/contoh.md", line), (found.File, found.Line));
    }

    [Theory]
    [InlineData("| 2 | produsen | | layanan | |", "| 2 | bulan | | layanan | |")]
    [InlineData("| 2 | produsen | | layanan | |", "| 2 | produsen | | layanan | submission.sent |")]
    public void A_step_the_calendar_or_an_event_opens_needs_no_step_before_it(string written, string reading)
    {
        var text = Good.Replace("| 2 | | |\n", "| 4 | | |\n", StringComparison.Ordinal).ReplaceLineEndings("\n");
        Assert.Contains("tidak ada langkah lain yang menuju", Assert.Throws<ContentException>(() => Parse(text)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Parse(text.Replace(written, reading, StringComparison.Ordinal)).Steps.Count);
    }

    [Fact]
    public void A_choice_left_open_is_told_from_a_decision()
    {
        var next = Parse(Good.Replace("ya: 4; tidak: 1", "ya: 4 / tidak: selesai", StringComparison.Ordinal)).Step("2").Next;
        Assert.Equal((NextKind.DeferredChoice, true), (next.Kind, next.Ends));
        Assert.Equal([new Outcome("ya", "4"), new Outcome("tidak", null)], next.Outcomes);
    }

    [Fact]
    public void Every_problem_of_a_document_is_told_at_once() =>
        Assert.Equal(3, Assert.Throws<ContentException>(() => Parse(Good
            .Replace("nomor: B1\n", "", StringComparison.Ordinal).Replace("1 jam", "sebentar", StringComparison.Ordinal).Replace("submission.decided", "apa", StringComparison.Ordinal))).Problems.Count);
}
