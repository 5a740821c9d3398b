using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>One request as the office works on it: clock, conversation, reply, decision. What is typed stays through every button of the reply form.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead)]
[RequestSizeLimit(60_000_000), RequestFormLimits(MultipartBodyLengthLimit = 60_000_000)]
public sealed partial class TicketModel(
    RequestQueue queue, RequestDesk desk, RequestClock clock, Attachments attachments, PublishedItems published, ReplyTemplates templates, Referrals referrals,
    Colleagues colleagues, MarkdownText markdown, TimeProvider time, IOptions<RequestLimits> limits) : PageModel
{
    /// <summary>The reply as it is being written.</summary>
    public sealed class Input
    {
        public string? Text { get; set; }

        /// <summary>Version of the request the officer saw.</summary>
        public long Seen { get; set; }
        public string? Template { get; set; }

        /// <summary>Words sought in the catalogue.</summary>
        public string? Find { get; set; }

        /// <summary>Published items that go along.</summary>
        public List<string>? Items { get; set; }
        public List<IFormFile>? Files { get; set; }
        public List<string>? Kept { get; set; }

        /// <summary>True while decisions item by item are being made.</summary>
        public bool Deciding { get; set; }
        public List<Part>? Parts { get; set; }
    }

    /// <summary>The decision about one item, as typed.</summary>
    public sealed class Part
    {
        public int No { get; set; }
        public string? Decision { get; set; }
        public string? NotHeldReason { get; set; }
        public string? RefusalReason { get; set; }
        public string? Referral { get; set; }
        public string? ReferralText { get; set; }
        public string? Note { get; set; }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    public Request Item { get; private set; } = null!;
    public ClockReading Clock { get; private set; } = null!;
    public IReadOnlyList<RequestView> Others { get; private set; } = [];
    public IReadOnlyList<Officer> Admins { get; private set; } = [];
    public int Earlier { get; private set; }
    public IReadOnlyList<FileReference> Kept { get; private set; } = [];
    public IReadOnlyList<PublishedItem> Attached { get; private set; } = [];
    public IReadOnlyList<PublishedItem> Suggestions { get; private set; } = [];
    public IReadOnlyList<PublishedItem>? Found { get; private set; }
    public IHtmlContent? Preview { get; private set; }
    public string? Said { get; private set; }

    /// <summary>Someone was faster; what was typed is still there.</summary>
    public bool Changed { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();
    public bool MayAct => User.IsInRole(nameof(Role.WebAdmin)) || User.IsInRole(nameof(Role.SectionHead));
    public string MyId => queue.Me.Id;
    public IReadOnlyList<ReplyTemplate> Templates => templates.For(Item.Requester.Language);
    public IReadOnlyList<SelectListItem> NotHeldReasons { get; } = RequestForm.Options<NotHeldReason>(reason => reason.Label());
    public IReadOnlyList<SelectListItem> RefusalReasons { get; } = RequestForm.Options<RefusalReason>(reason => $"{reason.Label()} ({reason.LegalBasis()})");
    public IReadOnlyList<SelectListItem> Decisions { get; } = RequestForm.Options<ItemDecision>(decision => decision.Label());
    public IReadOnlyList<SelectListItem> ReferralOptions => [.. referrals.All.Select(referral => new SelectListItem(
        $"{referral.Agency}{(referral.Unit.Length > 0 ? ", " + referral.Unit : "")} – {referral.Topics}{(referral.IsSample ? " (kontak contoh)" : "")}", referral.Id))];
    public IReadOnlyList<SelectListItem> Subjects => published.Subjects;
    public string? SubjectName => published.SubjectName(Item.Need.Subject);
    public PublishedItem? From { get; private set; }
    public IReadOnlyList<SelectListItem> Channels { get; } = RequestForm.Options<Channel>(channel => channel.Label());
    public string Standard(string step) => clock.Step(step).StandardText;
    public TimeSpan Wait => clock.Wait(Item, Item.ClosedAt ?? Now);
    public TimeSpan? Work => clock.Work(Item, Item.ClosedAt ?? Now);
    public TimeSpan Paused => clock.Paused(Item, Item.ClosedAt ?? Now);
    public string Sign(FileReference file) => attachments.Sign(file);
    public IHtmlContent Html(string text) => markdown.ToContent(text);
    public string FileAddress(FileReference file) => Url.Content($"~/petugas/permintaan/{Item.Id}/berkas/{file.Hash}/{Uri.EscapeDataString(file.Name)}");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!MayAct && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            context.Result = Forbid();
        }
    }

    public async Task<IActionResult> OnGetAsync(string name, string? pesan, CancellationToken ct)
    {
        Said = pesan switch
        {
            "kirim" => "Balasan disimpan dan masuk antrean kirim.",
            "catat" => "Catatan disimpan.",
            "ambil" => "Permintaan ini sekarang di tangan Anda.",
            "alih" => "Permintaan dialihkan.",
            "terima" => "Permintaan diterima dan mendapat nomor. Tanda terima dikirim.",
            "spam" => "Permintaan ditandai spam.",
            "tarik" => "Permintaan ditandai ditarik.",
            "jawaban" => "Jawaban pemohon dicatat.",
            "ringkas" => "Judul, subjek, dan rincian disimpan.",
            "diambil" => "Permintaan ini sudah diambil rekan Anda.",
            "berubah" => "Permintaan ini berubah sejak Anda membukanya. Periksa lagi sebelum bertindak.",
            "selesai" => "Permintaan ini sudah selesai.",
            _ => null,
        };
        if (!await LoadAsync(name, ct))
        {
            return NotFound();
        }

        if (Item.Number is { } number && name != number)
        {
            return Redirect(Url.Content("~" + RequestPaths.Ticket(Item)) + Request.QueryString);
        }

        // Opening is the admin's part of the procedure; a head who reads starts nothing.
        if (Item.State is RequestState.New && User.IsInRole(nameof(Role.WebAdmin)) && HttpMethods.IsGet(Request.Method))
        {
            await queue.OpenAsync(Item.Id, ct);
            await LoadAsync(name, ct);
        }

        if (Item.UnreadSince is not null && MayAct && HttpMethods.IsGet(Request.Method))
        {
            await queue.ReadAsync(Item, ct);
            await LoadAsync(name, ct);
        }

        Form.Seen = Item.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(string name, CancellationToken ct)
    {
        this.ServePrivately();
        if (await queue.FindAsync(name, ct) is not { } request)
        {
            return false;
        }

        Item = request;
        Clock = clock.Read(request);
        Others = await queue.LookAsync(request, ct);
        Admins = await colleagues.AdminsAsync(ct);
        Earlier = await queue.EarlierAsync(request, ct);
        Suggestions = await published.LikeAsync(request.Need.Title, 4, 1, ct);
        From = await published.FindAsync(request.Need.FromItem, ct);
        List<PublishedItem> attached = [];
        foreach (var id in (Form.Items ?? []).Distinct().Take(20))
        {
            if (await published.FindAsync(id, ct) is { } item)
            {
                attached.Add(item);
            }
        }

        Attached = attached;
        return true;
    }

    private RedirectResult Back(string said) => Redirect(Url.Content("~" + RequestPaths.Ticket(Item)) + $"?pesan={said}");

    private bool Check(bool held, string field, string message)
    {
        if (!held)
        {
            ModelState.AddModelError(field, message);
        }

        return held;
    }
}
