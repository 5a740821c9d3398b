using System.Text.RegularExpressions;

namespace DataPortal.Content.Markdown;

/// <summary>Which addresses may become a link, and how a typed one is kept from becoming one.</summary>
public static partial class SafeLinks
{
    /// <summary>An address of this portal (<c>/… ~/… #…</c>), or an absolute one that opens a page, a letter or a call. No script, no data.</summary>
    public static bool Allowed(string? address) => address is { Length: > 0 } && !address.Any(char.IsControl) &&
        (address[0] is '#' ||
        (address[0] is '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)) ||
        address.StartsWith("~/", StringComparison.Ordinal) ||
        Known().IsMatch(address));

    /// <summary>An absolute address of the web: what a field of kind <see cref="FieldKind.Link"/> must be.</summary>
    public static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>' or '"');

    /// <summary>
    /// Mail programs make links of what looks like an address. Text a stranger typed goes out under the office's name, so what looks like
    /// an address in it is broken by a character of no width (U+200C) and stays text.
    /// </summary>
    public static string Disarm(string typed) => LooksLikeAddress().Replace(typed, match => Joint().Replace(match.Value, "$0\u200C"));

    [GeneratedRegex("^(?:https?://|mailto:|tel:)[^\\s]", RegexOptions.IgnoreCase)]
    private static partial Regex Known();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*:/*[^\s]+|[\w@-]+(?:\.[\w@-]+)+[^\s]*|[^\s@]+@[^\s@]+", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeAddress();

    [GeneratedRegex(@"[:/.@](?=\S)")]
    private static partial Regex Joint();
}
