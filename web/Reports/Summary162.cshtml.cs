using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Reports;

/// <summary>16-2, the summary of the month, with its sign-off.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.OfficeHead)]
public sealed class Summary162Model(MonthlyReports reports, ReportDesk desk, ReportFiles files, Trend trend, StaffSignature signatures, CurrentStaff staff, TimeProvider clock)
    : ReportPage(reports, desk, files, staff, clock)
{
    public override string Name => "16-2";

    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<(ReportMonth Month, Balance Balance)> Months6 { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var answer = await ShowAsync(ct);
        if (answer is Microsoft.AspNetCore.Mvc.RazorPages.PageResult)
        {
            Months6 = await trend.UpToAsync(Month, ct);
        }

        return answer;
    }

    /// <summary>The section head signs the live figures of the month off.</summary>
    public async Task<IActionResult> OnPostSignAsync(CancellationToken ct)
    {
        if (ReportMonth.Parse(MonthText) is not { } month)
        {
            return NotFound();
        }

        if (!User.IsInRole(nameof(Role.SectionHead)))
        {
            return Forbid();
        }

        if (await Desk.IsSignedAsync(month, ct) && string.IsNullOrWhiteSpace(Form.Reason))
        {
            Edition = 0;
            return await AgainAsync("Tulis apa yang diperbaiki pada edisi baru ini.", ct);
        }

        try
        {
            var report = await Desk.SignAsync(month, Form.Shown, await signatures.OfAsync(Words.Signer, ct), Cut(Form.LetterNumber), Cut(Form.Reason), ct);
            return Redirect(Url.Content($"~/petugas/laporan/16-2?bulan={month}&edisi={report.Edition}&kabar=ditandatangani"));
        }
        catch (MonthNotOverException)
        {
            return await AgainAsync($"{month.Words} belum berakhir. Laporan ditandatangani sesudah bulannya lewat.", ct);
        }
        catch (ReportChangedException)
        {
            Edition = 0;
            return await AgainAsync("Angkanya berubah sejak Anda membukanya. Periksa angka terkini di bawah, lalu tandatangani lagi.", ct);
        }
        catch (NothingChangedException)
        {
            return await AgainAsync("Tidak ada yang berubah sejak edisi terakhir ditandatangani.", ct);
        }
    }

    /// <summary>The head of division receives a signed edition.</summary>
    public async Task<IActionResult> OnPostReceiveAsync(CancellationToken ct)
    {
        if (ReportMonth.Parse(MonthText) is not { } month || Edition is not { } edition)
        {
            return NotFound();
        }

        if (!User.IsInRole(nameof(Role.DivisionHead)))
        {
            return Forbid();
        }

        return await Desk.ReceiveAsync(month, edition, await signatures.OfAsync(Words.Receiver, ct), ct) is null
            ? NotFound()
            : Redirect(Url.Content($"~/petugas/laporan/16-2?bulan={month}&edisi={edition}&kabar=diterima"));
    }

    private async Task<IActionResult> AgainAsync(string message, CancellationToken ct)
    {
        ModelState.AddModelError("", message);
        return await OnGetAsync(ct);
    }

    private static string? Cut(string? text) => text?.Trim() is { Length: > 0 } words ? words[..Math.Min(words.Length, 300)] : null;

    public sealed class Input
    {
        /// <summary>Hash of the figures on the page that was signed.</summary>
        public string? Shown { get; set; }

        public string? LetterNumber { get; set; }
        public string? Reason { get; set; }
    }
}
