using System.Globalization;
using DataPortal.Accounts;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Reports;

/// <summary>What the pages of 16-1 and 16-2 share: the month and edition asked for, who may see names, and the hand-out as a file.</summary>
public abstract class ReportPage(MonthlyReports reports, ReportDesk desk, ReportFiles files, CurrentStaff staff, TimeProvider clock) : PageModel
{
    /// <summary><c>?bulan=2026-10</c>; the last whole month when nothing is asked.</summary>
    [BindProperty(SupportsGet = true, Name = "bulan")]
    public string? MonthText { get; set; }

    /// <summary><c>?edisi=1</c> a signed edition, <c>0</c> the live figures.</summary>
    [BindProperty(SupportsGet = true, Name = "edisi")]
    public int? Edition { get; set; }

    /// <summary><c>?format=xlsx|pdf|csv</c></summary>
    [BindProperty(SupportsGet = true, Name = "format")]
    public string? Format { get; set; }

    /// <summary><c>?pribadi=ya</c>: with names, for those who may and ask.</summary>
    [BindProperty(SupportsGet = true, Name = "pribadi")]
    public string? Personal { get; set; }

    protected ReportDesk Desk { get; } = desk;

    public MonthlyReport Report { get; private set; } = null!;

    public ReportMonth Month => Report.Month;

    /// <summary>Names are for those who answer requests and for the head of their section.</summary>
    public bool MayNames => staff.Has(Role.WebAdmin) || staff.Has(Role.SectionHead);

    public bool MonthIsOver => clock.GetUtcNow() >= Month.End;

    /// <summary><c>16-1</c> or <c>16-2</c>.</summary>
    public abstract string Name { get; }

    public IEnumerable<SelectListItem> Months
    {
        get
        {
            var month = ReportMonth.Of(clock.GetUtcNow());
            for (var at = 0; at < 24; at++, month = month.Previous)
            {
                yield return new(month.Words, month.ToString(), month == Month);
            }
        }
    }

    protected async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var month = MonthText is null ? ReportMonth.Of(clock.GetUtcNow()).Previous : ReportMonth.Parse(MonthText);
        if (month is not { } asked || await reports.FindAsync(asked, Edition, ct) is not { } report)
        {
            return NotFound();
        }

        Report = report;
        if (staff.Has(Role.SectionHead))
        {
            await Desk.NoteOpenedAsync(asked, ct);
        }

        if (Format is null)
        {
            return Page();
        }

        var names = MayNames && Personal == "ya";
        if (files.Find(Name, Format) is not { } file)
        {
            return NotFound();
        }

        if (names)
        {
            await Desk.NoteExportAsync(Name, asked, Format, ct);
        }

        // Through a file of its own, not through memory: a register may be long.
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        try
        {
            file.Write(copy, report, names);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }

        copy.Position = 0;
        var edition = report.Signed is { } signed ? string.Create(CultureInfo.InvariantCulture, $"-edisi-{signed.Edition}") : "";
        Response.Headers.CacheControl = "private, no-store";
        return File(copy, file.MediaType, $"laporan-{Name}-{asked}{edition}.{Format}");
    }

    /// <summary>The same page with other parts of its address.</summary>
    public string Link(string name, int? edition = null, string? format = null, bool names = false)
    {
        var query = new QueryBuilder { { "bulan", Month.ToString() } };
        if ((edition ?? (Report.Signed?.Edition ?? (Report.Latest is null ? null : 0))) is { } shown)
        {
            query.Add("edisi", shown.ToString(CultureInfo.InvariantCulture));
        }

        if (format is not null)
        {
            query.Add("format", format);
        }

        if (names)
        {
            query.Add("pribadi", "ya");
        }

        return Url.Content($"~/petugas/laporan/{name}") + query;
    }

}
