using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Accounts.Pages;

[Allow(Role.SystemAdmin)]
public sealed class StaffMemberModel(StaffDesk desk, StaffSessions sessions, IDocumentStore store) : StaffPage
{
    public Staff Person { get; private set; } = null!;
    public IReadOnlyList<StaffSession> Sessions { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = "pesan")]
    public string? Message { get; set; }

    public string? News => Message switch
    {
        "undangan" => "Undangan dikirim.",
        "simpan" => "Data tersimpan.",
        "tautan" => "Tautan dikirim.",
        "nonaktif" => "Petugas dinonaktifkan; sesinya diakhiri.",
        "aktif" => "Petugas aktif lagi.",
        "faktor" => "Faktor kedua dicabut; sesinya diakhiri.",
        "sesi" => "Semua sesi diakhiri.",
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (!await OpenAsync(id, ct))
        {
            return NotFound();
        }

        Form = new()
        {
            Name = Person.Name,
            Email = Person.Email,
            Nip = Person.Nip,
            JobTitle = Person.JobTitle,
            Roles = [.. Person.Roles.Select(role => role.ToString())],
            Version = Person.Version,
        };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string id, CancellationToken ct) => DoAsync(id, "simpan", () => desk.ChangeAsync(id, Form.Version, Form.Draft(), ct), ct, withForm: true);

    public Task<IActionResult> OnPostTautanAsync(string id, CancellationToken ct) => DoAsync(id, "tautan", () => desk.SendLinkAsync(id, byMail: true), ct);

    public Task<IActionResult> OnPostNonaktifkanAsync(string id, CancellationToken ct) => DoAsync(id, "nonaktif", () => desk.DisableAsync(id, ct), ct);

    public Task<IActionResult> OnPostAktifkanAsync(string id, CancellationToken ct) => DoAsync(id, "aktif", () => desk.EnableAsync(id), ct);

    public Task<IActionResult> OnPostCabutFaktorAsync(string id, CancellationToken ct) => DoAsync(id, "faktor", () => desk.RemoveSecondFactorAsync(id, ct), ct);

    public Task<IActionResult> OnPostAkhiriSesiAsync(string id, CancellationToken ct) => DoAsync(id, "sesi", () => sessions.EndAllAsync(Person, null, ct), ct);

    private async Task<IActionResult> DoAsync(string id, string done, Func<Task> act, CancellationToken ct, bool withForm = false)
    {
        if (!await OpenAsync(id, ct))
        {
            return NotFound();
        }

        Message = null;
        if (!withForm)
        {
            // The other buttons send no entries: show the person as kept.
            ModelState.Clear();
            await OnGetAsync(id, ct);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await act();
            return RedirectToPage(new { id, pesan = done });
        }
        catch (StaffRuleException broken)
        {
            return this.Show(broken);
        }
    }

    private async Task<bool> OpenAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(StaffQueries.Collection, id, ct) is not { } staff)
        {
            return false;
        }

        Person = staff;
        Sessions = await sessions.OfAsync(staff, ct);
        return true;
    }
}
