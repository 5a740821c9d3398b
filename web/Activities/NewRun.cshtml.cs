using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities;

/// <summary>Opens a run of a procedure by hand.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead, Role.DeskOfficer, Role.Treasurer)]
public sealed class NewRunModel(RunDesk desk, RunRights rights, ProcedureLibrary library, WorkingCalendar calendar, TimeProvider clock, ImkDesk imk) : PageModel
{
    public sealed class Input : IValidatableObject
    {
        public string? Title { get; set; }

        /// <summary>The date set for the run as a whole.</summary>
        public DateOnly? Due { get; set; }
        public string? LetterNumber { get; set; }
        public DateOnly? LetterDate { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Title))
            {
                yield return new("Tulis judul kegiatan, misalnya nama survei dan tahunnya.", [nameof(Title)]);
            }
            else if (Title.Length > 200)
            {
                yield return new("Judul paling panjang 200 huruf.", [nameof(Title)]);
            }

            if (LetterNumber is { Length: > 120 })
            {
                yield return new("Nomor surat paling panjang 120 huruf.", [nameof(LetterNumber)]);
            }

            if (string.IsNullOrWhiteSpace(LetterNumber) != LetterDate is null)
            {
                yield return new("Tulis nomor dan tanggal suratnya.", [LetterDate is null ? nameof(LetterDate) : nameof(LetterNumber)]);
            }
        }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty]
    public string? Nonce { get; set; }

    /// <summary>Null while it is being chosen.</summary>
    public Procedure? Procedure { get; private set; }

    public IReadOnlyList<Procedure> Choices => [.. library.All.Where(procedure => StepWork.OpensByHand(library, procedure) && Opens(procedure))];
    public bool NeedsDate => Procedure is not null && StepWork.NeedsDate(Procedure);

    /// <summary>Whether it begins with an actor outside the office, whose order is a letter (§5.3).</summary>
    public bool NeedsLetter => Procedure is not null && StepWork.IsOrderedFromOutside(Procedure);
    public bool MayOpen => Procedure is not null && Opens(Procedure);

    public IActionResult OnGet(string? prosedur) => Find(prosedur) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? prosedur, CancellationToken ct)
    {
        if (Find(prosedur) is { } answer)
        {
            return answer;
        }

        if (Procedure is null)
        {
            return Page();
        }

        if (!MayOpen)
        {
            return Forbid();
        }

        if (NeedsDate && Form.Due is null)
        {
            ModelState.AddModelError("Form.Due", "Tulis tanggal kegiatan: ada langkah yang tenggatnya tanggal itu.");
        }
        else if (Form.Due is { } day && day < Show.Day(clock.GetUtcNow()))
        {
            ModelState.AddModelError("Form.Due", "Tanggal itu sudah lewat.");
        }

        if (NeedsLetter && string.IsNullOrWhiteSpace(Form.LetterNumber) && Form.LetterDate is null)
        {
            ModelState.AddModelError("Form.LetterNumber", $"Tulis nomor dan tanggal surat perintah {Procedure.Actor(Procedure.Steps[0].Actors[0].Key).Label}.");
        }

        if (Form.LetterDate > Show.Day(clock.GetUtcNow()))
        {
            ModelState.AddModelError("Form.LetterDate", "Tanggal surat itu belum tiba.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // The form's own name is the run's: sent twice it is one run.
        var role = rights.ActingAs(Procedure, Procedure.Steps[0]);
        var opened = desk.By(new Tick { Id = "buka/" + Nonce, At = default, Reason = Letter }, role) with { OnBehalfOf = rights.OnBehalfOf(role) };
        var run = await desk.OpenAsync(Procedure, new OpenRun(Nonce!, Form.Title!.Trim(), opened, Due: Form.Due is { } due ? calendar.ClosingOf(due) : null), ct, Ordered(Procedure));
        return Redirect(Url.Content(RunLinks.Run(run.Id)) + "?pesan=dibuka");
    }

    /// <summary>The order of an IMK survey is also kept where its first step asks for it.</summary>
    private IReadOnlyList<Change>? Ordered(Procedure procedure) =>
        Form.LetterDate is { } date && Form.LetterNumber?.Trim() is { Length: > 0 } number && new ImkSteps(procedure).Training is not null
            ? [ImkQueries.Surveys.Insert(new() { Id = Nonce!, Letters = [imk.Letter(ImkLetterKind.Order, "", number, date, null)] })]
            : null;

    private string? Letter => Form.LetterDate is { } date && Form.LetterNumber?.Trim() is { Length: > 0 } number ? RunEvidence.Words(RunEvidence.Letter(number, date)) : null;

    private bool Opens(Procedure procedure) => rights.MayDo(procedure, procedure.Steps[0], null) || rights.Has(Role.TeamLead);

    private IActionResult? Find(string? procedure)
    {
        Nonce = Guid.TryParseExact(Nonce, "N", out _) ? Nonce : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        if (string.IsNullOrEmpty(procedure))
        {
            return null;
        }

        Procedure = library.Find(procedure);
        return Procedure is null || !StepWork.OpensByHand(library, Procedure) ? NotFound() : null;
    }
}
