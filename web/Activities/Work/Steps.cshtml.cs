using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Activities.Imk;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Work;

/// <summary><i>Langkah saya</i>: all open steps of the signed-in person over all runs, due first; small enough for a phone on a bad line.</summary>
[Allow]
public sealed class StepsModel(WorkList list, WorkDesk desk, WorkRows rows, ProcedureLibrary library, RunRights rights, OfficerBlocks blocks, TimeProvider clock) : PageModel
{
    /// <summary>How many that can be taken stand under one's own.</summary>
    private const int FreeShown = 10;

    public static readonly (WorkTab Tab, string Name, string Text)[] Tabs =
        [(WorkTab.All, "milik-saya", "Milik saya"), (WorkTab.Late, "terlambat", "Terlambat"), (WorkTab.Back, "kembali", "Kembali untuk diperbaiki"),
            (WorkTab.Resting, "menunggu", "Menunggu"), (WorkTab.Free, "dapat-diambil", "Dapat diambil"), (WorkTab.Done, "diserahkan", "Yang sudah saya serahkan")];

    public WorkFilter Filter { get; private set; } = new(WorkTab.All);
    public WorkCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0);
    public WorkPage Rows { get; private set; } = WorkPage.Empty;

    /// <summary>Under one's own: what can be taken.</summary>
    public IReadOnlyList<WorkItem> Free { get; private set; } = [];

    /// <summary>Sample blocks the person holds, survey by survey: they are no steps, but work of theirs.</summary>
    public IReadOnlyList<BlockLine> Blocks { get; private set; } = [];

    /// <summary>Where what was handed in stands now, by the item's identifier.</summary>
    public IReadOnlyDictionary<string, string> Standing { get; private set; } = new Dictionary<string, string>();
    public IReadOnlyList<Procedure> Procedures { get; private set; } = [];
    public WorkRows Words => rows;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public string Me => list.Me;
    public string Nonce { get; } = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    public bool Leads => rights.Has(Role.TeamLead) || rights.IsHead;
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Filter.Words) || !string.IsNullOrEmpty(Filter.Procedure);

    /// <summary>What came of the last click.</summary>
    public string? Said { get; private set; }
    public bool IsRefusal { get; private set; }

    public string? Address(WorkTab tab, int page = 1) => Url.Content(WorkLinks.List) + QueryString.Create(new Dictionary<string, string?>
    {
        ["tab"] = tab == WorkTab.All ? null : Tabs.First(one => one.Tab == tab).Name,
        ["cari"] = Filter.Words,
        ["prosedur"] = Filter.Procedure,
        ["hal"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public int Count(WorkTab tab) => tab switch
    {
        WorkTab.All => Counts.Open,
        WorkTab.Late => Counts.Late,
        WorkTab.Back => Counts.Back,
        WorkTab.Resting => Counts.Resting,
        WorkTab.Free => Counts.Free,
        _ => 0,
    };

    public async Task OnGetAsync(string? tab, string? cari, string? prosedur, int? hal, string? pesan, CancellationToken ct)
    {
        Said = pesan switch
        {
            "diambil" => "Langkah itu sekarang milik Anda.",
            "dikembalikan" => "Langkah itu dikembalikan; rekan yang memegang perannya dapat mengambilnya.",
            "dialihkan" => "Langkah itu dialihkan.",
            _ => null,
        };
        await LoadAsync(tab, cari, prosedur, hal, ct);
    }

    /// <summary><i>Ambil</i>.</summary>
    public Task<IActionResult> OnPostClaimAsync(string id, string nonce, string? tab, CancellationToken ct) =>
        DoAsync(() => desk.ClaimAsync(id, nonce, ct), "diambil", tab, ct);

    /// <summary><i>Kembalikan</i>.</summary>
    public Task<IActionResult> OnPostGiveBackAsync(string id, string nonce, string? tab, CancellationToken ct) =>
        DoAsync(() => desk.GiveBackAsync(id, nonce, ct), "dikembalikan", tab, ct);

    private async Task<IActionResult> DoAsync(Func<Task<WorkItem>> act, string said, string? tab, CancellationToken ct)
    {
        try
        {
            await act();
            return Redirect(Url.Content(WorkLinks.List) + QueryString.Create(new Dictionary<string, string?> { ["pesan"] = said, ["tab"] = tab }.Where(pair => !string.IsNullOrEmpty(pair.Value))));
        }
        catch (RunRuleException broken)
        {
            await LoadAsync(tab, null, null, null, ct);
            (Said, IsRefusal) = (broken.Message, true);
            return Page();
        }
    }

    private async Task LoadAsync(string? tab, string? cari, string? prosedur, int? hal, CancellationToken ct)
    {
        Filter = new(Tabs.FirstOrDefault(one => one.Name == tab, Tabs[0]).Tab, cari is { Length: > 200 } ? cari[..200] : cari, prosedur, hal ?? 1);
        Counts = await list.CountAsync(ct);
        Rows = await list.ListAsync(Filter, ct);
        Procedures = [.. library.All.OrderBy(procedure => procedure.Name, StringComparer.CurrentCulture)];
        if (Filter.Tab == WorkTab.All && Filter.Page == 1)
        {
            Free = [.. (await list.ListAsync(Filter with { Tab = WorkTab.Free }, ct)).Items.Take(FreeShown)];
            Blocks = Me.Length == 0 ? [] : await blocks.ListAsync(Me, ct);
        }

        if (Filter.Tab == WorkTab.Done)
        {
            Standing = await rows.StandingAsync(Rows.Items, ct);
        }
    }
}

/// <summary>What an officer says of work that now waits for a decision.</summary>
/// <param name="What">In the office's words.</param>
public sealed record WorkReport(string What, string By, string Reason);

/// <summary>A step of the lists in words.</summary>
public sealed class WorkRows(Storage.IDocumentStore store, RunRights rights, WorkingCalendar calendar, TimeProvider clock)
{
    /// <summary>How near a due moment counted in minutes is called near.</summary>
    private static readonly TimeSpan _soon = TimeSpan.FromHours(1);

    /// <summary>The delegation by which it is in the person's hands today; null: it is not, or in their own right.</summary>
    public Delegation? For(WorkItem work) =>
        rights.StandsInFor(work.PersonId, work.Role) ?? (work.PersonId is null && work.Role is { } role && rights.OnBehalfOf(role) is not null ? rights.StandsIn.FirstOrDefault(delegation => delegation.Role == role) : null);

    /// <summary>Why the work of an officer lies with who leads: given back, or nothing can be obtained, and the officer's words; null for any other.</summary>
    public async Task<WorkReport?> ReportAsync(WorkItem work, CancellationToken ct) =>
        work is not { IsOpen: true, Form: Survey.SurveySteps.CollectionForm } || await store.FindAsync(Survey.SurveyQueries.Assignments, Survey.SurveyQueries.AssignmentId(work.Run, work.Item), ct) is not { } assignment ? null
        : assignment.GivenBack is { } given ? new("Dikembalikan petugas", given.By, given.Reason)
        : assignment.Refused is { } refused ? new("Dilaporkan tidak diperoleh", refused.By, refused.Reason)
        : null;

    /// <summary>The style of a row: <c>late</c>, <c>soon</c>, <c>fine</c> or <c>wait</c>.</summary>
    public string Tone(WorkItem work)
    {
        var now = clock.GetUtcNow();
        return !work.IsDoable || work.Limit is not { } limit ? "wait"
            : work.IsLate(now) ? "late"
            : (work.IsDated ? Show.Day(limit) <= calendar.AddWorkingDays(Show.Day(now), 1) : limit - now < _soon) ? "soon" : "fine";
    }

    /// <summary>Terlambat 2 hari kerja · Sisa 3 hari kerja · Tanpa tenggat · Ditunda · Menunggu</summary>
    public string Due(WorkItem work) => work.State switch
    {
        AttemptState.Paused => "Ditunda",
        AttemptState.Waiting => work.Until is { } until ? $"Mulai {Show.ShortDate(until)}" : "Menunggu",
        _ when work.Limit is { } limit => DueWords.Standing(calendar, work.Clock, limit, clock.GetUtcNow()).Words,
        _ => "Tanpa tenggat",
    };

    /// <summary>The due moment itself, or why there is none.</summary>
    public string DueAt(WorkItem work) => work.State == AttemptState.Waiting ? work.Held ?? (work.Until is null ? "tanggalnya belum ditetapkan" : "tanggal mulainya belum tiba")
        : work.Limit is { } limit ? $"tenggat {Show.ShortDate(limit)} {Show.Time(limit)}" : "waktunya dicatat, tidak dinilai";

    public static string State(WorkItem work) => work switch
    {
        { IsBack: true } => "Kembali untuk diperbaiki",
        { State: AttemptState.Waiting } => "Belum siap",
        { State: AttemptState.Paused } => "Ditunda",
        { State: AttemptState.Started } => "Dikerjakan",
        { State: AttemptState.Ready } => "Siap",
        _ => "Selesai",
    };

    public static string Badge(WorkItem work) => work switch
    {
        { IsBack: true } => "badge badge-bad",
        { State: AttemptState.Started } => "badge badge-info",
        { State: AttemptState.Ready } => "badge badge-ok",
        _ => "badge",
    };

    /// <summary>Where what was done stands now, by its identifier: sent back, being looked at, or settled.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StandingAsync(IReadOnlyList<WorkItem> done, CancellationToken ct)
    {
        Dictionary<string, string> standing = [];
        foreach (var work in done)
        {
            var open = await store.ListAsync(WorkQueries.About(work).Top(5), ct);
            standing[work.Id] = open.FirstOrDefault(one => one.IsBack && one.Step == work.Step) is { } back ? $"Kembali untuk diperbaiki (ke-{back.Number})"
                : open.Count == 0 ? "Tidak ada langkah lain yang terbuka"
                : $"Sekarang di langkah {open[0].Step}" + (open[0].Person is { } person ? $", pada {person}" : "");
        }

        return standing;
    }
}
