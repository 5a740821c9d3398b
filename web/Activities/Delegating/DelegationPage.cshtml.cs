using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Delegating;

/// <summary>Who stands in for whom, and a form for one more (procedures.md §1.3).</summary>
[Allow(Role.SectionHead, Role.DivisionHead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class DelegationPageModel(IDocumentStore store, Delegations delegations, DelegationDesk desk, TimeProvider clock) : PageModel
{
    /// <summary>Roles that work in runs: only these are delegated, and only to people who hold one of them.</summary>
    public static readonly IReadOnlyList<Role> Roles = [Role.FieldOfficer, Role.TeamLead, Role.SectionHead, Role.DivisionHead, Role.OfficeHead];

    public const int LongestDays = 366;

    public sealed class Input : IValidatableObject
    {
        public Role? Role { get; set; }
        public string? From { get; set; }
        public string? To { get; set; }
        public DateOnly? First { get; set; }
        public DateOnly? Last { get; set; }
        public string? Reason { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Role is not { } role || !Roles.Contains(role))
            {
                yield return new("Pilih peran yang didelegasikan.", [nameof(Role)]);
            }

            if (First is null)
            {
                yield return new("Tulis hari pertamanya.", [nameof(First)]);
            }

            if (Last is null)
            {
                yield return new("Tulis hari terakhirnya.", [nameof(Last)]);
            }
            else if (Last < First)
            {
                yield return new("Hari terakhir lebih awal daripada hari pertama.", [nameof(Last)]);
            }
            else if (First is { } first && Last.Value.DayNumber - first.DayNumber >= LongestDays)
            {
                yield return new("Paling lama setahun.", [nameof(Last)]);
            }

            if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > 300)
            {
                yield return new("Tulis dasarnya, misalnya nomor dan tanggal surat, paling panjang 300 huruf.", [nameof(Reason)]);
            }
        }
    }

    /// <summary>Names what the form makes: sent twice it is made once.</summary>
    [BindProperty]
    public string? Stamp { get; set; }

    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<Delegation> Found { get; private set; } = [];
    public IReadOnlyList<Staff> People { get; private set; } = [];
    public IReadOnlyList<SelectListItem> RoleOptions { get; } = [.. Roles.Select(role => new SelectListItem(RoleWords.Of(role), role.ToString()))];
    public IReadOnlyList<SelectListItem> Everybody => [.. People.Select(one => new SelectListItem($"{one.Name} ({one.RoleText})", one.Id))];
    public DateOnly Today => delegations.Today;
    public string? Said => Request.Query["pesan"].ToString() switch { "simpan" => "Delegasi disimpan dan berlaku pada tanggalnya.", "akhir" => "Delegasi diakhiri.", _ => null };

    /// <summary>Whether the person may end it: who could have given it.</summary>
    public bool MayGive(Delegation one) => desk.MayGive(one.Role, one.FromId);

    public string State(Delegation one) => one.EndedAt is not null ? "diakhiri" : Today < one.First ? "akan datang" : Today > one.Last ? "lewat" : "berlaku";

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        var (from, to) = (People.FirstOrDefault(one => one.Id == Form.From), People.FirstOrDefault(one => one.Id == Form.To));
        if (from is null || (Form.Role is { } asked && !from.Roles.Contains(asked)))
        {
            ModelState.AddModelError("Form.From", from is null ? "Pilih siapa yang digantikan." : $"{from.Name} tidak memegang peran itu.");
        }
        else if (Form.Role is { } given && !desk.MayGive(given, from.Id))
        {
            ModelState.AddModelError("Form.Role", "Anda dapat mendelegasikan peran Anda sendiri dan peran di bawahnya. Peran di atas didelegasikan pemegangnya, atau pengelola sistem menurut suratnya.");
        }

        if (to is null || to.Id == from?.Id)
        {
            ModelState.AddModelError("Form.To", to is null ? "Pilih siapa yang menggantikan." : "Yang menggantikan harus orang lain.");
        }

        if (Form.Last < Today)
        {
            ModelState.AddModelError("Form.Last", "Tanggal itu sudah lewat.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await desk.AddAsync(new()
        {
            Id = Stamp!,
            Role = Form.Role!.Value,
            FromId = from!.Id,
            From = from.Name,
            ToId = to!.Id,
            To = to.Name,
            First = Form.First!.Value,
            Last = Form.Last!.Value,
            Reason = Form.Reason!.Trim(),
            By = "",
            MadeAt = default,
        }, ct);
        return Redirect(Url.Content(RunLinks.Delegations) + "?pesan=simpan");
    }

    public async Task<IActionResult> OnPostEndAsync(string? id, CancellationToken ct)
    {
        if (await store.FindAsync(DelegationQueries.Collection, id ?? "", ct) is { } found && !MayGive(found))
        {
            return Forbid();
        }

        await desk.EndAsync(id ?? "", ct);
        return Redirect(Url.Content(RunLinks.Delegations) + "?pesan=akhir");
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Stamp = Guid.TryParseExact(Stamp, "N", out _) ? Stamp : Document.NewId(clock);
        Found = await store.ListAsync(DelegationQueries.All().Top(200), ct);
        People = [.. (await store.ListAsync(StaffQueries.Everyone().Top(2000), ct)).Where(one => !one.IsDisabled && one.Roles.Any(Roles.Contains))];
    }
}
