using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>Where a request stands, for whoever holds its link: conversation, decision, what is due; a message, a file, withdrawal, a rating.</summary>
[RequestSizeLimit(60_000_000), RequestFormLimits(MultipartBodyLengthLimit = 60_000_000)]
public sealed class TrackModel(RequestTracking tracking, RequestClock clock, Attachments attachments, MarkdownText markdown, TimeProvider time, IOptions<RequestLimits> limits) : PageModel
{
    public sealed class Input
    {
        public string? Text { get; set; }
        public List<IFormFile>? Files { get; set; }
        public List<string>? Kept { get; set; }
        public string? Score { get; set; }
        public string? Comment { get; set; }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    public Request Item { get; private set; } = null!;
    public ClockReading Clock { get; private set; } = null!;
    public IReadOnlyList<FileReference> Kept { get; private set; } = [];
    public TooManyException? TooMany { get; private set; }
    public string? Said { get; private set; }
    public DateTimeOffset Now => time.GetUtcNow();
    public bool Writable => tracking.IsWritable(Item);
    public DateOnly? WritableUntil => tracking.WritableUntil(Item);
    public DateOnly AnswerBy => clock.AnswerBy(Item.OpenPause?.From ?? Now);
    public TimeSpan Paused => clock.Paused(Item, Item.ClosedAt ?? Now);
    public IReadOnlyList<SelectListItem> Scores { get; } = [.. Enumerable.Range(1, 10).Reverse().Select(score => new SelectListItem(
        score switch { 10 => Speech.T("10 – sangat puas", "10 – very satisfied"), 1 => Speech.T("1 – sangat tidak puas", "1 – very dissatisfied"), _ => $"{score}" }, $"{score}"))];

    public IEnumerable<Entry> Talk => Item.Entries.Where(entry => entry.Kind is EntryKind.FromRequester or EntryKind.FromOffice or EntryKind.Event);

    public IEnumerable<FileReference> Answers => Item.Entries.Where(entry => entry.Kind is EntryKind.FromOffice).SelectMany(entry => entry.Files).DistinctBy(file => file.Hash);

    public IEnumerable<AttachedItem> AnswerItems => Item.Entries.Where(entry => entry.Kind is EntryKind.FromOffice).SelectMany(entry => entry.Items).DistinctBy(item => item.Id);

    public string Sign(FileReference file) => attachments.Sign(file);

    public IHtmlContent Html(string text) => markdown.ToContent(text);

    public async Task<IActionResult> OnGetAsync(string token, string? terkirim, CancellationToken ct)
    {
        Said = terkirim switch
        {
            "pesan" => Speech.T("Pesan Anda kami terima.", "We received your message."),
            "tarik" => Speech.T("Permintaan Anda sudah ditarik.", "Your request is withdrawn."),
            "nilai" => Speech.T("Terima kasih atas penilaian Anda.", "Thank you for your rating."),
            _ => null,
        };
        return await LoadAsync(token, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (!await LoadAsync(token, ct))
        {
            return NotFound();
        }

        var (files, wrong) = await attachments.TakeAsync(attachments.Read(Form.Kept), Form.Files, limits.Value.ForFiles, VisitorNetwork.Of(HttpContext.Connection.RemoteIpAddress), ct);
        Kept = files;
        foreach (var message in wrong)
        {
            ModelState.AddModelError("Form.Files", message);
        }

        if (string.IsNullOrWhiteSpace(Form.Text) && (files.Count == 0 || wrong.Count > 0))
        {
            ModelState.AddModelError("Form.Text", Speech.T("Tulis pesan Anda atau pilih berkas", "Write your message or choose a file"));
        }
        else if (Form.Text is { Length: > 5000 })
        {
            ModelState.AddModelError("Form.Text", Speech.T("Ringkas menjadi paling banyak 5.000 huruf, atau lampirkan sebagai berkas", "Shorten it to 5,000 characters at most, or attach it as a file"));
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await tracking.WriteAsync(token, Form.Text?.Trim() is { Length: > 0 } text ? text : Speech.T("(berkas terlampir)", "(file attached)"), files, ct);
            return Back(token, "pesan");
        }
        catch (TooManyException tooMany)
        {
            TooMany = tooMany;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = tooMany.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Page();
        }
        catch (RequestClosedException)
        {
            return Ended();
        }
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string token, CancellationToken ct)
    {
        if (!await LoadAsync(token, ct))
        {
            return NotFound();
        }

        try
        {
            await tracking.WithdrawAsync(token, ct);
            return Back(token, "tarik");
        }
        catch (RequestClosedException)
        {
            return Ended();
        }
    }

    public async Task<IActionResult> OnPostRateAsync(string token, CancellationToken ct)
    {
        if (!await LoadAsync(token, ct))
        {
            return NotFound();
        }

        if (Item.State is not RequestState.Closed || !int.TryParse(Form.Score, out var score) || score is < 1 or > 10)
        {
            ModelState.AddModelError("Form.Score", Speech.T("Pilih nilai 1 sampai 10", "Choose a score from 1 to 10"));
            return Page();
        }

        await tracking.RateAsync(token, score, Form.Comment is { Length: > 1000 } ? Form.Comment[..1000] : Form.Comment, ct);
        return Back(token, "nilai");
    }

    private PageResult Ended()
    {
        ModelState.AddModelError("", Speech.T("Permintaan ini sudah selesai. Kirim permintaan baru bila masih ada yang Anda perlukan.", "This request has ended. Send a new one if you need more."));
        return Page();
    }

    private RedirectResult Back(string token, string said) => Redirect(Url.Content($"~/permintaan/{token}?terkirim={said}"));

    private async Task<bool> LoadAsync(string token, CancellationToken ct)
    {
        this.ServePrivately();
        if (await tracking.FindAsync(token, ct) is not { } request || request is { Outcome: Outcome.Spam, Number: null })
        {
            return false;
        }

        Item = request;
        Clock = clock.Read(request);
        return true;
    }
}
