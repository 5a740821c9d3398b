using System.Globalization;
using System.Text;
using System.Xml;
using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Activities.Years;

/// <summary>The year plan as a calendar file (RFC 5545).</summary>
public static class YearCalendar
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/petugas/kegiatan/rencana/{year:int:range(2000,2100)}.ics",
        [Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)] async (int year, HttpResponse response, YearDesk desk, PortalLinks links, IOptions<OfficeOptions> office, CancellationToken ct) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.File(Encoding.UTF8.GetBytes(Text(year, await desk.OfAsync(year, ct), links, office.Value)), "text/calendar; charset=utf-8", $"rencana-kegiatan-{year}.ics");
        });

    /// <summary>Whole days; the end is the day after the last (RFC 5545 §3.6.1).</summary>
    public static string Text(int year, IReadOnlyList<PlannedActivity> plan, PortalLinks links, OfficeOptions office)
    {
        var calendar = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//DataPortal//Rencana kegiatan//ID");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line("NAME:" + Escaped($"Rencana kegiatan {year} {office.ShortName}"));
        foreach (var planned in plan)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{planned.Id}@rencana-kegiatan.{office.Code}");
            Line("DTSTAMP:" + planned.SavedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            Line("SEQUENCE:" + XmlConvert.ToString(planned.Changes));
            Line("DTSTART;VALUE=DATE:" + Day(planned.From));
            Line("DTEND;VALUE=DATE:" + Day((planned.To ?? planned.From).AddDays(1)));
            Line("SUMMARY:" + Escaped(planned.Title));
            if (string.Join(". ", new[] { planned.Owner is { } owner ? "Penanggung jawab: " + owner : null, planned.Note }.OfType<string>()) is { Length: > 0 } about)
            {
                Line("DESCRIPTION:" + Escaped(about));
            }

            Line("URL:" + links.To(planned.Run is { } run ? RunLinks.Run(run) : $"/petugas/kegiatan/rencana?tahun={year}", "id"));
            Line("TRANSP:TRANSPARENT");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return calendar.ToString();

        // RFC 5545 §3.1: lines end with CRLF and have at most 75 octets; what is longer goes on after a line break and a space.
        void Line(string text)
        {
            var octets = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                if ((octets += rune.Utf8SequenceLength) > 75)
                {
                    calendar.Append("\r\n ");
                    octets = 1 + rune.Utf8SequenceLength;
                }

                calendar.Append(rune.ToString());
            }

            calendar.Append("\r\n");
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => new string([.. text.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter))])
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
