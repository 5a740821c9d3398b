using DataPortal.Accounts;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Procedures.Conformance;

/// <summary>All marks of one run, in the order they were written: <c>/petugas/standar/{id}/kasus/{run}</c>.</summary>
public sealed class RunMarksModel(ProcedureLibrary library, IDocumentStore store, IEnumerable<CaseLink> links, CurrentStaff staff, TimeProvider clock) : ConformancePage(library, clock)
{
    private const int PageSize = 500;

    /// <summary><c>?hal=2</c></summary>
    [BindProperty(SupportsGet = true, Name = "hal")]
    public int Number1 { get; set; } = 1;

    public string Run { get; private set; } = "";
    public int Count { get; private set; }
    public IReadOnlyList<ProcedureEvent> Marks { get; private set; } = [];

    public int Pages => (Count + PageSize - 1) / PageSize;

    /// <summary>Pages of the slices this run is worked on in.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, string run, CancellationToken ct)
    {
        if (!Find(id) || Number1 is < 1 or > 100_000)
        {
            return NotFound();
        }

        var query = ProcedureEvents.Collection.Where("run", run).Where("procedure", Procedure.Id);
        Count = await store.CountAsync(query, ct);
        Marks = await store.ListAsync(query.OrderBy("at").Skip((Number1 - 1) * PageSize).Top(PageSize), ct);
        if (Marks.Count == 0)
        {
            return NotFound();
        }

        Run = run;
        Addresses = [.. Marks.Select(mark => mark.Step).Distinct().Select(step => links.Of(staff.Has, Procedure.Id, step, run)).OfType<string>().Distinct()];
        return Page();
    }

    public string PageLink(int page) => Url.Content($"~/petugas/standar/{Procedure.Id}/kasus/{Uri.EscapeDataString(Run)}?hal={Number(page)}");
}
