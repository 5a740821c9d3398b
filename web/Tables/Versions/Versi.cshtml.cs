using DataPortal.Shared;
using DataPortal.Tables.Formats;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Tables.Versions;

/// <summary>An earlier version of a table, clearly marked as old, with downloads of it.</summary>
[PublicPage]
public sealed class VersiModel(TableVersions versions) : PageModel
{
    public const int MostRows = 1_000;

    public VersionHistory History { get; private set; } = null!;
    public TableVersion Version { get; private set; } = null!;
    public TableView View { get; private set; } = null!;
    public static IReadOnlyList<TableFormat> Formats => TableFormats.All;

    public async Task<IActionResult> OnGetAsync(string id, int number, CancellationToken ct)
    {
        if (await versions.OldAsync(id, number, whole: false, ct) is not var (history, version, view))
        {
            return NotFound();
        }

        (History, Version, View) = (history, version, view);
        return Page();
    }
}
