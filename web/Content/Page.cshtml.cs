using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Content;

/// <summary>A page of <c>content/pages</c>.</summary>
[PublicPage]
public sealed class ContentPageModel(ContentPages pages) : PageModel
{
    public ContentPage Shown { get; private set; } = null!;

    public IActionResult OnGet(string name)
    {
        if (pages.Find("pages", name) is not { } found)
        {
            return NotFound();
        }

        Shown = found;
        return Page();
    }
}
