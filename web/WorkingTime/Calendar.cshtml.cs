using System.Text;
using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.WorkingTime;

[Allow(Role.SectionHead, Role.SystemAdmin, Role.WebAdmin)]
public sealed class CalendarModel(WorkingCalendar calendar, CalendarKeeping keeping, CurrentStaff staff, TimeProvider clock) : PageModel
{
    public WorkingCalendar Calendar => calendar;

    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "tersimpan")]
    public bool Saved { get; set; }

    public int Year { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public CalendarYear? Kept { get; private set; }
    public string? Warning { get; private set; }
    public int WorkingDays { get; private set; }
    public bool MayChange => staff.Has(Role.SectionHead) || staff.Has(Role.SystemAdmin);

    public IReadOnlyList<OpeningLine> Lines(WeekHours week) => WorkingCalendar.Lines(week);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = Show.Day(clock.GetUtcNow());
        Years = [.. calendar.Data.Years.Keys.Append(now.Year).Append(now.Year + 1).Distinct().Order()];
        Year = Asked is { } asked && Years.Contains(asked) ? asked : now.Year;
        Kept = await keeping.FindAsync(Year, ct);
        Warning = calendar.Warning(clock.GetUtcNow());
        WorkingDays = calendar.WorkingDaysBetween(new(Year - 1, 12, 31), new(Year, 12, 31));
    }

    public IActionResult OnGetBerkas() => Asked is { } year && calendar.Data.Years.ContainsKey(year)
        ? File(Encoding.UTF8.GetBytes(HolidayList.Write(calendar.Data.Holidays(year))), "text/csv; charset=utf-8", $"{year}.csv")
        : NotFound();
}
