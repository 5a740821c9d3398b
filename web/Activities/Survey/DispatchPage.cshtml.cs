using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>The result joins the collection, and it is sent (seed 000, step 7): both are needed, each is kept as soon as it is done.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class DispatchPageModel(StepTools tools, SurveyTools survey, ResultDesk desk, Subjects subjects) : SurveyPage(tools)
{
    /// <summary>What joins the collection.</summary>
    public sealed class CollectionInput
    {
        public string? Title { get; set; }
        public string? Subject { get; set; }
    }

    /// <summary>Why it does not.</summary>
    public sealed class KeepInput
    {
        public string? Reason { get; set; }
    }

    /// <summary>How it was sent.</summary>
    public sealed class SendInput
    {
        public string? To { get; set; } = "BPS RI";
        public DateOnly? On { get; set; }
        public string? LetterNumber { get; set; }
        public DispatchChannel? Channel { get; set; }
        public string? Link { get; set; }
    }

    /// <summary>That it was received.</summary>
    public sealed class ReceiptInput
    {
        public DateOnly? On { get; set; }
        public string? Note { get; set; }
    }

    [BindProperty]
    public CollectionInput Entry { get; set; } = new();

    [BindProperty]
    public KeepInput Keep { get; set; } = new();

    [BindProperty]
    public SendInput Form { get; set; } = new();

    [BindProperty]
    public ReceiptInput Receipt { get; set; } = new();

    protected override string FormName => SurveySteps.DispatchForm;

    public SurveyRoom Room { get; private set; } = null!;
    public Dispatch Dispatch => Room.Dispatch ?? new() { Id = Run.Id };
    public CatalogItem? Collected { get; private set; }
    public bool IsReady => Attempt is { IsDoable: true };
    public IReadOnlyList<SelectListItem> Subjects { get; } = [.. subjects.All.Select(subject => new SelectListItem($"{subject.Group}: {subject.Name}", subject.Code))];
    public IReadOnlyList<SelectListItem> Channels { get; } = [.. Enum.GetValues<DispatchChannel>().Select(channel => new SelectListItem(channel.Words(), channel.ToString()))];

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        // Kasie JRS who opens the page has begun the step (§4.3, started); a head who only looks has not.
        if (IsOpened && await survey.BeginAsync(Run, Attempt, Role.TeamLead, ct) && await LoadAsync(run, step, null, ct) is { } gone)
        {
            return gone;
        }

        return Page();
    }

    /// <summary>Keeps what is typed in any of the forms.</summary>
    public Task<IActionResult> OnPostSimpanAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, "", "isian", () => desk.DraftAsync(Run, Step!, Draft(), ct), ct);

    public Task<IActionResult> OnPostKoleksiAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, "Entry.", "koleksi", () =>
    {
        Need(!string.IsNullOrWhiteSpace(Entry.Title) && Entry.Title.Length <= 200, "Entry.Title", "Isi judul, paling panjang 200 huruf");
        Need(subjects.Find(Entry.Subject) is not null, "Entry.Subject", "Pilih subjek");
        return ModelState.IsValid ? desk.CollectAsync(Run, Procedure, Step!, Room.Plan, Room.Compilation, Entry.Title!.Trim(), Entry.Subject!, Draft(), ct) : null;
    }, ct);

    public Task<IActionResult> OnPostAlasanAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, "Keep.", "alasan", () =>
    {
        Need(!string.IsNullOrWhiteSpace(Keep.Reason) && Keep.Reason.Length <= SurveyLimits.Line, "Keep.Reason", $"Tulis alasannya, paling panjang {SurveyLimits.Line} huruf");
        return ModelState.IsValid ? desk.KeepBackAsync(Run, Step!, Keep.Reason!.Trim(), Draft(), ct) : null;
    }, ct);

    public Task<IActionResult> OnPostKirimAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, "Form.", "kirim", () =>
    {
        Need(!string.IsNullOrWhiteSpace(Form.To) && Form.To.Length <= SurveyLimits.Name, "Form.To", "Isi kepada siapa hasil dikirim");
        Need(Form.On is not null && Form.On <= survey.Today, "Form.On", "Isi tanggal kirim, paling lambat hari ini");
        Need(!string.IsNullOrWhiteSpace(Form.LetterNumber) && Form.LetterNumber.Length <= SurveyLimits.Name, "Form.LetterNumber", "Isi nomor surat");
        Need(Form.Channel is not null, "Form.Channel", "Pilih saluran");
        Need(Form.Link is null or { Length: <= SurveyLimits.Line }, "Form.Link", $"Tautan paling panjang {SurveyLimits.Line} huruf");
        Need(Form.Link is null || Uri.TryCreate(Form.Link, UriKind.Absolute, out var link) && link.Scheme is "http" or "https", "Form.Link", "Tautan harus diawali https://");
        Need(Kept.Count > 0 || Form.Link is not null, nameof(Files), "Lampirkan berkas yang dikirim, atau isi tautannya");
        return ModelState.IsValid ? desk.SendAsync(Run, Step!, new(Form.To!.Trim(), Form.On!.Value, Form.LetterNumber!.Trim(), Form.Channel!.Value, Kept, Form.Link, null), Draft(), ct) : null;
    }, ct);

    /// <summary>Optional, also after the run ended: it carries no standard.</summary>
    public Task<IActionResult> OnPostTerimaAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, "Receipt.", "diterima", () =>
    {
        Need(Receipt.On is { } day && (Dispatch.Sent is null || day >= Dispatch.Sent.On) && day <= survey.Today, "Receipt.On", "Isi tanggal terima, tidak lebih awal daripada tanggal kirim dan paling lambat hari ini");
        Need(Receipt.Note is null or { Length: <= SurveyLimits.Line }, "Receipt.Note", $"Keterangan paling panjang {SurveyLimits.Line} huruf");
        return ModelState.IsValid ? desk.ReceiveAsync(Run, Receipt.On!.Value, Receipt.Note, IsReady ? Draft() : null, ct) : null;
    }, ct);

    public Task<IActionResult> OnPostSelesaiAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, "", "final", async () =>
    {
        foreach (var missing in ResultDesk.Missing(Room.Dispatch))
        {
            ModelState.AddModelError("", missing);
        }

        if (ModelState.IsValid)
        {
            await DoAsync(_ => ResultDesk.Completed(Step!, Room.Dispatch, Named("selesai")), ct);
        }
    }, ct);

    /// <summary>All that is typed on the page, in whichever of its forms.</summary>
    private DispatchDraft Draft() => new(
        SurveyTools.CutOrNone(Entry.Title, 200), SurveyTools.CutOrNone(Entry.Subject, SurveyLimits.Name), SurveyTools.CutOrNone(Keep.Reason, SurveyLimits.Line), SurveyTools.CutOrNone(Form.To, SurveyLimits.Name), Form.On,
        SurveyTools.CutOrNone(Form.LetterNumber, SurveyLimits.Name), Form.Channel, Kept, SurveyTools.CutOrNone(Form.Link, SurveyLimits.Line));

    /// <param name="own">How the fields of the act begin.</param>
    /// <param name="act">Null: something was wrong, and is said.</param>
    private async Task<IActionResult> ActAsync(string run, string step, string own, string said, Func<Task?> act, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (!MayDo)
        {
            return Forbid();
        }

        // What is wrong or missing in a form that was not sent off is no mistake yet; what was typed there stays.
        foreach (var entry in ModelState.Where(field => own.Length == 0 ? field.Key != "Form.On" : !field.Key.StartsWith(own, StringComparison.Ordinal)).Select(field => field.Value).OfType<ModelStateEntry>())
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }

        await TakeFilesAsync(ct);
        return ModelState.IsValid && await TryAsync(() => act() ?? Task.CompletedTask) && ModelState.IsValid ? Again(said) : Page();
    }

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Room = await SurveyRoom.ReadAsync(survey.Store, Run, Procedure, ct);
        Collected = Room.Dispatch?.Item is { } item ? await survey.Store.FindAsync(CatalogQueries.Items, item, ct) : null;
        if (!HttpMethods.IsPost(Request.Method))
        {
            var draft = Room.Dispatch?.Draft;
            Entry = new() { Title = draft?.Title ?? UsualTitle, Subject = draft?.Subject };
            Keep = new() { Reason = draft?.KeepReason };
            Form = draft is null ? new() : new() { To = draft.To, On = draft.On, LetterNumber = draft.LetterNumber, Channel = draft.Channel, Link = draft.Link };
            Carry(draft?.Files);
        }

        return null;
    }

    private string UsualTitle => Room.Plan is not { } plan ? Run.Title
        : plan.Title.Contains(plan.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) ? plan.Title : $"{plan.Title} {plan.Year}";
}
