using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;

namespace DataPortal.Tests.Procedures;

/// <summary>The document <i>Pelayanan Website</i> as the office signed it, word by word.</summary>
public sealed class WebsiteServiceTests(Portal portal)
{
    private Procedure Document => portal.Get<ProcedureLibrary>().Find("pelayanan-website")!;

    [Fact]
    public void Its_identity_is_that_of_the_signed_document()
    {
        Assert.Equal("B1.4/16030/HM.310/2024", Document.Number);
        Assert.Equal(("PROSEDUR OPERASIONAL STANDAR", "PELAYANAN WEBSITE", "Pelayanan Website"), (Document.Kind, Document.Title, Document.Name));
        Assert.Equal(("2 Januari 2024", "2 Januari 2024", "2 Januari 2024"), (Document.Created, Document.Revised, Document.Effective));
        Assert.Equal(new Approval("Kepala Badan Pusat Statistik Kabupaten Muara Enim", "Edi Subeno, S.E,M.Si", "196909151992111001"), Document.Approval);
        Assert.Equal(
            ["Badan Pusat Statistik Kabupaten Muara Enim", "Kepala BPS Kabupaten Muara Enim", "Kepala Bidang Integrasi Pengolahan & Diseminasi Statistik", "Seksi Diseminasi dan Layanan Statistik"],
            Document.Units);
        Assert.Equal(
            "Prosedur operasional baku untuk pelayanan publik di lingkungan Badan Pusat Statistik disusun untuk memberikan kepastian pelayanan yang sama kepada pengguna produk layanan Badan Pusat Statistik",
            Document.Purpose);
    }

    [Theory]
    [InlineData("Dasar Hukum",
        "a. Undang-Undang Nomor 16 Tahun 1997 tentang Statistik (Lembaran Negara Republik Indonesia Tahun 1997 Nomor 39, Tambahan Lembaran Negara Republik Indonesia Nomor 3683);",
        "b. Undang-Undang Nomor 20 Tahun 1997 tentang Penerimaan Negara Bukan Pajak (Lembaran Negara Republik Indonesia Tahun 1997 Nomor 43, Tambahan Lembaran Negara Republik Indonesia Nomor 3687);",
        "c. Undang-undang No. 25 Tahun 2009 tentang Pelayanan Publik;",
        "d. Peraturan Presiden Republik Indonesia Nomor 86 Tahun 2007 tentang Badan Pusat Statistik;",
        "e. Peraturan Kepala Badan Pusat Statistik Nomor 7 Tahun 2008 tentang Organisasi dan Tata Kerja Badan Pusat Statistik;",
        "f. Keputusan Kepala Badan Pusat Statistik Nomor 428/PA/2010 tentang Pengelola Anggaran Badan Pusat Statistik Tahun Anggaran 2011")]
    [InlineData("Kualifikasi Pelaksanaan",
        "1. Anggota tim harus terdiri dari pegawai/petugas operator yang memiliki kompetensi dan teknologi informasi data serta dapat mengoperasikan sistem komputer secara online.",
        "2. Dapat memegang informasi dan data yang bersifat rahasia")]
    [InlineData("Keterkaitan", "1. Subject Matter terkait")]
    [InlineData("Peralatan/Perlengkapan", "1. Komputer, jaringan internet")]
    [InlineData("Peringatan", "1. ")]
    [InlineData("Pencatatan dan Pendataan", " Laporan 16 -1, Laporan 16-2")]
    public void Each_part_of_the_identity_sheet_is_there_word_by_word(string heading, params string[] items) =>
        Assert.Equal(items, Assert.Single(Document.Sections, section => section.Heading == heading).Items.Select(item => $"{item.Marker} {item.Text}"));

    [Theory]
    [InlineData("1", "Mempersiapkan Informasi data dalam bentuk file atau tabel data yang dapat diakses oleh pengguna data setiap saat melalui jaringan internet", "Tabel statistik atau file softcopy yang dapat diakses oleh pengguna web", "2 jam")]
    [InlineData("2", "Pengguna data mengakses website BPS", "", "")]
    [InlineData("3", "Apakah data yang diinginkan tersedia di web BPS?", "", "")]
    [InlineData("4", "Menyimpan file data dalam bentuk Excell, pdf atau print data.", "File data dalam bentuk excel, pdf atau hardcopy", "5 menit")]
    [InlineData("5", "Mengirim e-mail, Skype, yahoo messenger, perihal permintaan data yang diinginkan.", "Permintaan data berupa email, percakapan yahoo messenger atau lisan lewat Skype", "5 menit")]
    [InlineData("6", "Pemberitahuan bahwa data tidak tersedia", "Pemberitahuan tertulis via e-mail, percakapan yahoo messenger atau lisan lewat skype bahwa data tidak tersedia", "5 menit")]
    [InlineData("7", "Mengirim data via email kepada pemohon data", "Tabel statistic atau file softcopy yang dikirim lewat e-mail kepada pemohon data", "5 menit")]
    [InlineData("8", "Pelaporan pelayanan data", "Laporan 16-1 dan 16-2 mengenai catatan permintaan data lewat website", "1 jam")]
    public void Each_row_is_there_word_by_word(string no, string activity, string output, string standard)
    {
        var step = Document.Step(no);
        Assert.Equal((activity, output, standard, "", ""), (step.Activity, step.Output, step.StandardText, step.Requisites, step.Remarks));
    }

    [Theory]
    [InlineData("1", "admin-web", "2", null, Judged.Work, WorkClock.Office, "catalog.item.published")]
    [InlineData("2", "pengguna", "3", null, Judged.None, WorkClock.Office, null)]
    [InlineData("3", "pengguna", "ya: 4; tidak: 5", NextKind.Decision, Judged.None, WorkClock.Office, null)]
    [InlineData("4", "pengguna", "selesai", null, Judged.None, WorkClock.Elapsed, "table.downloaded")]
    [InlineData("5", "pengguna", "tidak: 6; ya: 7", NextKind.DeferredChoice, Judged.None, WorkClock.Elapsed, "request.received")]
    [InlineData("6", "admin-web", "8", null, Judged.Lead, WorkClock.Service, "request.not-held")]
    [InlineData("7", "admin-web", "8", null, Judged.Lead, WorkClock.Service, "request.answered")]
    [InlineData("8", "kasi", "selesai", null, Judged.Work, WorkClock.Office, "report.signed")]
    public void Each_row_is_read_as_the_office_reads_it(string no, string actor, string next, NextKind? kind, Judged judged, WorkClock clock, string? happening)
    {
        var step = Document.Step(no);
        var words = string.Join("; ", step.Next.Outcomes.Select(outcome => (outcome.Word.Length > 0 ? outcome.Word + ": " : "") + (outcome.Step ?? "selesai")));
        Assert.Equal((actor, next, kind ?? NextKind.Plain, judged, clock, happening), (step.Responsible.Key, words, step.Next.Kind, step.Judged, step.Clock, step.Event));
    }

    [Fact]
    public void Its_actors_are_roles_of_the_portal_or_outside_it() => Assert.Equal(
        [("Pengguna Data", null), ("Admin Web", Role.WebAdmin), ("Kepala Seksi Diseminasi & Layanan Statistik", Role.SectionHead), ("Kabid IPDS", (Role?)Role.DivisionHead)],
        Document.Actors.Select(actor => (actor.Label, actor.Role)));

    [Fact]
    public void An_answer_is_due_after_five_minutes_of_service()
    {
        var step = Document.Step("7");
        var due = portal.Get<WorkingCalendar>().Due(step.Standard!, step.Clock, new(2026, 11, 20, 15, 28, 0, TimeSpan.FromHours(7)), null)!;
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 33, 0, TimeSpan.FromHours(7)), due.Limit);
    }

    [Fact]
    public void Only_the_monthly_report_is_periodic_and_only_what_visitors_do_alone_is_counted()
    {
        Assert.Equal(["8"], Document.Steps.Where(step => step.IsPeriodic).Select(step => step.No));
        Assert.Equal(["2", "3", "4"], Document.Steps.Where(step => step.IsCounted).Select(step => step.No));
    }

    [Fact]
    public void A_step_that_is_not_there_is_refused_and_a_procedure_that_is_not_there_is_absent()
    {
        Assert.Throws<ArgumentException>(() => Document.Step("9"));
        Assert.Null(portal.Get<ProcedureLibrary>().Find("tidak-ada"));
    }

    [Fact]
    public void What_is_ours_is_kept_apart_as_notes() =>
        Assert.Contains(Document.TranscriptionNotes, note => note.Contains("Informasi dan data", StringComparison.Ordinal));
}
