using System.Globalization;
using DataPortal.Content;
using DataPortal.Procedures;
using DataPortal.Procedures.Import;

namespace DataPortal.Tests.Procedures;

/// <summary>The office's own documents, as they come off the clipboard, each give a proposal that loses and invents nothing.</summary>
public sealed class ImportTests
{
    private static readonly string[] _documents = ["survei-sektoral", "imk-tahunan", "pelayanan-website", "pst", "pengumpulan-sektoral"];

    public static TheoryData<string> Documents => [.. _documents];

    private static string Pasted(string id) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Procedures", "seeds", id + ".txt"));

    private static Procedure Kept(string id) => ProcedureFile.Parse($"sop/{id}.md", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "sop", id + ".md")), Offered.Anything);

    private static readonly Dictionary<string, Proposal> _proposals = _documents.ToDictionary(id => id, id => Proposal.From(Pasted(id), []));

    /// <summary>The proposal with everything a person must decide decided at random: roles, unknown actors and branches.</summary>
    private static Procedure Decided(Proposal proposal)
    {
        var text = proposal.Markdown.Replace(Proposal.NoRole, "eksternal", StringComparison.Ordinal);
        var first = text.Split("aktor:\n  ")[1].Split(':')[0];
        text = text.Replace($": {Proposal.Unknown}", ": selesai", StringComparison.Ordinal).Replace($"| {Proposal.Unknown} |", $"| {first} |", StringComparison.Ordinal);
        return ProcedureFile.Parse(ProcedureFile.NameOf(text), text, Offered.Anything);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_steps_activity_time_and_output_stand_in_it_word_for_word(string id)
    {
        var (proposed, kept) = (Decided(_proposals[id]), Kept(id));
        Assert.Equal(kept.Steps.Select(step => step.No), proposed.Steps.Select(step => step.No));
        foreach (var step in kept.Steps)
        {
            var found = proposed.Step(step.No);
            Assert.Equal((step.Activity, step.StandardText, step.Output, step.Requisites, step.Remarks), (found.Activity, found.StandardText, found.Output, found.Requisites, found.Remarks));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_identity_sheet_is_read_as_a_person_copied_it(string id)
    {
        var (proposed, kept) = (Decided(_proposals[id]), Kept(id));
        Assert.Equal((kept.Number, kept.Kind, kept.Title, kept.FormalName, kept.Created, kept.Revised, kept.Effective, kept.Purpose, kept.ChartTitle),
            (proposed.Number, proposed.Kind, proposed.Title, proposed.FormalName, proposed.Created, proposed.Revised, proposed.Effective, proposed.Purpose, proposed.ChartTitle));
        Assert.Equal(kept.Approval.Nip, proposed.Approval.Nip);
        Assert.StartsWith(kept.Approval.Office, proposed.Approval.Office, StringComparison.Ordinal);
        Assert.Equal(string.Join(' ', kept.Units), string.Join(' ', proposed.Units));
        Assert.Equal(kept.Actors.Select(actor => actor.Label), proposed.Actors.Select(actor => actor.Label));
        Assert.Equal(kept.QualityColumns, proposed.QualityColumns);
        Assert.Equal(kept.Sections.ToDictionary(section => section.Heading, section => string.Join('\n', section.Items)), proposed.Sections.ToDictionary(section => section.Heading, section => string.Join('\n', section.Items)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void It_cannot_come_into_force_before_a_person_decided_what_it_could_not_read(string id)
    {
        var proposal = _proposals[id];
        var problems = Assert.Throws<ContentException>(() => ProcedureFile.Parse(ProcedureFile.NameOf(proposal.Markdown), proposal.Markdown, Offered.Anything)).Problems;
        Assert.Equal(Kept(id).Actors.Count, problems.Count(problem => problem.Message.Contains("harus punya label dan peran", StringComparison.Ordinal)));
        Assert.Equal(Kept(id).Actors.Count, proposal.Doubts.Count(doubt => doubt.Message.Contains("peran portal untuk", StringComparison.Ordinal)));
    }

    /// <summary>Words of labels the file has names of its own for.</summary>
    private static readonly string[] _labels = ["Nama", "Mutu", "Baku", "Maksud"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_word_of_the_paste_is_lost_without_being_named(string id)
    {
        var proposal = _proposals[id];
        var held = string.Join(' ', (proposal.Markdown.Replace("\\|", "|", StringComparison.Ordinal) + " " + string.Join(' ', proposal.Doubts.Select(doubt => doubt.Source)))
            .Split([' ', '\n', '|', '"', ':', '│', '#'], StringSplitOptions.RemoveEmptyEntries)) + " ";
        foreach (var word in new Seed(id).Cells.SelectMany(cell => cell.Split([' ', ':', '│'], StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Length > 3 && word.All(char.IsLetter)).Except(_labels, StringComparer.OrdinalIgnoreCase))
        {
            Assert.True(held.Contains(word, StringComparison.OrdinalIgnoreCase), $"{id}: \"{word}\"");
        }
    }

    [Fact]
    public void What_is_left_of_the_drawing_is_read_and_told()
    {
        var proposed = Decided(_proposals["survei-sektoral"]);
        Assert.Equal("ya: langkah 4; tidak: langkah 6", ProcedureWords.Next(proposed.Step("5").Next));
        Assert.Equal(Kept("survei-sektoral").Steps.Select(step => ProcedureWords.Actors(Kept("survei-sektoral"), step)), proposed.Steps.Select(step => ProcedureWords.Actors(proposed, step)));
    }

    [Fact]
    public void Symbols_written_as_words_become_symbols()
    {
        var proposed = Decided(_proposals["imk-tahunan"]);
        Assert.Equal((Capsule.Start, "Tim Statistik Produksi BPS Provinsi"), (proposed.Step("1").Actors[0].Capsule, proposed.Actor(proposed.Step("1").Responsible.Key).Label));
        Assert.Equal("BPS Kabupaten/Kota", proposed.Actor(proposed.Step("3").Actors.Single(actor => actor.HasDiamond).Key).Label);
        Assert.Equal(Capsule.End, proposed.Step("4").Actors[^1].Capsule);
        Assert.Contains(_proposals["imk-tahunan"].Doubts, doubt => doubt.Message.Contains("\"tidak\" tidak terbaca", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_with_a_known_number_is_a_new_version_of_that_one() =>
        Assert.StartsWith("---\nid: imk-tahunan\n", Proposal.From(Pasted("imk-tahunan"), [Kept("imk-tahunan")]).Markdown, StringComparison.Ordinal);

    private static (Procedure Before, Procedure After, Proposal Proposal) Again(string id, Func<string, string> changed)
    {
        var before = Kept(id);
        var proposal = Proposal.From(changed(Pasted(id)), [before]);
        return (before, ProcedureFile.Parse($"sop/{id}.md", proposal.Markdown, Offered.Anything), proposal);
    }

    /// <summary>What nobody changed runs as before: roles, readings, events, forms, sub-procedures and the ways that were drawn.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Pasted_again_a_document_keeps_all_it_is_run_by(string id)
    {
        var (before, after, proposal) = Again(id, text => text);
        var difference = ProcedureDifference.Between(before, after);
        Assert.Empty(difference.Steps);
        Assert.Empty(difference.Actors);
        Assert.Empty(difference.Identity);
        Assert.Equal(before.TranscriptionNotes, after.TranscriptionNotes);
        Assert.Contains(proposal.Doubts, doubt => doubt.Message.Contains($"untuk {before.Steps.Count} dari {before.Steps.Count} langkah", StringComparison.Ordinal));
    }

    [Fact]
    public void What_changed_is_told_and_only_what_is_the_same_is_carried()
    {
        var (_, after, proposal) = Again("survei-sektoral", text => text
            .Replace("30 menit\tTata cara", "1 hari kerja\tTata cara", StringComparison.Ordinal)
            .Replace("7.\tMengirim hasil", "7.\tMemeriksa laporan akhir\tMemeriksa\t\t\t\tLaporan\t1 jam\tLaporan diperiksa\t\n8.\tMengirim hasil", StringComparison.Ordinal)
            .Replace("6.\tEvaluasi dan pelaporan", "6.\tPenilaian kinerja petugas lapangan", StringComparison.Ordinal));
        Assert.Equal(("activity.handed-in", "penugasan", "penugasan"), (after.Step("4").Event, after.Step("4").Per, after.Step("4").Form));
        Assert.Equal(("pengiriman", "kasie-jrs"), (after.Step("8").Form, after.Step("8").Responsible.Key));
        Assert.Equal("langkah 7", ProcedureWords.Next(after.Step("6").Next));
        Assert.Equal("langkah 8", ProcedureWords.Next(after.Step("7").Next));
        Assert.Null(after.Step("6").Form);
        void Told(string words) => Assert.Contains(proposal.Doubts, doubt => doubt.Message.Contains(words, StringComparison.Ordinal));
        Told("langkah 8 dulu bernomor 7");
        Told("langkah 7 tidak ada padanannya di versi yang berlaku");
        Told("langkah 6 versi yang berlaku (\"Evaluasi dan pelaporan\") tidak ada padanannya di teks ini; yang tidak dibawa:");
        Told("Formulir kompilasi");
        Told("langkah 3: Waktu dulu \"30 menit\"");
    }

    [Fact]
    public void A_lane_of_another_name_has_its_role_chosen_by_a_person()
    {
        var proposal = Proposal.From(Pasted("survei-sektoral").Replace("Kasie JRS", "Ketua Tim", StringComparison.Ordinal), [Kept("survei-sektoral")]);
        Assert.Contains("  ketua-tim:\n    label: Ketua Tim\n    peran: pilih-peran\n", proposal.Markdown, StringComparison.Ordinal);
        Assert.Contains("  kabid:\n    label: Kabid\n    peran: DivisionHead\n", proposal.Markdown, StringComparison.Ordinal);
        Assert.Single(proposal.Doubts, doubt => doubt.Message.Contains("peran portal untuk", StringComparison.Ordinal));
    }

    [Fact]
    public void A_time_nobody_can_read_is_kept_and_told()
    {
        var proposal = Proposal.From(Pasted("imk-tahunan").Replace("3 Minggu", "kira-kira sebulan", StringComparison.Ordinal), []);
        Assert.Contains("| kira-kira sebulan |", proposal.Markdown, StringComparison.Ordinal);
        Assert.Contains(proposal.Doubts, doubt => doubt.Message.Contains("Waktu \"kira-kira sebulan\" tidak dapat dibaca", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cell_broken_over_lines_is_put_together_and_told()
    {
        const string Broken = "No\tKegiatan\tTim\tWaktu\tOutput\n1\tMenulis surat\nkepada dinas\t[]\t1 jam\tSurat\n2\tMengirim\t[]\t1 jam\tTanda terima\n";
        var proposal = Proposal.From(Broken, []);
        Assert.Contains("| 1 | Menulis surat kepada dinas | tim |", proposal.Markdown, StringComparison.Ordinal);
        Assert.Contains(proposal.Doubts, doubt => doubt.Line == 3 && doubt.Message.Contains("lanjutan sel langkah 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Belum ada teks")]
    [InlineData("  \n\t ", "Belum ada teks")]
    [InlineData("PK\u0003\u0004 isi berkas Word", "Ini bukan teks")]
    [InlineData("No\tKegiatan\tTim\0", "Ini bukan teks")]
    [InlineData("Hanya sebuah surat biasa.\nTanpa tabel.", "Tabel langkah tidak ditemukan")]
    [InlineData("No\tKegiatan\tWaktu\tOutput\nsatu\tKerja\t1 jam\tHasil", "tidak ada baris langkah")]
    public void What_is_no_procedure_is_refused_in_clear_words(string pasted, string message) =>
        Assert.Contains(message, Assert.Throws<PasteRefusedException>(() => Proposal.From(pasted, [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Ten_megabytes_are_refused_at_once() =>
        Assert.Contains("10.000.000 huruf, paling banyak 500.000", Assert.Throws<PasteRefusedException>(() => Proposal.From(new string('a', 10_000_000), [])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_text_made_to_be_slow_is_read_in_moments()
    {
        string[] hostile =
        [
            new string('\t', 400_000), string.Concat(Enumerable.Repeat("<", 400_000)), string.Concat(Enumerable.Repeat("a. ", 130_000)),
            "No\tKegiatan\tTim\tWaktu\tOutput\n" + string.Concat(Enumerable.Range(1, 4_900).Select(at => string.Create(CultureInfo.InvariantCulture, $"{at % 999}\tApakah\tya tidak?\tlama\t\"x\n"))),
            "Dasar Hukum : " + string.Concat(Enumerable.Repeat("a. a. ", 80_000)) + "\nNo\tKegiatan\tTim\n1\tKerja\t[]",
            string.Concat(Enumerable.Repeat("No\tKegiatan\tWaktu\n", 4_000)),
            string.Concat(Enumerable.Repeat("\"", 400_000)),
        ];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in hostile)
        {
            try
            {
                _ = Proposal.From(text, []);
            }
            catch (PasteRefusedException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }
}
