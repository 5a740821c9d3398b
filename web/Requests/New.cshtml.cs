using System.ComponentModel.DataAnnotations;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>The request form (step 5). Prefilled by <c>?data=</c> (words of a search that found nothing) or <c>?item=</c>/<c>?tabel=</c> (a published item that comes close).</summary>
[RequestSizeLimit(60_000_000), RequestFormLimits(MultipartBodyLengthLimit = 60_000_000)]
public sealed class NewModel(
    RequestIntake intake, FormStamps stamps, Attachments attachments, IHumanCheck human, PublishedItems published, Consent consent, MarkdownText markdown,
    RequestClock clock, TimeProvider time, IOptions<ReCaptchaOptions> reCaptcha, IOptions<RequestLimits> limits) : PageModel
{
    public sealed class Input : RequestForm
    {
        public string? Consent { get; set; }

        /// <summary>Labelled "leave this empty": robots fill it in.</summary>
        public string? Website { get; set; }

        /// <summary>The visitor has seen what is published already and wants to ask all the same.</summary>
        public string? Seen { get; set; }

        protected override bool EmailRequired => true;

        public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            foreach (var wrong in base.Validate(validationContext))
            {
                yield return wrong;
            }

            if (Consent?.StartsWith("true", StringComparison.OrdinalIgnoreCase) != true)
            {
                yield return Wrong(nameof(Consent), Speech.T("Tandai persetujuan agar kami boleh memakai data Anda untuk menjawab", "Tick the consent so that we may use your data to answer"));
            }
        }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>Fields of the form's folded part.</summary>
    private static readonly string[] _more =
    [
        nameof(Input.Subject), nameof(Input.Region), nameof(Input.Period), nameof(Input.Detail), nameof(Input.PurposeNote), nameof(Input.Phone), nameof(Input.BirthYear),
        nameof(Input.Sex), nameof(Input.Education), nameof(Input.Occupation), nameof(Input.InstitutionCategory),
    ];

    /// <summary>The folded part stands open when something was entered in it or is wrong there: an error nobody sees cannot be mended.</summary>
    public bool ShowsMore => _more.Any(name =>
        ModelState.TryGetValue($"Form.{name}", out var entry) && (entry.Errors.Count > 0 || !string.IsNullOrWhiteSpace(entry.AttemptedValue)));

    public string Stamp { get; private set; } = "";
    public bool Seen { get; private set; }
    public IReadOnlyList<FileReference> Kept { get; private set; } = [];
    public IReadOnlyList<PublishedItem> Suggestions { get; private set; } = [];

    /// <summary>The form was complete; only "send it all the same" is missing.</summary>
    public bool AsksAgain { get; private set; }
    public TooManyException? TooMany { get; private set; }

    public IReadOnlyList<SelectListItem> Subjects => published.Subjects;
    public IReadOnlyList<SelectListItem> Purposes { get; } = RequestForm.Options<Purpose>(purpose => purpose.Label());
    public IReadOnlyList<SelectListItem> Sexes { get; } = RequestForm.Options<Sex>(sex => sex.Label());
    public IReadOnlyList<SelectListItem> Educations { get; } = RequestForm.Options<Education>(education => education.LongLabel());
    public IReadOnlyList<SelectListItem> Occupations { get; } = RequestForm.Options<Occupation>(occupation => occupation.Label());
    public IReadOnlyList<SelectListItem> Categories { get; } = RequestForm.Options<InstitutionCategory>(category => category.Label());

    public IHtmlContent ConsentText => markdown.ToContent(consent.Text(Speech.Language));
    public string? SiteKey => reCaptcha.Value.IsOn ? reCaptcha.Value.SiteKey : null;
    public string FileHint => Speech.T(
        $"PDF, gambar, Excel, Word, OpenDocument, CSV, atau teks; paling banyak {limits.Value.Attachments} berkas, masing-masing {Show.Size(limits.Value.AttachmentBytes)}",
        $"PDF, picture, Excel, Word, OpenDocument, CSV or text; {limits.Value.Attachments} files at most, {Show.Size(limits.Value.AttachmentBytes)} each");
    public bool IsOpenNow => clock.IsOpen(time.GetUtcNow());
    public DateTimeOffset NextOpening => clock.NextOpening(time.GetUtcNow());
    public string Standard => clock.Step(RequestClock.Answer) is { Standard: { } standard } step ? DueWords.Standard(standard, step.Clock) : "–";
    public string Sign(FileReference file) => attachments.Sign(file);

    public async Task OnGetAsync(string? data, string? item, string? tabel, CancellationToken ct)
    {
        Stamp = stamps.Sign(stamps.New());
        if (await published.FindAsync(item ?? tabel, ct) is { } from)
        {
            Form.FromItem = from.Id;
            Form.Wanted = Speech.T($"Tentang “{from.Title}”: ", $"About “{from.Title}”: ");
        }
        else if (!string.IsNullOrWhiteSpace(data))
        {
            Form.Wanted = data.Length > 500 ? data[..500] : data;
            Suggestions = await published.LikeAsync(Form.Wanted, 3, 2, ct);
            Seen = Suggestions.Count > 0;
        }

        NoStore();
    }

    /// <summary>What is published about the words typed so far, as a piece of the page.</summary>
    public async Task<PartialViewResult> OnGetSuggestAsync(string? q, CancellationToken ct) => Partial("/Requests/_Suggestions.cshtml", await published.LikeAsync(q, 3, 2, ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        NoStore();
        var (files, wrong) = await attachments.TakeAsync(attachments.Read(Form.Kept), Form.Files, limits.Value.ForFiles, VisitorNetwork.Of(HttpContext.Connection.RemoteIpAddress), ct);
        foreach (var message in wrong)
        {
            ModelState.AddModelError("Form.Files", message);
        }

        var stamp = stamps.Read(Form.Stamp);
        Stamp = stamps.Sign(stamp ?? stamps.New());
        Kept = files;
        Seen = Form.Seen == "true";
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (!Seen && (Suggestions = await published.LikeAsync(Form.Wanted, 3, 2, ct)).Count > 0)
        {
            (Seen, AsksAgain) = (true, true);
            return Page();
        }

        try
        {
            var token = Request.Form["g-recaptcha-response"].ToString();
            var request = await intake.ReceiveAsync(new(
                stamp, Form.ToRequester(Speech.Language), Form.ToNeed(), files, VisitorNetwork.Of(HttpContext.Connection.RemoteIpAddress),
                !string.IsNullOrWhiteSpace(Form.Website), ct => human.AskAsync(token, ct)), ct);
            return Redirect(Url.Content($"~/permintaan/{request.Token}/tanda-terima"));
        }
        catch (TooManyException tooMany)
        {
            TooMany = tooMany;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = tooMany.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Page();
        }
    }

    private void NoStore() => Response.Headers.CacheControl = "no-cache, no-store";
}
