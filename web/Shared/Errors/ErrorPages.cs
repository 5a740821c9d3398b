namespace DataPortal.Shared.Errors;

public static class ErrorPages
{
    /// <summary>A page in the visitor's language for people, <c>application/problem+json</c> (RFC 9457) for machines.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(context => WantsPage(context.Request), people =>
        {
            people.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/galat", StatusCodeSelector = StatusOf });
            people.UseStatusCodePagesWithReExecute("/galat/{0}");
        });
        app.UseWhen(context => !WantsPage(context.Request), machines =>
        {
            machines.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
            machines.UseStatusCodePages();
        });
    }

    private static int StatusOf(Exception fault) => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static bool WantsPage(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/v1"))
        {
            return false;
        }

        var accepted = request.Headers.Accept.ToString();
        return accepted.Length == 0 || accepted.Contains("text/html", StringComparison.OrdinalIgnoreCase) || accepted.Contains("*/*", StringComparison.Ordinal);
    }
}
