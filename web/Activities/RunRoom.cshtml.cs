using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Activities.Survey;
using DataPortal.Procedures;
using DataPortal.Procedures.Chart;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities;

/// <summary>One run: where it stands, its steps and items, its log, and what its owner may do to it as a whole.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead, Role.DeskOfficer, Role.Treasurer)]
public sealed partial class RunRoomModel(StepTools tools, SubRuns subRuns) : RunPage(tools.Desk, tools.Rights, tools.Clock)
{
    public const int ItemsPerPage = 100;
    public const int MarksPerPage = 50;

    /// <summary>Why nothing can be done here: the document of the run is not there. Null when it is.</summary>
    public string? Gone { get; private set; }

    public RunView View { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "butir")]
    public int? ItemPage { get; set; }

    [BindProperty(SupportsGet = true, Name = "jejak")]
    public int? MarkPage { get; set; }

    public int ItemPages => Math.Max(1, (Run.Items.Count + ItemsPerPage - 1) / ItemsPerPage);
    public int ItemAt => Math.Clamp(ItemPage ?? 1, 1, ItemPages);
    public int MarkPages => Math.Max(1, (Run.Marks + MarksPerPage - 1) / MarksPerPage);
    public int MarkAt => Math.Clamp(MarkPage ?? 1, 1, MarkPages);

    /// <summary>The marks of this page of the log, the latest first.</summary>
    public IReadOnlyList<ProcedureEvent> Marks { get; private set; } = [];

    /// <summary>The order it was opened with (a letter), or null.</summary>
    public string? Ordered { get; private set; }
    public IReadOnlyList<Run> Children { get; private set; } = [];
    public Run? Parent { get; private set; }
    public Run? Earlier { get; private set; }
    public Run? Later { get; private set; }

    /// <summary>The version in force, when it is not the run's.</summary>
    public Procedure? NewVersion => Gone is null && tools.Library.Find(Procedure.Id) is { } current && current.Version != Run.ProcedureVersion ? current : null;

    /// <summary>Whether items are added and settled here: no form of their own does it.</summary>
    public bool HasPlainItems => Gone is null && View.ItemSteps.Count > 0 && Procedure.Steps.All(step => step.Form is null);

    /// <summary>Whether the survey's board shows its assignments.</summary>
    public bool HasBoard => Gone is null && new Survey.SurveySteps(Procedure).AreOfASurvey;
    public bool MayPlan => Gone is null && Run.IsOpen && Rights.Leads(Run);
    public bool MayCancel => Run.IsOpen && (Run.OwnerId == Rights.PersonId || Rights.IsHead);
    public IReadOnlyList<Staff> People { get; private set; } = [];
    public IReadOnlyList<SelectListItem> PeopleOptions => [.. People.Select(one => new SelectListItem(one.Name, one.Id))];
    public IReadOnlyList<SelectListItem> SettleOptions { get; } = [new("tidak diperoleh", "tidak diperoleh"), new("nihil", "nihil"), new("batal", "batal")];
    public string? Said => Request.Query["pesan"].ToString() switch
    {
        "dibuka" => "Kegiatan dibuka.",
        "butir" => "Butir disimpan.",
        "tuntas" => "Butir dituntaskan.",
        "tutup" => "Butir yang tersisa ditutup.",
        "tanggal" => "Tanggal kegiatan disimpan.",
        "batal" => "Kegiatan dibatalkan.",
        "baru" => "Kegiatan dimulai lagi menurut dokumen yang berlaku; yang lama sudah diakhiri.",
        _ => null,
    };

    public string Headline => RunWords.Headline(Run, Gone is null ? Procedure : null, Now);

    public async Task<IActionResult> OnGetAsync(string run, CancellationToken ct)
    {
        if (await LoadAsync(run, null, null, ct) is { } answer)
        {
            return answer;
        }

        await ReadAsync(ct);
        return Page();
    }

    /// <summary>The address of another page of the items or of the log.</summary>
    public string Leaf(int item, int mark) => Url.Content(RunLinks.Run(Run.Id)) + $"?butir={item}&jejak={mark}";

    /// <summary>The step of the address, with its form or checklist.</summary>
    public string StepAddress(ProcedureStep step, string item = "") => Url.Content(RunLinks.Step(Run.Id, step, item));

    /// <summary>Open steps, as the person who looks can reach them.</summary>
    public IReadOnlyList<NextStep> Next => Gone is null ? NextSteps.Of(Run, Procedure, Rights) : [];

    public IReadOnlyDictionary<string, StepBadge> Badges => View.Steps.Where(row => row.Open > 0)
        .ToDictionary(row => row.Step.No, row => new StepBadge(row.Open, row.Late, row.Attempt is { } attempt
            ? RunWords.State(attempt.State) + (row.Late > 0 ? ", terlambat" : "")
            : $"{Show.Number(row.Open)} terbuka" + (row.Late > 0 ? $", {Show.Number(row.Late)} terlambat" : "")), StringComparer.Ordinal);

    protected override IActionResult? Vanished(RunWithoutDocumentException gone)
    {
        Gone = gone.Message;
        return null;
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        View = new(Run, Gone is null ? Procedure : null, Now);
        var skip = Math.Max(0, Run.Marks - (MarkAt * MarksPerPage));
        var take = Math.Min(MarksPerPage, Run.Marks - ((MarkAt - 1) * MarksPerPage));
        Marks = [.. (await tools.Store.ListAsync(RunQueries.Log(Run.Id).Skip(skip).Top(take), ct)).Reverse()];
        Ordered = (await tools.Store.FindAsync(ProcedureEvents.Collection, ProcedureEvents.IdOf(Run.Id, 0), ct))?.Reason;
        Children = await Desk.ChildrenAsync(Run.Id, ct);
        Parent = Run.Parent is { } parent ? await Desk.FindAsync(parent.Run, ct) : null;
        Earlier = Run.Replaces is { } earlier ? await Desk.FindAsync(earlier, ct) : null;
        Later = await tools.Store.FirstAsync(RunQueries.ReplacementOf(Run.Id), ct);
        if (HasPlainItems && MayPlan && RunRights.RoleOf(Procedure, View.ItemSteps[0]) is { } role)
        {
            People = await tools.Store.ListAsync(StaffQueries.Holding(role).Top(500), ct);
        }
    }
}
