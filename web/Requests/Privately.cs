using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Requests;

/// <summary>A page whose address is a secret: nobody keeps a copy, nobody lists it, no other site learns its address.</summary>
public static class Privately
{
    public static void ServePrivately(this PageModel page)
    {
        page.ViewData["NoIndex"] = true;
        ServePrivately(page.Response);
    }

    public static void ServePrivately(this HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
    }
}
