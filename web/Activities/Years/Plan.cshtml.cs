using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Years;

/// <summary>A day of the month's calendar.</summary>
/// <param name="IsOther">Of the month before or after.</param>
/// <param name="Starts">Activities that begin on it.</param>
/// <param name="Ends">Activities that are to be finished on it.</param>
public sealed record PlanDay(DateOnly Day, bool IsOther, bool IsToday, bool IsWorking, string? Holiday, IReadOnlyList<PlannedActivity> Starts, IReadOnlyList<PlannedActivity> Ends);

/// <summary>The year plan: a month as a calendar, the year as a list.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class PlanModel(YearDesk desk, WorkingCalendar calendar, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? AskedYear { get; set; }

    [BindProperty(SupportsGet = true, Name = "bulan")]
    public int? AskedMonth { get; set; }

    [BindProperty(SupportsGet = true, Name = "pesan")]
    public string? Message { get; set; }

    public int Year { get; private set; }
    public int Month { get; private set; }
    public IReadOnlyList<PlannedActivity> Activities { get; private set; } = [];

    /// <summary>Whole weeks, Monday first.</summary>
    public IReadOnlyList<PlanDay[]> Weeks { get; private set; } = [];
    public DateOnly Today => Show.Day(clock.GetUtcNow());

    /// <summary>Whether the days off of the year are known.</summary>
    public bool KnowsHolidays => calendar.Data.Holidays(Year).Count > 0;

    public string? Said => Message switch
    {
        "simpan" => "Rencana disimpan.",
        "hapus" => "Kegiatan dihapus dari rencana.",
        "salin" => "Kegiatan yang dipilih disalin ke rencana ini.",
        _ => null,
    };

    public string ProcedureName(string id) => desk.Procedures.FirstOrDefault(procedure => procedure.Id == id)?.Name ?? id;

    /// <summary>The day it is opened, when that is not the planned one.</summary>
    public DateOnly? Moved(PlannedActivity planned) => !planned.IsOpened && desk.Working(planned.From) is var day && day != planned.From ? day : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Year = AskedYear ?? Today.Year;
        Month = AskedMonth ?? (Year == Today.Year ? Today.Month : 1);
        if (!YearDesk.IsPlanned(Year) || Month is < 1 or > 12)
        {
            return NotFound();
        }

        Activities = await desk.OfAsync(Year, ct);
        var first = new DateOnly(Year, Month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        var start = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        List<PlanDay[]> weeks = [];
        for (var monday = start; monday <= last; monday = monday.AddDays(7))
        {
            weeks.Add([.. Enumerable.Range(0, 7).Select(monday.AddDays).Select(Of)]);
        }

        Weeks = weeks;
        return Page();

        PlanDay Of(DateOnly day) => new(
            day, day.Month != Month, day == Today, calendar.IsWorkingDay(day), calendar.Holiday(day)?.Name,
            [.. Activities.Where(planned => planned.From == day)], [.. Activities.Where(planned => planned.To == day && planned.To != planned.From)]);
    }
}
