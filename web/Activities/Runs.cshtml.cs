using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities;

/// <summary>All runs, open ones first.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class RunsModel(IDocumentStore store, ProcedureLibrary library, TimeProvider clock) : PageModel
{
    public const int PerPage = 30;

    public static readonly (string Name, RunState? State, string Text)[] Tabs =
    [
        ("berjalan", RunState.Open, "Berjalan"), ("selesai", RunState.Ended, "Selesai"), ("batal", RunState.Cancelled, "Batal"), ("semua", null, "Semua"),
    ];

    [BindProperty(SupportsGet = true, Name = "keadaan")]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true, Name = "prosedur")]
    public string? Wanted { get; set; }

    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int? Leaf { get; set; }

    public IReadOnlyList<Run> Found { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<Procedure> Procedures => library.All;
    public IReadOnlyList<int> Years { get; private set; } = [];
    public int Total => Counts[Tab!];
    public int Pages => Math.Max(1, (Total + PerPage - 1) / PerPage);
    public int At => Math.Clamp(Leaf ?? 1, 1, Pages);
    public DateTimeOffset Now => clock.GetUtcNow();

    public Procedure? Of(Run run) => library.Find(run.Procedure, run.ProcedureVersion);

    public string NameOf(Run run) => (Of(run) ?? library.Find(run.Procedure))?.Name ?? run.Procedure;

    /// <summary>The earliest moment at which something open in it is due; null when nothing is.</summary>
    public static DateTimeOffset? DueOf(Run run) => run.Attempts.Where(attempt => attempt is { IsOpen: true, State: not AttemptState.Paused }).Min(attempt => attempt.Limit);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Tab = Tabs.FirstOrDefault(tab => tab.Name == Tab).Name ?? Tabs[0].Name;
        Wanted = string.IsNullOrWhiteSpace(Wanted) || Wanted.Length > 100 ? null : Wanted;
        Year = Year is >= 1900 and <= 9000 ? Year : null;
        DateTimeOffset? from = Year is { } year ? new(year, 1, 1, 0, 0, 0, Show.Jakarta.BaseUtcOffset) : null;
        Dictionary<string, int> counts = [];
        foreach (var (name, state, _) in Tabs)
        {
            counts[name] = await store.CountAsync(RunQueries.Matching(Wanted, state, from, from?.AddYears(1)), ct);
        }

        Counts = counts;
        var chosen = Tabs.First(tab => tab.Name == Tab).State;
        Found = await store.ListAsync(RunQueries.Matching(Wanted, chosen, from, from?.AddYears(1)).Skip((At - 1) * PerPage).Top(PerPage), ct);
        var last = Show.Day(Now).Year;
        var first = await store.FirstAsync(RunQueries.Oldest(), ct) is { } oldest ? Show.Day(oldest.OpenedAt).Year : last;
        Years = [.. Enumerable.Range(first, Math.Clamp(last - first + 1, 1, 100)).Reverse()];
    }

    public string Address(string tab, int leaf = 1) =>
        Url.Content(RunLinks.List) + $"?keadaan={tab}{(Wanted is null ? "" : "&prosedur=" + Uri.EscapeDataString(Wanted))}{(Year is { } year ? $"&tahun={year}" : "")}{(leaf > 1 ? $"&hal={leaf}" : "")}";
}
