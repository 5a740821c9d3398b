using System.Globalization;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Activities.Years;

/// <summary>The year plan as a calendar file (RFC 5545).</summary>
public static class YearCalendar
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/petugas/kegiatan/rencana/{year:int}.ics", [HttpMethods.Get, HttpMethods.Head],
        [Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)] async (int year, HttpResponse response, YearDesk desk, PortalLinks links, IOptions<OfficeOptions> office, CancellationToken ct) =>
        {
            if (!YearDesk.IsPlanned(year))
            {
                return Results.NotFound();
            }

            response.Headers.CacheControl = "no-store";
            return Results.File(Encoding.UTF8.GetBytes(Text(year, await desk.OfAsync(year, ct), links, office.Value)), "text/calendar; charset=utf-8", $"rencana-kegiatan-{year}.ics");
        });

    /// <summary>Whole days; the end is the day after the last (RFC 5545 §3.6.1).</summary>
    public static string Text(int year, IReadOnlyList<PlannedActivity> plan, PortalLinks links, OfficeOptions office)
    {
        var calendar = new CalendarText("Rencana kegiatan", $"Rencana kegiatan {year} {office.ShortName}");
        foreach (var planned in plan)
        {
            calendar.Line("BEGIN:VEVENT");
            calendar.Line($"UID:{planned.Id}@rencana-kegiatan.{office.Code}");
            calendar.Line("DTSTAMP:" + CalendarText.Utc(planned.SavedAt));
            calendar.Line("SEQUENCE:" + planned.Changes.ToString(CultureInfo.InvariantCulture));
            calendar.Line("DTSTART;VALUE=DATE:" + Day(planned.From));
            calendar.Line("DTEND;VALUE=DATE:" + Day((planned.To ?? planned.From).AddDays(1)));
            calendar.Line("SUMMARY:" + CalendarText.Escaped(planned.Title));
            if (string.Join(". ", new[] { planned.Owner is { } owner ? "Penanggung jawab: " + owner : null, planned.Note }.OfType<string>()) is { Length: > 0 } about)
            {
                calendar.Line("DESCRIPTION:" + CalendarText.Escaped(about));
            }

            calendar.Line("URL:" + links.To(planned.Run is { } run ? RunLinks.Run(run) : $"/petugas/kegiatan/rencana?tahun={year}", "id"));
            calendar.Line("TRANSP:TRANSPARENT");
            calendar.Line("END:VEVENT");
        }

        return calendar.End();
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
