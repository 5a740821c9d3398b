using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Versions;

/// <summary>The versions of a table, each with its date, kind and reason, and what changed between any two of them, cell by cell.</summary>
[PublicPage]
public sealed class PerubahanModel(TableVersions versions, IOptions<TableLimits> limits) : PageModel
{
    public VersionHistory History { get; private set; } = null!;
    public ChangeTable? Changes { get; private set; }
    public int Older { get; private set; }
    public int Newer { get; private set; }
    public bool ShowsOld => limits.Value.TableOldVersions;

    [BindProperty(SupportsGet = true, Name = "dari")]
    public int? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "ke")]
    public int? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int At { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await versions.FindAsync(id, ct) is not { } history)
        {
            return NotFound();
        }

        History = history;
        if (TableVersions.Pair(history, From, To) is var (older, newer))
        {
            (Older, Newer) = (older, newer);
            Changes = await versions.CompareAsync(history, older, newer, ct);
            return Changes is null ? NotFound() : Page();
        }

        return Page();
    }

    public string Address(string path, string? rest = null) => Url.Content($"~/tabel/{History.Item.Id}/perubahan{path}?dari={Older}&ke={Newer}{rest}");
}
