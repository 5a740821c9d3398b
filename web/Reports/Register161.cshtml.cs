using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Reports;

/// <summary>16-1, the register of the month.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.OfficeHead)]
public sealed class Register161Model(MonthlyReports reports, ReportDesk desk, ReportFiles files, CurrentStaff staff, TimeProvider clock)
    : ReportPage(reports, desk, files, staff, clock)
{
    public const int PageSize = 200;

    public override string Name => "16-1";

    [BindProperty(SupportsGet = true, Name = "halaman")]
    public int PageNumber { get; set; } = 1;

    public int PageCount => Math.Max(1, (Report.Content.Lines.Count + PageSize - 1) / PageSize);

    public IEnumerable<RegisterLine> Shown => Report.Content.Lines.Skip((Math.Clamp(PageNumber, 1, PageCount) - 1) * PageSize).Take(PageSize);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);
}
