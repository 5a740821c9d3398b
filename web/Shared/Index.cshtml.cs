using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Shared;

[PublicPage]
public sealed class IndexModel : PageModel;
