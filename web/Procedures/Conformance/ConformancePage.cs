using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures.Conformance;

/// <summary>What the pages of <c>/petugas/standar/{id}</c> share: the procedure, the period asked for, and the wait while the log is read.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public abstract class ConformancePage(ProcedureLibrary library, TimeProvider clock) : PageModel
{
    /// <summary><c>?tahun=2026</c>; this year when nothing is asked.</summary>
    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? YearAsked { get; set; }

    /// <summary><c>?bulan=10</c>; the whole year when nothing is asked.</summary>
    [BindProperty(SupportsGet = true, Name = "bulan")]
    public int? MonthAsked { get; set; }

    public Procedure Procedure { get; private set; } = null!;

    public Period Period { get; private set; }

    /// <summary>Set while the log is still being read: the page says so instead of its figures.</summary>
    public LogStillReadException? StillRead { get; private set; }

    public IEnumerable<int> Years
    {
        get
        {
            var now = Show.Day(clock.GetUtcNow()).Year;
            return Enumerable.Range(now - 4, 5).Append(Period.Year).Distinct().OrderDescending();
        }
    }

    /// <summary>No version is in force any more; what was begun goes on.</summary>
    public bool IsWithdrawn => library.Find(Procedure.Id) is null;

    /// <returns>False: there is no such procedure or period.</returns>
    protected bool Find(string id)
    {
        var found = library.Latest(id);
        Period = new(YearAsked ?? Show.Day(clock.GetUtcNow()).Year, MonthAsked);
        if (found is null || !Period.IsValid || !ModelState.IsValid)
        {
            return false;
        }

        Procedure = found;
        return true;
    }

    /// <summary>Runs what needs the log; while it is still being read the page comes back by itself.</summary>
    protected async Task<IActionResult> WhenReadAsync(Func<Task<IActionResult>> show)
    {
        ArgumentNullException.ThrowIfNull(show);
        try
        {
            return await show();
        }
        catch (LogStillReadException still)
        {
            StillRead = still;
            Response.Headers["Refresh"] = "5";
            return Page();
        }
    }

    /// <summary>The document the mark was made under; the present one when that is kept nowhere.</summary>
    public Procedure DocumentOf(ProcedureEvent mark) => library.Find(mark.Procedure, mark.ProcedureVersion) ?? Procedure;

    /// <summary>An address under this procedure with the period and other parts of its query.</summary>
    public string Link(string path = "", params (string Name, string? Value)[] more)
    {
        var query = new QueryBuilder { { "tahun", Number(Period.Year) } };
        var month = more.Any(part => part.Name == "bulan") || Period.Month is null ? null : Number(Period.Month.Value);
        foreach (var (name, value) in more.Prepend(("bulan", month)))
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return Url.Content($"~/petugas/standar/{Procedure.Id}{path}") + query;
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
