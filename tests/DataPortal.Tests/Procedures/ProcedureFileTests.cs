using DataPortal.Content;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

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

    private static readonly Offered _offered = new(new HashSet<string> { "produsen" }, new HashSet<string> { "rencana", "briefing" });

    private static Procedure Parse(string text) => ProcedureFile.Parse("sop/contoh.md", text, _offered);

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
    [InlineData("| selesai | | |", "| 1 | | |", 29, "dari langkah 1, 2, 4 tidak ada jalan menuju selesai")]
    [InlineData("1 Bulan", "segera", 29, "Waktu \"segera\" tidak dapat dibaca")]
    [InlineData("| 2 | produsen |", "| 2 | kiriman |", 35, "Per \"kiriman\" tidak disediakan")]
    [InlineData("| 2 | produsen |", "| 3 | produsen |", 35, "menyebut langkah 3 yang tidak ada")]
    [InlineData("produsen | | layanan", "produsen | lama | layanan", 35, "Ukur \"lama\" tidak dikenal")]
    [InlineData("produsen | | layanan", "produsen | | malam", 35, "Jam \"malam\" tidak dikenal")]
    [InlineData("submission.decided", "submission.decide", 28, "bukan peristiwa portal")]
    [InlineData("| 4 | Lapor", "| 2 | Lapor", 29, "nomor ini sudah dipakai")]
    [InlineData("Temuan \\| catatan", "Temuan | catatan", 28, "baris ini punya 10 sel")]
    [InlineData("| Kelengkapan |", "| Lengkap |", 25, "kolom \"Lengkap\" tidak dikenal")]
    [InlineData("## Dasar Hukum", "## Dasar Hukm", 19, "bagian ## Dasar Hukm tidak dikenal")]
    [InlineData("## Kegiatan", "## Bacaan 2", 18, "bagian ## Kegiatan tidak ada")]
    [InlineData("id: contoh", "id: draf", 2, "dipakai sebagai alamat halaman lain")]
    [InlineData("unit: Kantor", "unit: []", 6, "unit: kosong")]
    [InlineData("tim (selesai)", "tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim, tim", 29, "Pelaksana memuat lebih dari 50 aktor")]
    [InlineData("ya: 4; tidak: 1", "a: 4; b: 4; c: 4; d: 4; e: 4; f: 4; g: 4; h: 4; i: 4; j: 4; k: 4; l: 4; m: 1", 28, "keputusan punya 13 jawaban")]
    [InlineData("id: contoh", "id: lain", 2, "harus sama dengan nama berkas")]
    [InlineData("nomor: B1", "nomer: B1", 3, "\"nomer\" tidak dikenal")]
    [InlineData("peran: TeamLead", "peran: Ketua", 11, "aktor tim: harus punya label dan peran")]
    [InlineData("jabatan: Kepala", "jabatan: Kepala\n  golongan: IV", 10, "disahkan_oleh: \"golongan\" tidak dikenal")]
    [InlineData("tim?, luar@tidak", "tim?, luar?", 28, "bertanda ? lebih dari satu")]
    [InlineData("luar (mulai), tim*", "luar (mulai), tim (mulai)", 27, "(mulai) tertulis lebih dari satu kali")]
    [InlineData("luar (mulai), tim*", "luar (mulai), tim?", 27, "bertanda ? tetapi Lanjut bukan keputusan")]
    [InlineData("luar (mulai), tim*", "luar (selesai), tim*", 27, "bertanda (selesai) tetapi Lanjut tidak memuat selesai")]
    [InlineData("tim (selesai)", "tim (mulai)", 29, "(mulai) ada di sini, padahal prosedur dimulai di langkah 1")]
    [InlineData("| keputusan | ya |", "| keputusan | mungkin |", 35, "Boleh lewati harus ya atau tidak")]
    [InlineData("| layanan | | keputusan", "| layanan | submission.snt | keputusan", 35, "Mulai \"submission.snt\" bukan peristiwa portal")]
    [InlineData("id: contoh\n", "id: contoh\nmutu_baku: [Waktu]\n", 3, "mutu_baku: harus memuat Waktu dan Keluaran")]
    [InlineData("id: contoh\n", "id: contoh\nmutu_baku: [Keluaran, Waktu]\n", 28, "Kelengkapan berisi, tetapi tidak ada di mutu_baku")]
    [InlineData("id: contoh\n", "id: contoh\nkolom:\n  Lanjut ke: Next\n", 4, "bukan kolom ## Kegiatan")]
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
    public void Steps_that_only_lead_to_each_other_are_not_reached()
    {
        var island = Good.Replace("ya: 4; tidak: 1", "ya: 4; tidak: 1 | | |\n| 5 | Ulang | tim | | | | 6 | | |\n| 6 | Ulang lagi | tim | | | | ya: 5; tidak: 4", StringComparison.Ordinal);
        var problems = Assert.Throws<ContentException>(() => Parse(island.Replace("tidak: 4 | submission.decided", "tidak: 4 |", StringComparison.Ordinal))).Problems;
        var problem = Assert.Single(problems);
        Assert.Equal(29, problem.Line);
        Assert.Contains("langkah 5: langkah ini hanya dituju oleh langkah yang sendirinya tidak tercapai", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_without_exit_is_told_once_with_its_steps()
    {
        var cycle = Good.Replace("ya: 4; tidak: 1", "ya: 4; tidak: 5", StringComparison.Ordinal)
            .Replace("| selesai | | |", "| selesai | | |\n| 5 | Menunggu | tim | | | | 6 | | |\n| 6 | Menunggu lagi | tim | | | | 5 | | |", StringComparison.Ordinal);
        var problems = Assert.Throws<ContentException>(() => Parse(cycle)).Problems;
        var problem = Assert.Single(problems);
        Assert.Equal(31, problem.Line);
        Assert.Contains("dari langkah 5, 6 tidak ada jalan menuju selesai; arahkan Lanjut salah satunya ke selesai", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>One slip is one line: what only follows from it is not told.</summary>
    [Theory]
    [InlineData("ya: 4; tidak: 1", "ya: 4", "hanya punya satu jawaban")]
    [InlineData("| 2 | | |\n", "| 9 | | |\n", "Lanjut menunjuk langkah 9")]
    [InlineData("| selesai | | |", "| | | |", "Lanjut kosong")]
    [InlineData("| 4 | Lapor", "| 2 | Lapor", "sudah dipakai", "langkah 4")]
    [InlineData("| selesai | | |", "| 4 | | |", "dari langkah ini tidak ada jalan menuju selesai")]
    [InlineData("| 5 hari kerja |", "| segera |", "Waktu \"segera\" tidak dapat dibaca")]
    public void One_slip_gives_no_trail_of_messages(string written, string wrong, params string[] messages)
    {
        // Without the capsule: it would rightly be told, that it ends where nothing ends.
        var text = Good.Replace("tim (selesai)", "tim", StringComparison.Ordinal).ReplaceLineEndings("\n").Replace(written, wrong, StringComparison.Ordinal);
        var problems = Assert.Throws<ContentException>(() => Parse(text)).Problems;
        Assert.Equal(messages.Length, problems.Count);
        Assert.All(messages, message => Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_time_nobody_can_read_does_not_hide_a_step_that_is_not_there()
    {
        var problems = Assert.Throws<ContentException>(() => Parse(Good.Replace("| 1 jam |", "| segera |", StringComparison.Ordinal).Replace("ya: 4; tidak: 1", "ya: 4; tidak: 7", StringComparison.Ordinal))).Problems;
        Assert.Equal([27, 28], problems.Select(problem => problem.Line));
        Assert.Contains("Lanjut menunjuk langkah 7 yang tidak ada", problems[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("judul: Contoh", "judul: Contoh: kedua", "Teks yang memuat titik dua ditulis di antara tanda kutip")]
    [InlineData("judul: Contoh", "judul: \"Contoh", "dibuka di baris ini atau sesudahnya tidak ditutup")]
    [InlineData("judul: Contoh", "judul: Contoh\njudul: Lagi", "kunci judul tertulis dua kali")]
    [InlineData("unit: Kantor", "\tunit: Kantor", "kepala berkas tidak dapat dibaca")]
    [InlineData("id: contoh", "- contoh", "kepala berkas tidak dapat dibaca")]
    [InlineData("unit: Kantor", "unit: *tidak-ada", "kepala berkas tidak dapat dibaca")]
    [InlineData("  tim:\n", "  [a]: 1\n  [b]: 2\n  tim:\n", "aktor: ada nama yang kosong atau bukan teks")]
    public void Front_matter_nobody_can_read_is_told_in_the_offices_words(string written, string wrong, string message)
    {
        var problem = Assert.Throws<ContentException>(() => Parse(Good.ReplaceLineEndings("\n").Replace(written, wrong, StringComparison.Ordinal))).Problems[0];
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the ", problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_second_start_is_right_where_an_event_opens_the_step()
    {
        var text = Good.Replace("tim?, luar@tidak", "tim (mulai)?, luar@tidak", StringComparison.Ordinal).Replace("tim (mulai)?", "tim? (mulai)", StringComparison.Ordinal);
        Assert.Contains("(mulai) ada di sini", Assert.Throws<ContentException>(() => Parse(text)).Message, StringComparison.Ordinal);
        Assert.Equal(Capsule.Start, Parse(text.Replace("| layanan | | keputusan", "| layanan | submission.sent | keputusan", StringComparison.Ordinal)).Step("2").Actors[0].Capsule);
    }

    private static string WithSymbols(string rows, string table = "| No | Pelaksana | Tulisan |") =>
        Good.Replace("## Bacaan", $"## Lambang\n\n{table}\n|---|---|---|\n{rows}\n\n## Bacaan", StringComparison.Ordinal);

    [Fact]
    public void The_writing_in_the_symbols_is_read_in_its_order()
    {
        var procedure = Parse(WithSymbols("| 2 | tim | Sesuai? |\n| 1 | tim | Menulis \\| surat |"));
        Assert.Equal([new StepSymbol("tim", "Menulis | surat")], procedure.Step("1").Symbols);
        Assert.Equal("Sesuai?", procedure.Step("2").Question);
        Assert.Empty(procedure.Step("4").Symbols);
        Assert.Equal("Luar (Mulai), Tim (Menulis | surat)", ProcedureWords.Actors(procedure, procedure.Step("1")));
    }

    [Theory]
    [InlineData("| 3 | tim | Teks |", "langkah 3 tidak ada di ## Kegiatan")]
    [InlineData("| 1 | tim | |", "langkah 1: Tulisan kosong")]
    [InlineData("| 1 | luar | Teks |", "\"luar\" tidak punya kotak atau belah ketupat")]
    [InlineData("| 1 | bukan | Teks |", "\"bukan\" tidak punya kotak atau belah ketupat")]
    [InlineData("| 1 | tim | Teks |\n| 1 | tim | Lagi |", "lebih banyak daripada lambangnya")]
    public void Writing_without_a_symbol_is_refused(string rows, string message)
    {
        var problem = Assert.Throws<ContentException>(() => Parse(WithSymbols(rows))).Problems[0];
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(35, problem.Line);
    }

    [Fact]
    public void A_column_that_stands_twice_is_told_and_breaks_nothing()
    {
        var twice = Good.Replace("Boleh lewati | Alasan", "Boleh lewati | Pertanyaan | Pertanyaan | Alasan", StringComparison.Ordinal)
            .Replace("|---|---|---|---|---|---|---|---|\n| 2 | produsen | | layanan | | keputusan | ya | |", "|---|---|---|---|---|---|---|---|---|---|\n| 2 | produsen | | layanan | | keputusan | ya | Sesuai? | Benar? | |", StringComparison.Ordinal);
        Assert.Contains("kolom Pertanyaan ada dua kali", Assert.Throws<ContentException>(() => Parse(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_implied_question_needs_a_decision()
    {
        string Asked(string no) => Good.Replace("Boleh lewati | Alasan", "Boleh lewati | Pertanyaan | Alasan", StringComparison.Ordinal)
            .Replace("|---|---|---|---|---|---|---|---|\n| 2 | produsen | | layanan | | keputusan | ya | |", $"|---|---|---|---|---|---|---|---|---|\n| {no} | | | | | | | Sesuai? | |", StringComparison.Ordinal);
        Assert.Equal("Sesuai?", Parse(Asked("2")).Step("2").Question);
        Assert.Contains("Pertanyaan hanya untuk langkah", Assert.Throws<ContentException>(() => Parse(Asked("4"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reading_may_name_the_kinds_of_findings_of_a_decision_and_else_the_usual_ones_stand()
    {
        string Named(string no, string kinds) => Good.Replace("Boleh lewati | Alasan", "Boleh lewati | Temuan | Alasan", StringComparison.Ordinal)
            .Replace("|---|---|---|---|---|---|---|---|\n| 2 | produsen | | layanan | | keputusan | ya | |", $"|---|---|---|---|---|---|---|---|---|\n| {no} | produsen | | layanan | | keputusan | ya | {kinds} | |", StringComparison.Ordinal);
        var step = Parse(Named("2", "isian kosong; kode salah; isian kosong")).Step("2");
        Assert.Equal(["isian kosong", "kode salah"], FindingKinds.Of(step));
        Assert.Equal(("kode salah", ""), (FindingKinds.Known(step, " Kode salah "), FindingKinds.Known(step, "belum lengkap")));
        Assert.Equal(FindingKinds.Usual, FindingKinds.Of(Parse(Good).Step("2")));
        Assert.Contains("Temuan hanya untuk langkah", Assert.Throws<ContentException>(() => Parse(Named("4", "isian kosong"))).Message, StringComparison.Ordinal);
        Assert.Contains("paling banyak 12 jenis", Assert.Throws<ContentException>(() => Parse(Named("2", string.Join(';', Enumerable.Range(1, 13).Select(at => $"jenis {at}"))))).Message, StringComparison.Ordinal);
    }

    private static string WithForm(string form) => Good.Replace("Boleh lewati | Alasan", "Boleh lewati | Formulir | Alasan", StringComparison.Ordinal)
        .Replace("|---|---|---|---|---|---|---|---|\n| 2 | produsen | | layanan | | keputusan | ya | |", $"|---|---|---|---|---|---|---|---|---|\n| 2 | produsen | | layanan | | keputusan | ya | {form} | |", StringComparison.Ordinal);

    [Fact]
    public void The_reading_may_name_the_form_a_step_is_done_with()
    {
        Assert.Equal("rencana", Parse(WithForm("rencana")).Step("2").Form);
        Assert.Null(Parse(Good).Step("2").Form);
        Assert.Contains("Formulir \"lembar\" tidak disediakan portal (yang ada: briefing, rencana)", Assert.Throws<ContentException>(() => Parse(WithForm("lembar"))).Message, StringComparison.Ordinal);
    }

    private static string WithSub(string sub) => Good.Replace("| Lanjut |", "| Lanjut | Sub |", StringComparison.Ordinal).Replace("|---|---|---|---|---|---|---|---|---|\n", "|---|---|---|---|---|---|---|---|---|---|\n", StringComparison.Ordinal)
        .Replace("| 2 | | |\n", $"| 2 | {sub} | | |\n", StringComparison.Ordinal).Replace("tidak: 1 |", "tidak: 1 | |", StringComparison.Ordinal).Replace("| selesai |", "| selesai | |", StringComparison.Ordinal);

    [Fact]
    public void A_sub_procedure_need_not_be_there() => Assert.Equal("rinci", Parse(WithSub("rinci")).Step("1").Sub);

    [Theory]
    [InlineData("Lihat SOP", "Sub \"Lihat SOP\" bukan id dokumen")]
    [InlineData("contoh", "Sub menunjuk dokumen ini sendiri")]
    public void A_sub_procedure_is_named_by_its_id_and_is_not_the_document(string sub, string message)
    {
        var problem = Assert.Single(Assert.Throws<ContentException>(() => Parse(WithSub(sub))).Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(27, problem.Line);
    }

    [Fact]
    public void Headings_stand_as_printed_and_parts_may_be_empty()
    {
        var procedure = Parse(Good.Replace("## Kegiatan\n", "## PERALATAN/ PERLENGKAPAN\n\n## Catatan\n\n- Teks : biasa\n\n## Kegiatan\n", StringComparison.Ordinal).Replace("jenis: SOP\n", "", StringComparison.Ordinal));
        Assert.Equal(["Dasar Hukum", "PERALATAN/ PERLENGKAPAN", "Catatan"], procedure.Sections.Select(section => section.Heading));
        Assert.Equal(("", 0, "Teks : biasa"), (procedure.Kind, procedure.Sections[1].Items.Count, procedure.Sections[2].Items[0].Text));
    }

    [Fact]
    public void The_name_of_a_file_becomes_an_address()
    {
        var text = Good.Replace("id: contoh", "id: Contoh Kita", StringComparison.Ordinal);
        var problem = Assert.Single(Assert.Throws<ContentException>(() => ProcedureFile.Parse("sop/Contoh Kita.md", text, _offered)).Problems);
        Assert.Contains("menjadi alamat halaman", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>A long document with many actors is read; a longer one is refused in one sentence.</summary>
    [Theory]
    [InlineData(500, 50, null)]
    [InlineData(501, 50, "punya 501 langkah, paling banyak 500")]
    [InlineData(500, 51, "aktor: ada 51, paling banyak 50")]
    public void A_document_has_bounds(int steps, int actors, string? message)
    {
        var text = $"""
            ---
            id: contoh
            nomor: B1
            judul: Contoh
            unit: Kantor
            disahkan_oleh:
              jabatan: Kepala
            aktor:
            {string.Join('\n', Enumerable.Range(1, actors).Select(at => $"  a{at}:\n    label: Aktor {at}\n    peran: TeamLead"))}
            ---

            ## Kegiatan

            | No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Keluaran | Lanjut | Peristiwa | Keterangan |
            |---|---|---|---|---|---|---|---|---|
            {string.Join('\n', Enumerable.Range(1, steps).Select(at => $"| {at} | Kerja | a{(at % actors) + 1} | | 1 jam | | {(at == steps ? "selesai" : at + 1)} | | |"))}
            """;
        if (message is null)
        {
            Assert.Equal(steps, Parse(text).Steps.Count);
        }
        else
        {
            Assert.Contains(message, Assert.Single(Assert.Throws<ContentException>(() => Parse(text)).Problems).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_choice_left_open_is_told_from_a_decision()
    {
        var next = Parse(Good.Replace("ya: 4; tidak: 1", "ya: 4 / tidak: 1", StringComparison.Ordinal).Replace("| 2 | produsen |", "| 2 | |", StringComparison.Ordinal)).Step("2").Next;
        Assert.Equal((NextKind.DeferredChoice, false), (next.Kind, next.Ends));
        Assert.Equal([new Outcome("ya", "4"), new Outcome("tidak", "1")], next.Outcomes);
    }

    [Theory]
    [InlineData("ya: 4 / tidak: selesai", "| 2 | |", "selesai tidak dapat menjadi cabang pilihan")]
    [InlineData("ya: 4 / tidak: 1", "| 2 | produsen |", "menuju langkah 4 yang Per-nya \"(kosong)\", padahal Per langkah ini \"produsen\"")]
    [InlineData("ya: 4 / tidak: 1", "| 4 | hitungan | | | | | | |\n| 2 | |", "menuju langkah 4 yang Per-nya \"hitungan\"")]
    public void A_choice_left_open_waits_for_steps_of_one_and_the_same_thing(string next, string reading, string message)
    {
        var text = Good.Replace("ya: 4; tidak: 1", next, StringComparison.Ordinal).Replace("| 2 | produsen |", reading, StringComparison.Ordinal);
        Assert.Contains(Assert.Throws<ContentException>(() => Parse(text)).Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_problem_of_a_document_is_told_at_once() =>
        Assert.Equal(3, Assert.Throws<ContentException>(() => Parse(Good
            .Replace("nomor: B1\n", "", StringComparison.Ordinal).Replace("1 jam", "sebentar", StringComparison.Ordinal).Replace("submission.decided", "apa", StringComparison.Ordinal))).Problems.Count);
}
