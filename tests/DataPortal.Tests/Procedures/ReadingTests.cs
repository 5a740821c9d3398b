using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;

namespace DataPortal.Tests.Procedures;

/// <summary>The documents as procedures.md reads them: who answers, where a step leads, which time is judged by which clock.</summary>
public sealed class ReadingTests(Portal portal)
{
    private Procedure Document(string id) => portal.Get<ProcedureLibrary>().Find(id)!;

    [Theory]
    [InlineData("survei-sektoral", "1", "kabid", "2", null, Judged.Work, WorkClock.Office, null)]
    [InlineData("survei-sektoral", "2", "kabid", "3", null, Judged.Work, WorkClock.Office, null)]
    [InlineData("survei-sektoral", "3", "kasie-jrs", "4", null, Judged.Work, WorkClock.Office, null)]
    [InlineData("survei-sektoral", "4", "pelaksana", "5", "penugasan", Judged.Lead, WorkClock.Office, "activity.handed-in")]
    [InlineData("survei-sektoral", "5", "kasie-jrs", "ya: 4; tidak: 6", "penugasan", Judged.Work, WorkClock.Office, null)]
    [InlineData("survei-sektoral", "6", "kasie-jrs", "7", null, Judged.Work, WorkClock.Office, null)]
    [InlineData("survei-sektoral", "7", "kasie-jrs", "selesai", null, Judged.Work, WorkClock.Office, null)]
    [InlineData("imk-tahunan", "1", "tim", "2", null, Judged.Lead, WorkClock.Calendar, null)]
    [InlineData("imk-tahunan", "2", "tim", "3", null, Judged.Lead, WorkClock.Calendar, null)]
    [InlineData("imk-tahunan", "3", "tim", "ya: 4; tidak: 2", null, Judged.Lead, WorkClock.Calendar, null)]
    [InlineData("imk-tahunan", "4", "tim", "selesai", null, Judged.Lead, WorkClock.Calendar, null)]
    [InlineData("pst", "1", "pengguna", "2", null, Judged.None, WorkClock.Elapsed, null)]
    [InlineData("pst", "2", "pengguna", "3", null, Judged.Work, WorkClock.Elapsed, "visit.locker-taken")]
    [InlineData("pst", "3", "pengguna", "4", null, Judged.Work, WorkClock.Elapsed, "visit.signed-in")]
    [InlineData("pst", "4", "petugas", "6", null, Judged.Work, WorkClock.Elapsed, null)]
    [InlineData("pst", "6", "petugas", "7", null, Judged.Work, WorkClock.Elapsed, null)]
    [InlineData("pst", "7", "petugas", "ya: 8; tidak: 10", null, Judged.None, WorkClock.Elapsed, null)]
    [InlineData("pst", "8", "petugas", "9", null, Judged.Lead, WorkClock.Elapsed, null)]
    [InlineData("pst", "9", "petugas", "ya: 10; tidak: 10", null, Judged.Work, WorkClock.Elapsed, null)]
    [InlineData("pst", "10", "petugas", "11", null, Judged.Work, WorkClock.Elapsed, "visit.left")]
    [InlineData("pst", "11", "petugas", "12", "tahun", Judged.None, WorkClock.Office, "report.signed")]
    [InlineData("pst", "12", "petugas", "selesai", "tahun", Judged.None, WorkClock.Office, null)]
    [InlineData("pengumpulan-sektoral", "1", "jp", "2", null, Judged.Lead, WorkClock.Office, "round.letter-signed")]
    [InlineData("pengumpulan-sektoral", "2", "jp", "3", null, Judged.Work, WorkClock.Office, "round.distributed")]
    [InlineData("pengumpulan-sektoral", "3", "produsen", "4", "produsen", Judged.Lead, WorkClock.Office, "submission.sent")]
    [InlineData("pengumpulan-sektoral", "4", "sukor", "ya: 5; tidak: 3", "kiriman", Judged.Lead, WorkClock.Office, "submission.decided")]
    [InlineData("pengumpulan-sektoral", "5", "jp", "selesai", null, Judged.Lead, WorkClock.Office, "report.signed")]
    public void Each_row_is_read_as_the_office_reads_it(string id, string no, string actor, string next, string? per, Judged judged, WorkClock clock, string? happening)
    {
        var step = Document(id).Step(no);
        var words = string.Join("; ", step.Next.Outcomes.Select(outcome => (outcome.Word.Length > 0 ? outcome.Word + ": " : "") + (outcome.Step ?? "selesai")));
        Assert.Equal((actor, next, per, judged, clock, happening), (step.Responsible.Key, words, step.Per, step.Judged, step.Clock, step.Event));
        Assert.Equal(next.Contains(';', StringComparison.Ordinal), step.Actors.Any(entry => entry.HasDiamond));
    }

    [Theory]
    [InlineData("survei-sektoral", "5", "Perbaiki?")]
    [InlineData("pst", "9", "Membeli publikasi?")]
    [InlineData("imk-tahunan", "3", "Data berkualitas?")]
    [InlineData("pengumpulan-sektoral", "4", "Sesuai?")]
    [InlineData("pelayanan-website", "5", "Data tersedia di BPS?")]
    [InlineData("pst", "7", null)]
    public void A_decision_asks_what_its_diamond_says_or_what_we_read(string id, string no, string? question) => Assert.Equal(question, Document(id).Step(no).Question);

    [Theory]
    [InlineData("survei-sektoral", "Kabid DivisionHead, Kasie JRS TeamLead, Pelaksana FieldOfficer, BPS RI -")]
    [InlineData("imk-tahunan", "Kepala BPS Provinsi -, Tim Statistik Produksi BPS Provinsi -, BPS Kabupaten/Kota TeamLead")]
    [InlineData("pst", "Pengguna Data -, Petugas Perpustakaan DeskOfficer, Bendahara Penerimaan Treasurer")]
    [InlineData("pengumpulan-sektoral", "JP FieldOfficer, SuKor PPD TeamLead, Kabid SPT DivisionHead, Kadis Kominfo OfficeHead, Produsen Data DataProducer, Bank Data / Data Base sistem")]
    public void Lanes_stand_in_the_order_of_the_document_with_their_roles(string id, string lanes) =>
        Assert.Equal(lanes, string.Join(", ", Document(id).Actors.Select(actor => $"{actor.Label} {(actor.IsSystem ? "sistem" : actor.Role?.ToString() ?? "-")}")));

    [Fact]
    public void The_symbols_of_a_row_come_in_the_order_of_its_lanes()
    {
        static string Row(Procedure document, string no) => ProcedureWords.Actors(document, document.Step(no));
        Assert.Equal("Kabid (Mulai; Perencanaan)", Row(Document("survei-sektoral"), "1"));
        Assert.Equal("Kasie JRS (Menambah koleksi data dan buku perpustakaan), BPS RI (Hasil Survei Statistik Sektoral; Selesai)", Row(Document("survei-sektoral"), "7"));
        Assert.Equal("Kadis Kominfo (Mulai), JP, SuKor PPD, Kabid SPT", Row(Document("pengumpulan-sektoral"), "1"));
        Assert.Equal("Petugas Perpustakaan (Selesai)", Row(Document("pst"), "12"));
    }

    [Fact]
    public void A_visit_may_skip_the_health_check_and_the_reading_desk() =>
        Assert.Equal(["1", "6", "7", "8"], Document("pst").Steps.Where(step => step.MayBeSkipped).Select(step => step.No));

    [Fact]
    public void Weeks_and_months_end_at_closing_hour_of_a_working_day()
    {
        var calendar = portal.Get<WorkingCalendar>();
        var from = new DateTimeOffset(2026, 8, 3, 10, 0, 0, TimeSpan.FromHours(7));
        var (weeks, months) = (Document("imk-tahunan").Step("1"), Document("imk-tahunan").Step("2"));
        Assert.Equal(new DateTimeOffset(2026, 8, 24, 16, 0, 0, TimeSpan.FromHours(7)), calendar.Due(weeks.Standard!, weeks.Clock, from, null)!.Limit);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 16, 0, 0, TimeSpan.FromHours(7)), calendar.Due(months.Standard!, months.Clock, from, null)!.Limit);
    }

    [Fact]
    public void A_range_has_a_target_and_a_limit_and_a_schedule_neither()
    {
        var survey = Document("survei-sektoral");
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(2)), (survey.Step("5").Standard!.TargetTime, survey.Step("5").Standard!.LimitTime));
        Assert.Equal(StandardUnit.Scheduled, survey.Step("4").Standard!.Unit);
    }

    [Fact]
    public async Task A_sub_procedure_that_is_not_there_is_said_so_and_not_linked()
    {
        var ct = TestContext.Current.CancellationToken;
        Assert.Equal(["imk-persiapan", "imk-pengumpulan", "imk-evaluasi", "imk-diseminasi"], Document("imk-tahunan").Steps.Select(step => step.Sub));
        var page = await portal.Browser().GetStringAsync(new Uri("/standar-pelayanan/imk-tahunan", UriKind.Relative), ct);
        Assert.Equal(4, page.Split("SOP rinci belum ada").Length - 1);
        Assert.DoesNotContain("standar-pelayanan/imk-persiapan", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("survei-sektoral", "Kelengkapan/Input|Waktu|Output", true)]
    [InlineData("pst", "Output|Waktu|Keterangan", false)]
    [InlineData("pengumpulan-sektoral", "Kelengkapan|Waktu|Keluaran", true)]
    public async Task The_columns_of_quality_are_those_of_the_document(string id, string columns, bool remarksApart)
    {
        var document = Document(id);
        Assert.Equal(columns, string.Join('|', document.QualityColumns.Select(document.Label)));
        Assert.Equal(remarksApart, !document.QualityColumns.Contains("Keterangan"));
        var answer = await portal.Staff(Role.SectionHead).GetAsync(new Uri($"/petugas/standar/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
