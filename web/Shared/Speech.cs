using System.Globalization;

namespace DataPortal.Shared;

/// <summary>
/// The two languages of the interface, side by side where they are used: no text can lack its translation.
/// The request's culture is set from the address (<c>/en/…</c> is English) by <see cref="LanguageModule"/>.
/// </summary>
public static class Speech
{
    public static CultureInfo Indonesian { get; } = CultureInfo.GetCultureInfo("id-ID");
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-GB");

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary><c>id</c> or <c>en</c>: for the lang attribute, mail templates and content files.</summary>
    public static string Language => IsEnglish ? "en" : "id";

    public static string T(string indonesian, string english) => IsEnglish ? english : indonesian;
}

/// <summary>A text the office wrote, in Indonesian and, where there is one, in English.</summary>
public record Bilingual(string Id, string? En = null)
{
    public sealed override string ToString() => Speech.IsEnglish && !string.IsNullOrWhiteSpace(En) ? En : Id;
}
