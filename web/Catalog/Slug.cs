using System.Globalization;
using System.Text;

namespace DataPortal.Catalog;

/// <summary>The readable part of an address, made from a title.</summary>
public static class Slug
{
    /// <returns>Lower-case ASCII letters, digits and single hyphens, at most 80 characters, never empty.</returns>
    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        if (text.Length > 80)
        {
            var cut = text.LastIndexOf('-', 80);
            text = text[..(cut > 40 ? cut : 80)].Trim('-');
        }

        return text.Length == 0 ? "tanpa-judul" : text;
    }
}
