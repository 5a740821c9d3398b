using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts.Pages;

/// <summary>Where staff begin: what their roles can do, and what waits for them.</summary>
[Allow]
public sealed class StaffHomeModel(
    IEnumerable<StaffNoticeSource> sources, EndpointDataSource addresses, IOptions<AccountsOptions> options, TimeProvider clock) : PageModel
{
    private static readonly (string Title, string What, string Href, Role[] Roles)[] _work =
    [
        ("Langkah saya", "Langkah kegiatan Anda, tenggat terdekat dahulu", "~/petugas/langkah", [Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead]),
        ("Kegiatan", "Survei dan kegiatan lain: langkah, papan, rencana tahun", "~/petugas/kegiatan", [Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead]),
        ("Permintaan", "Jawab permintaan data, tenggat terdekat dahulu", "~/petugas/permintaan", [Role.WebAdmin, Role.SectionHead, Role.DivisionHead]),
        ("Katalog", "Terbitkan publikasi, berita resmi, dan infografis", "~/petugas/katalog", [Role.WebAdmin]),
        ("Tabel", "Unggah lembar kerja dan terbitkan sebagai tabel", "~/petugas/tabel", [Role.WebAdmin]),
        ("Laporan", "Register 16-1 dan rekap 16-2", "~/petugas/laporan", [Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.OfficeHead]),
        ("Surel", "Surel keluar dan keadaannya", "~/petugas/surel", [Role.WebAdmin, Role.SectionHead, Role.SystemAdmin]),
        ("Standar", "Prosedur, waktu bakunya, dan kesesuaian pelaksanaannya", "~/petugas/standar", [Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin]),
        ("Kalender", "Jam layanan, hari libur, dan Ramadan", "~/petugas/kalender", [Role.WebAdmin, Role.SectionHead, Role.SystemAdmin]),
        ("Pengguna", "Undang petugas, atur peran", "~/petugas/pengguna", [Role.SystemAdmin]),
        ("Jejak audit", "Siapa melakukan apa, kapan, dari mana", "~/petugas/jejak", [Role.SystemAdmin, Role.OfficeHead, Role.SectionHead]),
        ("Akun saya", "Sandi, faktor kedua, sesi", "~/petugas/akun", []),
    ];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<(string Title, string What, string Href, Role[] Roles)> Cards { get; private set; } = [];
    public IReadOnlyList<StaffNotice> Notices { get; private set; } = [];
    public bool IsSecondFactorOff => !options.Value.RequireSecondFactor && Holds([Role.SystemAdmin, Role.WebAdmin]);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (User.HasClaim(claim => claim.Type == StaffClaims.NeedsSecondFactor))
        {
            return RedirectToPage("/Accounts/Pages/SecondFactor");
        }

        var present = addresses.Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText).ToHashSet();
        Cards = [.. _work.Where(card => Holds(card.Roles) && present.Contains(card.Href[2..]))];

        List<StaffNotice> notices = [];
        foreach (var source in sources)
        {
            notices.AddRange((await source(HttpContext.RequestServices, ct)).Where(notice => Holds(notice.For)));
        }

        Notices = [.. notices.OrderByDescending(notice => notice.Urgent)];
        return Page();
    }

    private bool Holds(IReadOnlyList<Role> roles) => roles.Count == 0 || roles.Any(role => User.IsInRole(role.ToString()));
}
