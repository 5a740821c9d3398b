using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Work;

/// <summary>What a person wants of the work lists: the collected letter, the calendar feed.</summary>
[Allow]
public sealed class SettingsModel(WorkPreferences preferences) : PageModel
{
    [BindProperty]
    public bool Letters { get; set; }

    public WorkSettings Settings { get; private set; } = null!;
    public string? Feed { get; private set; }
    public string? Said { get; private set; }

    public async Task OnGetAsync(string? pesan, CancellationToken ct)
    {
        Said = pesan switch
        {
            "tersimpan" => "Tersimpan.",
            "dibuat" => "Alamat kalender dibuat. Alamat sebelumnya, bila ada, tidak berlaku lagi.",
            "dicabut" => "Alamat kalender dicabut. Aplikasi yang memakainya tidak lagi mendapat isinya.",
            _ => null,
        };
        Settings = await preferences.FindAsync(ct);
        Letters = !Settings.NoDailyLetter;
        Feed = preferences.Address(Settings);
        Response.Headers.CacheControl = "no-store";
    }

    public async Task<IActionResult> OnPostLettersAsync(CancellationToken ct)
    {
        await preferences.LettersAsync(Letters, ct);
        return Redirect(Url.Content(WorkLinks.Settings) + "?pesan=tersimpan");
    }

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        await preferences.OpenFeedAsync(ct);
        return Redirect(Url.Content(WorkLinks.Settings) + "?pesan=dibuat#h-k");
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        await preferences.CloseFeedAsync(ct);
        return Redirect(Url.Content(WorkLinks.Settings) + "?pesan=dicabut#h-k");
    }
}
