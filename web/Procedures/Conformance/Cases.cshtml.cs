using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Procedures.Conformance;

/// <summary>The attempts behind a figure: <c>/petugas/standar/{id}/kasus?langkah=…&amp;bulan=…&amp;kasus=lewat</c>.</summary>
public sealed class CasesModel(ProcedureLibrary library, ConformanceTally tally, IEnumerable<CaseLink> links, CurrentStaff staff, TimeProvider clock) : ConformancePage(library, clock)
{
    public static IReadOnlyList<(string Word, CaseKind Kind)> Kinds { get; } =
    [
        ("selesai", CaseKind.Done), ("dalam", CaseKind.Within), ("lewat", CaseKind.Over), ("tak-terukur", CaseKind.Unmeasured),
        ("susulan", CaseKind.LateEntry), ("terbuka", CaseKind.Open), ("dilewati", CaseKind.Skipped), ("temuan", CaseKind.Found),
    ];

    [BindProperty(SupportsGet = true, Name = "langkah")]
    public string? Step { get; set; }

    [BindProperty(SupportsGet = true, Name = "kasus")]
    public string Word { get; set; } = "selesai";

    /// <summary><c>?hal=2</c></summary>
    [BindProperty(SupportsGet = true, Name = "hal")]
    public int Number1 { get; set; } = 1;

    public CaseKind Kind { get; private set; }

    public CasePage Cases { get; private set; } = new(0, []);

    public int Pages => (Cases.Count + CaseQuery.PageSize - 1) / CaseQuery.PageSize;

    public string? PageOf(CaseRow row) => links.Of(staff.Has, Procedure.Id, row.Step, row.Run);

    public string PageLink(int page) => Link("/kasus", ("langkah", Step), ("kasus", Word), ("hal", Number(page)));

    /// <summary>A time as it is told for that step; – where it was not observed.</summary>
    public string Time(TimeSpan? time, CaseRow row) => time is { } known ? ConformanceWords.Time(known, Procedure.FindStep(row.Step)) : "–";

    /// <summary>12 Agu 2026 10.20</summary>
    public static string Moment(DateTimeOffset? moment) => moment is { } known ? $"{Show.Local(known).ToString("d MMM yyyy", Speech.Indonesian)} {Show.Time(known)[..5]}" : "–";

    public Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        var found = Kinds.FirstOrDefault(kind => kind.Word == Word);
        Step = string.IsNullOrWhiteSpace(Step) ? null : Step;
        if (!Find(id) || found.Word is null || Number1 is < 1 or > 1_000_000)
        {
            return Task.FromResult<IActionResult>(NotFound());
        }

        Kind = found.Kind;
        return WhenReadAsync(async () =>
        {
            Cases = await tally.CasesAsync(Procedure, new(Period, Step, Kind, Number1), ct);
            return Page();
        });
    }
}
