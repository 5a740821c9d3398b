using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>An officer writes down a request that came by telephone, WhatsApp, letter, e-mail or in person, at the time it really came.</summary>
[Allow(Role.WebAdmin, Role.SectionHead)]
[RequestSizeLimit(60_000_000), RequestFormLimits(MultipartBodyLengthLimit = 60_000_000)]
public sealed class EnterModel(RequestIntake intake, RequestQueue queue, FormStamps stamps, Attachments attachments, PublishedItems published, TimeProvider time, IOptions<RequestLimits> limits) : PageModel
{
    public sealed class Input : RequestForm
    {
        public string? Channel { get; set; }

        /// <summary>Local time, <c>yyyy-MM-ddTHH:mm</c>.</summary>
        public string? ReceivedAt { get; set; }
        public string? Language { get; set; }

        /// <summary>The requester agreed to the use of personal data, as the officer heard or read it.</summary>
        public string? Consent { get; set; }

        protected override bool EmailRequired => Code<Channel>(Channel) is Requests.Channel.Email;

        public Channel? ReadChannel => Code<Channel>(Channel);

        public DateTimeOffset? ReadReceivedAt => DateTime.TryParseExact(ReceivedAt, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, Show.Jakarta.GetUtcOffset(local))
            : null;

        public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (ReadChannel is null)
            {
                yield return Wrong(nameof(Channel), "Pilih lewat apa permintaan ini datang");
            }

            var now = validationContext.GetRequiredService<TimeProvider>().GetUtcNow();
            if (ReadReceivedAt is not { } received)
            {
                yield return Wrong(nameof(ReceivedAt), "Tulis tanggal dan jam permintaan diterima");
            }
            else if (received > now.AddMinutes(1))
            {
                yield return Wrong(nameof(ReceivedAt), "Waktu diterima tidak boleh di masa depan");
            }
            else if (received < now.AddDays(-60))
            {
                yield return Wrong(nameof(ReceivedAt), "Permintaan yang lebih tua dari 60 hari tidak dapat dicatat lagi");
            }

            foreach (var wrong in base.Validate(validationContext))
            {
                yield return wrong;
            }

            if (Consent?.StartsWith("true", StringComparison.OrdinalIgnoreCase) != true)
            {
                yield return Wrong(nameof(Consent), "Tanyakan dahulu persetujuan pemohon, lalu tandai");
            }
        }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    public string Stamp { get; private set; } = "";
    public IReadOnlyList<FileReference> Kept { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Subjects => published.Subjects;
    public IReadOnlyList<SelectListItem> Channels { get; } = [.. Enum.GetValues<Channel>().Where(channel => channel != Channel.Website).Select(channel => new SelectListItem(channel.Label(), channel.ToString()))];
    public IReadOnlyList<SelectListItem> Languages { get; } = [new("Indonesia", "id"), new("Inggris", "en")];
    public IReadOnlyList<SelectListItem> Purposes { get; } = RequestForm.Options<Purpose>(purpose => purpose.Label());
    public IReadOnlyList<SelectListItem> Sexes { get; } = RequestForm.Options<Sex>(sex => sex.Label());
    public IReadOnlyList<SelectListItem> Educations { get; } = RequestForm.Options<Education>(education => education.LongLabel());
    public IReadOnlyList<SelectListItem> Occupations { get; } = RequestForm.Options<Occupation>(occupation => occupation.Label());
    public IReadOnlyList<SelectListItem> Categories { get; } = RequestForm.Options<InstitutionCategory>(category => category.Label());
    public string Sign(FileReference file) => attachments.Sign(file);

    public void OnGet()
    {
        this.ServePrivately();
        Stamp = stamps.Sign(stamps.New());
        Form.ReceivedAt = Show.Local(time.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        Form.Language = "id";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        this.ServePrivately();
        var (files, wrong) = await attachments.TakeAsync(attachments.Read(Form.Kept), Form.Files, limits.Value.ForFiles, null, ct);
        foreach (var message in wrong)
        {
            ModelState.AddModelError("Form.Files", message);
        }

        var stamp = stamps.Read(Form.Stamp) ?? stamps.New();
        Stamp = stamps.Sign(stamp);
        Kept = files;
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var requester = Form.ToRequester(Form.Language == "en" ? "en" : "id") with { ConsentAt = time.GetUtcNow(), ConsentVersion = "lisan" };
        var request = await intake.EnterAsync(stamp.Id, Form.ReadChannel!.Value, requester, Form.ToNeed(), files, Form.ReadReceivedAt!.Value, queue.Me, ct);
        return Redirect(Url.Content("~" + RequestPaths.Ticket(request)));
    }
}
