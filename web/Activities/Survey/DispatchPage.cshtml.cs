using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>The result joins the collection, and it is sent (seed 000, step 7): both are needed, each is kept as soon as it is done.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class DispatchPageModel(StepTools tools, SurveyTools survey, IDocumentStore store, CatalogDesk catalog, Subjects subjects, AuditTrail audit) : SurveyPage(tools)
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

    public Task<IActionResult> OnPostKoleksiAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, async () =>
    {
        Need(!string.IsNullOrWhiteSpace(Entry.Title) && Entry.Title.Length <= 200, "Entry.Title", "Isi judul, paling panjang 200 huruf");
        Need(subjects.Find(Entry.Subject) is not null, "Entry.Subject", "Pilih subjek");
        Need(Dispatch.Item is null, "", "Hasil ini sudah masuk katalog");
        Need(Room.Compilation?.Files.Count > 0, "", "Kompilasi belum final; belum ada berkas untuk katalog");
        return ModelState.IsValid && await CollectAsync(ct) ? "koleksi" : null;
    }, ct);

    public Task<IActionResult> OnPostAlasanAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, async () =>
    {
        Need(Dispatch.Item is null, "", "Hasil ini sudah masuk katalog");
        Need(Rights.IsHead, "", "Hanya kepala seksi yang dapat menyetujui hasil tidak diterbitkan");
        Need(!string.IsNullOrWhiteSpace(Keep.Reason) && Keep.Reason.Length <= SurveyLimits.Line, "Keep.Reason", $"Tulis alasannya, paling panjang {SurveyLimits.Line} huruf");
        return ModelState.IsValid && await SaveAsync(Dispatch with { KeptBack = Keep.Reason!.Trim(), KeptBackBy = User.Identity?.Name }, "survey.result-kept-back", ct) ? "alasan" : null;
    }, ct);

    public Task<IActionResult> OnPostKirimAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, async () =>
    {
        await TakeFilesAsync(ct);
        var today = survey.Today;
        Need(!string.IsNullOrWhiteSpace(Form.To) && Form.To.Length <= SurveyLimits.Name, "Form.To", "Isi kepada siapa hasil dikirim");
        Need(Form.On is not null && Form.On <= today, "Form.On", "Isi tanggal kirim, paling lambat hari ini");
        Need(!string.IsNullOrWhiteSpace(Form.LetterNumber) && Form.LetterNumber.Length <= SurveyLimits.Name, "Form.LetterNumber", "Isi nomor surat");
        Need(Form.Channel is not null, "Form.Channel", "Pilih saluran");
        Need(Form.Link is null or { Length: <= SurveyLimits.Line }, "Form.Link", $"Tautan paling panjang {SurveyLimits.Line} huruf");
        Need(Form.Link is null || Uri.TryCreate(Form.Link, UriKind.Absolute, out var link) && link.Scheme is "http" or "https", "Form.Link", "Tautan harus diawali https://");
        Need(Kept.Count > 0 || Form.Link is not null, nameof(Files), "Lampirkan berkas yang dikirim, atau isi tautannya");
        return ModelState.IsValid
            && await SaveAsync(Dispatch with { Sent = new(Form.To!.Trim(), Form.On!.Value, Form.LetterNumber!.Trim(), Form.Channel!.Value, Kept, Form.Link, User.Identity?.Name) }, "survey.result-sent", ct) ? "kirim" : null;
    }, ct);

    /// <summary>Optional, also after the run ended: it carries no standard.</summary>
    public Task<IActionResult> OnPostTerimaAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, async () =>
    {
        Need(Dispatch.Sent is not null, "", "Catat pengirimannya lebih dahulu");
        Need(Receipt.On is { } day && (Dispatch.Sent is null || day >= Dispatch.Sent.On) && day <= survey.Today, "Receipt.On", "Isi tanggal terima, tidak lebih awal daripada tanggal kirim dan paling lambat hari ini");
        Need(Receipt.Note is null or { Length: <= SurveyLimits.Line }, "Receipt.Note", $"Keterangan paling panjang {SurveyLimits.Line} huruf");
        return ModelState.IsValid && await SaveAsync(Dispatch with { ReceivedOn = Receipt.On, ReceivedNote = Receipt.Note }, "survey.result-received", ct) ? "diterima" : null;
    }, ct, afterwards: true);

    public Task<IActionResult> OnPostSelesaiAsync(string run, string step, CancellationToken ct) => ActAsync(run, step, async () =>
    {
        Need(Dispatch.IsCollected, "", "Hasil belum masuk koleksi: buat draf butir katalog, atau catat alasan tidak diterbitkan yang disetujui kepala seksi");
        Need(Dispatch.Sent is not null, "", "Pengiriman belum dicatat");
        return ModelState.IsValid && await DoAsync(_ => new Complete
        {
            Id = Named("selesai"),
            At = default,
            Step = step,
            Cause = Dispatch.Item is null ? null : "catalog.item.added",
            Evidence =
            [
                .. Dispatch.Sent!.Files.Select(RunEvidence.Of), RunEvidence.Letter(Dispatch.Sent.LetterNumber, Dispatch.Sent.On),
                RunEvidence.Note(Dispatch.Item is { } item ? $"Butir katalog: {item}" : $"Tidak diterbitkan: {Dispatch.KeptBack} (disetujui {Dispatch.KeptBackBy})"),
            ],
        }, ct) ? "final" : null;
    }, ct);

    /// <summary>The draft and its place here are one commit: no second draft by a form sent twice.</summary>
    private async Task<bool> CollectAsync(CancellationToken ct)
    {
        try
        {
            await store.CommitAsync(async attempt =>
            {
                var draft = catalog.New(ItemKind.Publication, new(Entry.Title!.Trim()), Entry.Subject!);
                var made = await catalog.DraftAsync(
                    draft with
                    {
                        Summary = new($"Hasil {Run.Title}, dikumpulkan kantor ini menurut SOP {Procedure.Number}."),
                        Period = Room.Plan?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
                        Years = Room.Plan is { } plan ? [plan.Year] : [],
                        Files = Room.Compilation!.Files,
                    }, attempt);
                var now = await store.FindAsync(SurveyQueries.Dispatches, Run.Id, attempt) ?? new() { Id = Run.Id };
                return now.Item is not null ? throw new RunRuleException("Hasil ini sudah masuk katalog.")
                    : (made.Item, (IReadOnlyList<Change>)[.. made.Changes, SurveyRoom.Put(SurveyQueries.Dispatches, now with { Item = made.Item.Id, KeptBack = null, KeptBackBy = null })]);
            }, ct);
            return true;
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            return false;
        }
    }

    private async Task<bool> SaveAsync(Dispatch dispatch, string action, CancellationToken ct)
    {
        try
        {
            await store.CommitAsync([SurveyRoom.Put(SurveyQueries.Dispatches, dispatch), audit.Entry(action, SurveyQueries.Dispatches, Run.Id)], ct);
            return true;
        }
        catch (StaleDocumentException)
        {
            ModelState.AddModelError("", "Halaman ini baru saja disimpan orang lain. Periksa, lalu simpan lagi.");
            return false;
        }
    }

    private void Need(bool met, string field, string words)
    {
        if (!met)
        {
            ModelState.AddModelError(field, words);
        }
    }

    private async Task<IActionResult> ActAsync(string run, string step, Func<Task<string?>> act, CancellationToken ct, bool afterwards = false)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (!MayDo)
        {
            return Forbid();
        }

        // Each act has a form of its own: what the others did not send is no mistake, and their fields keep what they began with.
        ModelState.Clear();
        if (!afterwards && !IsReady)
        {
            ModelState.AddModelError("", Attempt is null ? new StepNotReadyException(step).Message : Attempt.IsOpen ? "Langkah ini sedang ditunda." : new StepSettledException(Attempt).Message);
            return Page();
        }

        return await act() is { } said ? Again(said) : Page();
    }

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Room = await SurveyRoom.ReadAsync(store, Run, Procedure, ct);
        Collected = Room.Dispatch?.Item is { } item ? await store.FindAsync(CatalogQueries.Items, item, ct) : null;
        if (!Request.HasFormContentType || !Request.Form.ContainsKey("Entry.Title"))
        {
            Entry.Title = Room.Plan is not { } plan ? Run.Title
                : plan.Title.Contains(plan.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) ? plan.Title : $"{plan.Title} {plan.Year}";
        }

        return null;
    }
}
