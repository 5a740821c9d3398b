using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;
using DataPortal.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace DataPortal.Procedures.Conformance;

/// <summary>
/// The event log of a procedure as process-mining tools read it (procedures.md §1.6): a line a mark, case, activity, lifecycle, timestamp, resource and what else
/// the log knows. Lifecycle in the standard transitions of XES (IEEE 1849); UTF-8, commas, ISO 8601.
/// </summary>
internal static class LogExport
{
    private static readonly string[] _columns =
        ["case", "activity", "lifecycle", "timestamp", "resource", "attempt", "item", "outcome", "role", "due", "late_entry", "version"];

    /// <summary>The same by the names XES gives them (IEEE 1849, concept, lifecycle, time and organizational extensions): pm4py and ProM ask no further.</summary>
    private static readonly string[] _xes =
        ["case:concept:name", "concept:name", "lifecycle:transition", "time:timestamp", "org:resource", "attempt", "item", "outcome", "org:role", "due", "late_entry", "version"];

    public static IEndpointConventionBuilder MapLogExport(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/petugas/standar/{id}/log.csv", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
        .RequireAuthorization(new AllowAttribute(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin));

    private static async Task<IResult> ServeAsync(
        HttpContext context, string id, int? tahun, string? pribadi, string? kolom, ProcedureLibrary library, IDocumentStore store, AuditTrail audit, CurrentStaff staff, TimeProvider clock, CancellationToken ct)
    {
        var period = new Period(tahun ?? Show.Day(clock.GetUtcNow()).Year);
        if (library.Latest(id) is not { } procedure || !period.IsValid)
        {
            return Results.NotFound();
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"log-{procedure.Id}-{period.Year}{(ConformanceFiles.Mark(context.RequestServices.GetRequiredService<IConfiguration>()) is null ? "" : "-contoh")}.csv\"");
        context.Response.Headers.CacheControl = "private, no-store";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            // Nothing leaves, so nothing is written in the trail.
            return Results.Empty;
        }

        // Names leave the portal only for those who may see them in the audit trail, and the trail says so before the first byte does.
        var names = pribadi == "ya" && (staff.Has(Role.SectionHead) || staff.Has(Role.SystemAdmin));
        await store.CommitAsync([audit.Entry(names ? "procedure.log-exported-with-names" : "procedure.log-exported", ProcedureEvents.Collection, procedure.Id, period.Words)], ct);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var query = ProcedureEvents.Collection.Where("procedure", procedure.Id).AtLeast("at", period.From).Before("at", period.To).OrderBy("at");
        await WriteAsync(context.Response.Body, version => library.Find(procedure.Id, version) ?? procedure, store.StreamAsync(query, ct), names, kolom == "xes", ct);
        return Results.Empty;
    }

    /// <param name="names">False writes <c>petugas-1</c>, <c>petugas-2</c> … for the persons, the same one for the same person throughout the file.</param>
    /// <param name="versionOf">The document a mark was made under: a step's number may have meant something else then.</param>
    public static async Task WriteAsync(Stream to, Func<string, Procedure> versionOf, IAsyncEnumerable<ProcedureEvent> events, bool names, bool xes, CancellationToken ct)
    {
        const int enough = 32 * 1024;
        Dictionary<string, string> persons = new(StringComparer.Ordinal);
        using var made = new MemoryStream();
        using (var csv = new CsvWriter(made, CsvHabit.Machine(',')))
        {
            foreach (var column in xes ? _xes : _columns)
            {
                csv.Text(column);
            }

            csv.EndRow();
            await foreach (var happened in events.WithCancellation(ct))
            {
                if (Transition(happened.Mark) is not { } transition || happened.Step.Length == 0 || !AttemptMark.IsOfAttempt(happened.Mark))
                {
                    continue;
                }

                string[] cells =
                [
                    happened.Run, $"{happened.Step}. {versionOf(happened.ProcedureVersion).FindStep(happened.Step)?.Activity ?? "(versi lama)"}", transition, Stamp(happened.Moment),
                    Resource(happened.Actor, names, persons), happened.Attempt.ToString(CultureInfo.InvariantCulture), happened.Item, happened.Outcome ?? "",
                    happened.Role?.ToString() ?? "", happened.Limit is { } due ? Stamp(due) : "", happened.IsLateEntry ? "true" : "false", happened.ProcedureVersion,
                ];
                foreach (var cell in cells)
                {
                    csv.Text(cell);
                }

                csv.EndRow();
                if (made.Length > enough)
                {
                    await SendAsync(made, to, ct);
                }
            }
        }

        await SendAsync(made, to, ct);
    }

    /// <summary>The transition of XES's standard lifecycle; null for what is no transition of an activity.</summary>
    internal static string? Transition(Mark mark) => mark switch
    {
        Mark.Ready => "schedule",
        Mark.Assigned => "assign",
        Mark.Started => "start",
        Mark.Paused => "suspend",
        Mark.Resumed => "resume",
        Mark.Done => "complete",
        Mark.Skipped => "manualskip",
        Mark.Cancelled => "ate_abort",
        Mark.Reopened => "unknown",
        _ => null,
    };

    private static string Resource(string? actor, bool names, Dictionary<string, string> persons)
    {
        // Those two are no persons.
        if (actor is null or "sistem" or "pemohon" || names)
        {
            return actor ?? "";
        }

        if (!persons.TryGetValue(actor, out var alias))
        {
            persons[actor] = alias = string.Create(CultureInfo.InvariantCulture, $"petugas-{persons.Count + 1}");
        }

        return alias;
    }

    private static string Stamp(DateTimeOffset moment) => Show.Local(moment).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static async Task SendAsync(MemoryStream made, Stream to, CancellationToken ct)
    {
        await to.WriteAsync(made.GetBuffer().AsMemory(0, (int)made.Length), ct);
        made.SetLength(0);
    }
}
