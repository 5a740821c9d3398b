using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Shared.Serving;

/// <summary>Pages are read and forms are sent: GET, HEAD and POST. Any other method is refused before a page sees it (RFC 9110 §15.5.6), for Razor Pages would run without having read anything.</summary>
public static class PageMethods
{
    private const string Allowed = "GET, HEAD, POST";

    /// <summary>Stands behind routing.</summary>
    public static void UsePageMethods(this WebApplication app) => app.Use((context, next) =>
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method)
            || context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is null)
        {
            return next(context);
        }

        context.Response.Headers[HeaderNames.Allow] = Allowed;
        context.Response.StatusCode = HttpMethods.IsOptions(method) ? StatusCodes.Status204NoContent : StatusCodes.Status405MethodNotAllowed;
        return HttpMethods.IsOptions(method) ? Task.CompletedTask : context.Response.WriteAsync(Speech.T("Halaman ini hanya dapat dibaca dan menerima formulir.", "This page can only be read and take forms."), context.RequestAborted);
    });
}
