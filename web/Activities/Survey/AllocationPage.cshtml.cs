using System.Globalization;
using DataPortal.Accounts;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>Step 2: who goes where and when. The table is shown fifty rows at a time; a draft is kept between the pages.</summary>
public sealed class AllocationPageModel(StepTools tools, SurveyTools survey, PlanDesk plans, AllocationDesk desk, WorkingCalendar calendar) : SurveyPage(tools)
{
    public const int PageSize = 50;
    private IReadOnlyList<AllocationRow> _found = [];

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int PageNo { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "cari")]
    public string? Words { get; set; }

    /// <summary>An officer's identifier, or <c>-</c> for rows that have none.</summary>
    [BindProperty(SupportsGet = true, Name = "petugas")]
    public string? Of { get; set; }

    /// <summary>The rows of this page as typed.</summary>
    [BindProperty]
    public List<RowInput> Rows { get; set; } = [];

    [BindProperty]
    public Input Form { get; set; } = new();

    public SurveyPlan? Plan { get; private set; }
    public Allocation Allocation { get; private set; } = null!;
    public AllocationPeople People { get; private set; } = new([], [], []);
    public IReadOnlyList<Staff> Leads { get; private set; } = [];
    public IReadOnlyList<string> Faults { get; private set; } = [];
    public IReadOnlyList<string> Warnings { get; private set; } = [];
    public IReadOnlyDictionary<string, SurveyTarget> Targets { get; private set; } = new Dictionary<string, SurveyTarget>();

    /// <summary>As with the plan: without an allocation there is nobody to collect.</summary>
    public override bool MaySkip => false;

    public bool IsSaved => Allocation.SavedAt is not null;
    public bool MayWrite => Plan is not null && IsOpen && plans.MayPlan;
    public bool MayAccept => IsSaved && IsOpen && survey.Has(Role.TeamLead);
    public int Found => _found.Count;
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);
    public IReadOnlyList<AllocationRow> Shown => [.. _found.Skip((PageNo - 1) * PageSize).Take(PageSize)];

    public IEnumerable<SelectListItem> OfficerChoices => IsOpen
        ? People.Officers.Select(officer => new SelectListItem(officer.Name, officer.Id))
        : Allocation.Rows.Where(row => row.OfficerId is not null).DistinctBy(row => row.OfficerId).OrderBy(row => row.Officer, StringComparer.OrdinalIgnoreCase).Select(row => new SelectListItem(row.Officer, row.OfficerId));
    public IEnumerable<SelectListItem> LeadChoices => Leads.Select(lead => new SelectListItem(lead.Name, lead.Id));

    /// <summary>Rows, units and days of each officer, most first.</summary>
    public IReadOnlyList<(string Name, int Rows, int Units, decimal Load)> Sums => [.. Allocation.Rows.Where(row => row.OfficerId is not null).GroupBy(row => row.OfficerId)
        .Select(group => (group.First().Officer!, group.Count(), group.Sum(row => row.Units), group.Sum(row => row.Load))).OrderByDescending(sum => sum.Item4)];

    public string Address(int page, string? handler = null, string? news = null)
    {
        List<string> query = [];
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("hal", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture));
        Add("cari", Words);
        Add("petugas", Of);
        Add("kabar", news);
        Add("handler", handler);
        return Url.Content(RunLinks.Step(Run.Id, Step!)) + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (IsOpened && await survey.BeginAsync(Run, Attempt, Role.DivisionHead, ct))
        {
            await LoadAsync(run, step, null, ct);
        }

        Form.Lead = Allocation.LeadId ?? (Leads is [var only] ? only.Id : null);
        Form.Reason = Allocation.Reason;
        return Page();
    }

    /// <summary>Keeps the rows of this page; the button of a row shares its target with another officer.</summary>
    public Task<IActionResult> OnPostKeepAsync(string run, string step, string? share, CancellationToken ct) => DoAsync(run, step, async () =>
    {
        var changed = Read();
        return ModelState.IsValid && await TryAsync(() => desk.KeepAsync(Run, Step!, Plan!, kept => Changed(kept, changed, share), ct)) ? Redirect(Address(PageNo, news: "draf")) : null;
    }, ct);

    public Task<IActionResult> OnPostSpreadAsync(string run, string step, CancellationToken ct) => DoAsync(run, step, async () =>
    {
        var officers = People.Officers.Where(officer => Form.Officers.Contains(officer.Id)).ToList();
        if (officers.Count == 0)
        {
            ModelState.AddModelError("Form.Officers", "Pilih petugas yang mendapat bagian.");
        }

        return ModelState.IsValid && await TryAsync(() => desk.KeepAsync(Run, Step!, Plan!, kept => AllocationTable.Spread(kept, Plan!, officers, Form.OnlyEmpty), ct)) ? Again("bagi") : null;
    }, ct);

    /// <summary>The same dates and load for every row.</summary>
    public Task<IActionResult> OnPostDatesAsync(string run, string step, CancellationToken ct) => DoAsync(run, step, async () =>
    {
        var load = string.IsNullOrWhiteSpace(Form.Load) ? null : AllocationTable.Load(Form.Load);
        Need(Form.From is not null || Form.Due is not null || load is not null, "Form.From", "Isi tanggal atau beban yang berlaku untuk semua.");
        Need(Form.Due is null || Form.From is null || Form.Due >= Form.From, "Form.Due", "Tenggat lebih awal daripada tanggal mulai.");
        Need(string.IsNullOrWhiteSpace(Form.Load) || load is not null, "Form.Load", "Tulis beban dengan angka, misalnya 0,5 atau 2.");
        return ModelState.IsValid && await TryAsync(() => desk.KeepAsync(
            Run, Step!, Plan!, kept => [.. kept.Select(row => row with { From = Form.From ?? row.From, Due = Form.Due ?? row.Due, Load = load ?? row.Load })], ct)) ? Again("draf") : null;
    }, ct);

    public Task<IActionResult> OnPostPasteAsync(string run, string step, CancellationToken ct) => DoAsync(run, step, async () =>
    {
        var (_, wrong) = AllocationTable.Paste(Allocation.Rows, Plan!, People.Officers, Form.Pasted);
        Need(!string.IsNullOrWhiteSpace(Form.Pasted), "Form.Pasted", "Tempel baris alokasi.");
        Need(wrong.Count == 0, "Form.Pasted", string.Join(" ", wrong));
        return ModelState.IsValid && await TryAsync(() => desk.KeepAsync(Run, Step!, Plan!, kept => AllocationTable.Paste(kept, Plan!, People.Officers, Form.Pasted).Rows, ct)) ? Again("draf") : null;
    }, ct);

    /// <summary>Saves the allocation; what is typed in the rows of this page is kept first.</summary>
    public Task<IActionResult> OnPostSaveAsync(string run, string step, CancellationToken ct) => DoAsync(run, step, async () =>
    {
        var typed = Read();
        if (!ModelState.IsValid)
        {
            return null;
        }

        if (!Changed(Allocation.Rows, typed, null).SequenceEqual(Allocation.Rows))
        {
            if (!await TryAsync(() => desk.KeepAsync(Run, Step!, Plan!, kept => Changed(kept, typed, null), ct)))
            {
                return null;
            }

            await FillAsync(ct);
        }

        if (Warnings.Count > 0 && string.IsNullOrWhiteSpace(Form.Reason))
        {
            ModelState.AddModelError("Form.Reason", "Ada peringatan. Tulis alasan bila alokasi tetap disimpan.");
        }

        return ModelState.IsValid && await TryAsync(() => desk.SaveAsync(Run, Step!, Plan!, Form.Reason, Form.Lead, Named("simpan"), ct)) ? Again("simpan") : null;
    }, ct);

    public Task<IActionResult> OnPostAcceptAsync(string run, string step, CancellationToken ct) => DoAsync(run, step, async () =>
        IsDone("terima") || await TryAsync(() => desk.AcceptAsync(Run, Step!, Form.Seen, Named("terima"), ct)) ? Again("terima") : null, ct);

    public Task<IActionResult> OnPostReturnAsync(string run, string step, CancellationToken ct) => DoAsync(run, step, async () =>
        await TryAsync(() => desk.ReturnAsync(Run, Step!, Form.ReturnReason, Named("kembali"), ct)) ? Again("kembali") : null, ct);

    private async Task<IActionResult> DoAsync(string run, string step, Func<Task<IActionResult?>> act, CancellationToken ct) =>
        await LoadAsync(run, step, null, ct) ?? (Plan is null ? NotFound() : await act() ?? Page());

    /// <summary>The typed rows as they would be kept; what is wrong stands at its field.</summary>
    private Dictionary<string, Func<AllocationRow, AllocationRow>> Read()
    {
        Dictionary<string, Func<AllocationRow, AllocationRow>> changed = [];
        for (var at = 0; at < Math.Min(Rows.Count, PageSize); at++)
        {
            var typed = Rows[at];
            var name = Allocation.Rows.FirstOrDefault(row => row.Key == typed.Key) is { } known ? Targets[known.Target].Name : "Baris ini";
            var officer = People.Officers.FirstOrDefault(one => one.Id == typed.Officer);
            DateOnly? from = AllocationTable.Day(typed.From), due = AllocationTable.Day(typed.Due);
            var load = AllocationTable.Load(typed.Load);
            Need(string.IsNullOrEmpty(typed.Officer) || officer is not null, $"Rows[{at}].Officer", $"{name}: petugas itu tidak ada di daftar.");
            Need(from is not null || string.IsNullOrWhiteSpace(typed.From), $"Rows[{at}].From", $"{name}: tanggal mulai tidak terbaca.");
            Need(due is not null || string.IsNullOrWhiteSpace(typed.Due), $"Rows[{at}].Due", $"{name}: tenggat tidak terbaca.");
            Need(due is null || from is null || due >= from, $"Rows[{at}].Due", $"{name}: tenggat lebih awal daripada tanggal mulai.");
            Need(int.TryParse(typed.Units, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is > 0 and <= SurveyLimits.Units, $"Rows[{at}].Units", $"{name}: tulis jumlah satuan dengan angka.");
            Need(load is not null, $"Rows[{at}].Load", $"{name}: tulis beban dengan angka, misalnya 0,5 atau 2.");
            if (typed.Key is { } key)
            {
                changed[key] = row => row with { OfficerId = officer?.Id, Officer = officer?.Name, From = from, Due = due, Units = units, Load = load ?? row.Load };
            }
        }

        return changed;
    }

    private static IReadOnlyList<AllocationRow> Changed(IReadOnlyList<AllocationRow> kept, Dictionary<string, Func<AllocationRow, AllocationRow>> changed, string? share)
    {
        AllocationRow[] rows = [.. kept.Select(row => changed.TryGetValue(row.Key, out var change) ? change(row) : row)];
        return share is null ? rows : AllocationTable.Share(rows, share);
    }

    protected override string FormName => SurveySteps.AllocationForm;

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Plan = await plans.FindAsync(Run.Id, ct);
        if (Plan is null)
        {
            Allocation = new() { Id = Run.Id };
            return null;
        }

        Targets = Plan.Targets.ToDictionary(target => target.Key, StringComparer.Ordinal);
        Allocation = await desk.FindAsync(Run.Id, Plan, ct);
        Leads = await desk.LeadsAsync(ct);
        if (IsOpen)
        {
            People = await desk.PeopleAsync(Run.Id, Plan, ct);
            Faults = AllocationTable.Errors(Allocation.Rows, Plan);
            Warnings = AllocationTable.Warnings(Allocation.Rows, Plan, People, calendar);
        }

        _found = [.. Allocation.Rows.Where(row =>
            (string.IsNullOrEmpty(Of) || (Of == "-" ? row.OfficerId is null : row.OfficerId == Of))
            && (string.IsNullOrWhiteSpace(Words) || Targets[row.Target].Name.Contains(Words.Trim(), StringComparison.OrdinalIgnoreCase)))];
        PageNo = Math.Clamp(PageNo, 1, Pages);
        return null;
    }

    public sealed class RowInput
    {
        public string? Key { get; set; }
        public string? Officer { get; set; }
        public string? From { get; set; }
        public string? Due { get; set; }
        public string? Units { get; set; }
        public string? Load { get; set; }
    }

    public sealed class Input
    {
        public List<string> Officers { get; set; } = [];
        public bool OnlyEmpty { get; set; } = true;
        public DateOnly? From { get; set; }
        public DateOnly? Due { get; set; }
        public string? Load { get; set; }
        public string? Pasted { get; set; }
        public string? Reason { get; set; }
        public string? Lead { get; set; }
        public string? ReturnReason { get; set; }

        /// <summary>The version of the table that was read before it was taken.</summary>
        public long Seen { get; set; }
    }
}
