using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>What is looked for in the audit trail; empty parts do not count.</summary>
/// <param name="ActorId">A person of the office.</param>
/// <param name="Action">An action, or the beginning of one: <c>staff.</c>.</param>
/// <param name="Document"><c>collection/id</c>, or the beginning of it.</param>
/// <param name="To">The last day, itself included.</param>
public sealed record AuditSearch(string? ActorId, string? Action, string? Document, DateOnly? From, DateOnly? To);

public static class AuditQueries
{
    /// <summary>Latest first.</summary>
    public static Query<AuditEntry> Find(AuditSearch search)
    {
        var query = AuditTrail.Collection.All().OrderByDescending("at");
        query = search.ActorId is { Length: > 0 } actor ? query.Where("actor", actor) : query;
        query = search.Action is { Length: > 0 } action ? query.StartsWith("action", action) : query;
        query = search.Document is { Length: > 0 } document ? query.StartsWith("document", document) : query;
        query = search.From is { } from ? query.AtLeast("at", Midnight(from)) : query;
        return search.To is { } to && to < DateOnly.MaxValue ? query.Before("at", Midnight(to.AddDays(1))) : query;
    }

    private static DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new(local, Show.Jakarta.GetUtcOffset(local));
    }
}

/// <summary>What was done, as the office says it. An action that stands not here is shown by its own name.</summary>
public static class AuditWords
{
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["audit.exported"] = "Jejak audit diekspor",
        ["calendar.changed"] = "Kalender diubah",
        ["item.discarded"] = "Konsep butir dibuang",
        ["item.drafted"] = "Butir katalog disusun",
        ["item.edited"] = "Butir katalog diubah",
        ["item.published"] = "Butir katalog diterbitkan",
        ["item.restored"] = "Butir katalog dipulihkan",
        ["item.scheduled"] = "Butir katalog dijadwalkan",
        ["item.unscheduled"] = "Jadwal terbit dibatalkan",
        ["item.withdrawn"] = "Butir katalog ditarik",
        ["mail.cancelled"] = "Surel dibatalkan",
        ["mail.marked-sent"] = "Surel ditandai terkirim",
        ["mail.resent"] = "Surel dikirim ulang",
        ["monitoring.saved"] = "Lembar pemantauan SOP disimpan",
        ["procedure.draft-discarded"] = "Draf SOP dibuang",
        ["procedure.draft-saved"] = "Draf SOP disimpan",
        ["procedure.in-force"] = "SOP diberlakukan",
        ["procedure.returned"] = "SOP kembali ke dokumen bawaan",
        ["procedure.withdrawn"] = "SOP ditarik",
        ["procedure.log-exported"] = "Log langkah diekspor",
        ["procedure.log-exported-with-names"] = "Log langkah diekspor dengan nama",
        ["release.planned"] = "Rencana terbit ditambah",
        ["release.replanned"] = "Rencana terbit diubah",
        ["release.unplanned"] = "Rencana terbit dihapus",
        ["report.exported"] = "Laporan diekspor",
        ["report.exported-with-names"] = "Laporan diekspor dengan nama",
        ["report.received"] = "Laporan diterima",
        ["report.signed"] = "Laporan disahkan",
        ["request.accepted"] = "Permintaan diteruskan dari penahanan",
        ["request.answered"] = "Permintaan dijawab",
        ["request.asked"] = "Pemohon ditanya balik",
        ["request.claimed"] = "Permintaan diambil",
        ["request.classified"] = "Judul atau subjek permintaan diubah",
        ["request.closed-unanswered"] = "Permintaan ditutup tanpa jawaban",
        ["request.decided"] = "Permintaan diputuskan",
        ["request.entered"] = "Permintaan dicatat petugas",
        ["request.handed-over"] = "Permintaan dialihkan",
        ["request.heard"] = "Jawaban pemohon dicatat",
        ["request.held"] = "Permintaan ditahan",
        ["request.links-sent"] = "Tautan permintaan dikirim ulang",
        ["request.message"] = "Pesan pemohon",
        ["request.messaged"] = "Pesan dikirim",
        ["request.noted"] = "Catatan dalam ditambah",
        ["request.opened"] = "Permintaan dibuka",
        ["request.rated"] = "Layanan dinilai",
        ["request.received"] = "Permintaan diterima",
        ["request.released"] = "Permintaan dikembalikan ke antrean",
        ["request.spam"] = "Permintaan ditandai spam",
        ["request.withdrawn"] = "Permintaan ditarik",
        ["staff.changed"] = "Data petugas diubah",
        ["staff.disabled"] = "Petugas dinonaktifkan",
        ["staff.enabled"] = "Petugas diaktifkan",
        ["staff.first-made"] = "Pengelola pertama dibuat",
        ["staff.invited"] = "Petugas diundang",
        ["staff.link-asked"] = "Tautan lupa sandi diminta",
        ["staff.link-made"] = "Tautan sandi dibuat",
        ["staff.locked-out"] = "Akun terkunci",
        ["staff.password-changed"] = "Sandi diganti",
        ["staff.password-set"] = "Sandi diatur lewat tautan",
        ["staff.recovery-codes-made"] = "Kode pemulihan dibuat",
        ["staff.roles-changed"] = "Peran diubah",
        ["staff.second-factor-removed"] = "Faktor kedua dicabut",
        ["staff.second-factor-set"] = "Faktor kedua diaktifkan",
        ["staff.session-ended"] = "Sesi diakhiri",
        ["staff.sessions-ended"] = "Semua sesi diakhiri",
        ["staff.sign-in-failed"] = "Gagal masuk",
        ["staff.signed-in"] = "Masuk",
        ["staff.signed-out"] = "Keluar",
        ["table.findings-accepted"] = "Peringatan tabel diterima dengan alasan",
        ["table.released"] = "Versi tabel terbit sesuai jadwal",
        ["table.replaced"] = "Versi tabel ditambah",
        ["table.rescheduled"] = "Jadwal versi tabel diubah",
        ["table.scheduled"] = "Versi tabel dijadwalkan",
        ["table.unscheduled"] = "Versi tabel yang menunggu dibatalkan",
        ["table.uploads-cleared"] = "Unggahan lama dibersihkan",
        ["table.version-hidden"] = "Versi lama tabel disembunyikan",
        ["table.version-shown"] = "Versi lama tabel ditampilkan lagi",
        ["table.upload-discarded"] = "Unggahan tabel dibuang",
        ["table.uploaded"] = "Tabel diunggah",
    };

    public static string Of(string action) => All.TryGetValue(action, out var words) ? words : action;
}
