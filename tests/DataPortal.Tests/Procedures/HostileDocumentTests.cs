using System.Diagnostics;
using DataPortal.Content;
using DataPortal.Procedures;

namespace DataPortal.Tests.Procedures;

/// <summary>A text made to harm is refused in clear words, and in moments.</summary>
public sealed class HostileDocumentTests
{
    private const string Front = """
        ---
        id: contoh
        nomor: B1
        judul: Contoh
        unit: Kantor
        disahkan_oleh:
          jabatan: Kepala
        aktor:
          tim:
            label: Tim
            peran: TeamLead
        ---


        """;

    private const string Head = "## Kegiatan\n\n| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Keluaran | Lanjut | Peristiwa | Keterangan |\n|---|---|---|---|---|---|---|---|---|\n";

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    public static TheoryData<string, string, string> Texts => new()
    {
        { "nothing", "", "harus diawali kepala berkas" },
        { "no front matter", "# Surat biasa", "harus diawali kepala berkas" },
        { "broken front matter", "---\njudul: \"tidak ditutup\nid: x\n---\n", "kepala berkas tidak dapat dibaca" },
        { "no text", "PK\u0003\u0004\0\0", "ini bukan teks" },
        { "ten million letters", new string('a', 10_000_000), "10.000.000 huruf, paling banyak 500.000" },
        { "deep flow", "---\nid: " + Many("[", 200_000) + "\n---\n", "bersarang terlalu dalam" },
        { "deep flow over lines", "---\nid:\n" + Many("  [\n", 900) + "---\n", "bersarang terlalu dalam" },
        { "deep dashes", "---\nid:\n  " + Many("- ", 200_000) + "\n---\n", "bersarang terlalu dalam" },
        { "long front matter", "---\n" + Many("a: 1\n", 2_000) + "---\n", "kepala berkas lebih dari 1.000 baris" },
        { "laughing aliases", "---\na: &a [x]\nb: &b [*a,*a]\nunit: *b\n---\n", "tidak dikenal di kepala berkas" },
        { "deep quotes", Front + Many("> ", 20_000) + "x\n", "bersarang terlalu dalam" },
        { "deep lists", Front + "## Catatan\n\n" + Many("- ", 20_000) + "x\n", "bersarang terlalu dalam" },
        { "many items", Front + "## Catatan\n\n" + Many("1. a\n", 95_000), "bagian ## Kegiatan tidak ada" },
        { "many headings", Front + Many("## A\n", 90_000), "lebih dari 40 bagian" },
        { "many symbols", Front + Head + "| 1 | Kerja | tim | | | | selesai | | |\n\n## Lambang\n\n| No | Pelaksana | Tulisan |\n|---|---|---|\n" + Many("| 1 | tim | x |\n", 20_000), "lebih banyak daripada lambangnya" },
        { "many actors", Front + Head + "| 1 | Kerja | " + Many("tim,", 90_000) + "tim | | | | selesai | | |\n", "lebih dari 50 aktor" },
        { "many outcomes", Front + Head + "| 1 | Kerja | tim | | | | " + Many("a: 1;", 90_000) + " | | |\n", "jawaban" },
        { "many bars", Front + Head + Many("|", 400_000) + "\n", "sel; harus 9" },
        { "many rows", Front + Head + Many("| 1 | a | tim | | | | 1 | | |\n", 14_000), "paling banyak 500" },
        { "wide header", Front + "## Kegiatan\n\n" + Many("| x ", 60_000) + "|\n" + Many("|---", 60_000) + "|\n", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_refused_in_clear_words_and_in_moments(string kind, string text, string message)
    {
        var clock = Stopwatch.StartNew();
        var problems = Assert.Throws<ContentException>(() => ProcedureFile.Parse("sop/contoh.md", text, Offered.Anything)).Problems;
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{kind}: {clock.Elapsed}");
        Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
    }
}
