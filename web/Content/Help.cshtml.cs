using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Content;

/// <summary>The guides of <c>content/help</c>: their list, and each of them.</summary>
[PublicPage]
public sealed class HelpModel(ContentPages pages) : PageModel
{
    public ContentPage? Shown { get; private set; }
    public IReadOnlyList<ContentPage> Guides { get; private set; } = [];

    public IActionResult OnGet(string? name)
    {
        Guides = pages.In("help");
        Shown = name is null ? null : pages.Find("help", name);
        return name is null || Shown is not null ? Page() : NotFound();
    }
}
