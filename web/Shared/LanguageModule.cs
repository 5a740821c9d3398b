using System.Globalization;

namespace DataPortal.Shared;

/// <summary>
/// <c>/en</c> before an address is English. It becomes the request's path base, so every link the framework makes stays in the language,
/// and every page has one route. Absolute links in pages are written <c>~/…</c>; files of wwwroot with a plain <c>/…</c>.
/// </summary>
public static class LanguageModule
{
    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var culture = Speech.Indonesian;
        if (context.Request.Path.StartsWithSegments("/en", StringComparison.Ordinal, out var rest))
        {
            context.Request.PathBase = context.Request.PathBase.Add("/en");
            context.Request.Path = rest.HasValue ? rest : "/";
            culture = Speech.English;
        }

        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        return next(context);
    });
}
