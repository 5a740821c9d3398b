using System.Globalization;

namespace DataPortal.Tables.Api.Bps;

/// <summary>
/// What is asked of the BPS WebAPI: a function and named values. They stand in the address as pairs (<c>list/model/data/domain/1603/var/123/</c>), in the query string, or in both; a value may be empty
/// (<c>keyword//page/2</c>), slashes may be doubled or trail, letters may be large or small. The path wins over the query string.
/// </summary>
public sealed class BpsRequest
{
    public const int MostPerPage = 100_000;
    private const int UsualPerPage = 10;

    private static readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        "model", "lang", "domain", "key", "keyword", "page", "perpage", "per_page", "nopage", "var", "vervar", "turvar", "th", "turth", "tahun", "turtahun", "month", "year", "id", "type", "prov",
        "subject", "subj", "subcat", "subcsa", "area", "group", "newscat", "show_deleted", "table", "datasource",
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private BpsRequest(string function, string root) => (Function, Root) = (function, root);

    /// <summary>Scheme, host and port of absolute addresses in the answer.</summary>
    public string Root { get; }

    /// <summary><c>list</c>, <c>view</c>, <c>domain</c> or a word we do not know, in small letters; empty where none stands.</summary>
    public string Function { get; }

    /// <summary>Empty where it was not said.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    public string Model => this["model"].ToLowerInvariant();

    public bool IsEnglish => this["lang"].StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>From 1.</summary>
    public int Page => Whole("page") is { } page and >= 1 ? page : 1;

    /// <summary>From 1 to <see cref="MostPerPage"/>; 10 where it was not said.</summary>
    public int PerPage => Math.Clamp(Whole("perpage") ?? Whole("per_page") ?? UsualPerPage, 1, MostPerPage);

    /// <summary>
    /// True for the very address by which stadata (main.py, <c>__get_variable</c>) asks for variables: all on one page, with an empty keyword. It reads them only where there is more than one page,
    /// so it gets a second, empty one.
    /// </summary>
    public bool WantsSecondPage => PerPage == MostPerPage && _values.TryGetValue("keyword", out var keyword) && keyword.Length == 0 && this["page"].Length > 0;

    /// <summary>Words to look for; a plus sign is a space.</summary>
    public string[] Keywords => this["keyword"].Split([' ', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="path">What follows <c>/v1/api</c>, percent-decoded but for slashes.</param>
    /// <param name="root">Of absolute addresses in the answer.</param>
    public static BpsRequest Of(string path, IQueryCollection query, string root = "")
    {
        var parts = path.Split('/');
        var at = 0;
        while (at < parts.Length && parts[at].Length == 0)
        {
            at++;
        }

        var request = new BpsRequest(at < parts.Length ? parts[at++].ToLowerInvariant() : "", root);
        while (at < parts.Length)
        {
            if (parts[at].Length == 0)
            {
                at++;
                continue;
            }

            var (name, value) = (parts[at], at + 1 < parts.Length ? parts[at + 1] : "");
            at += 2;
            if (value.Length == 0 && at < parts.Length && parts[at].Length > 0 && !_names.Contains(parts[at]))
            {
                // A slash too many between a name and its value.
                value = parts[at++];
            }

            // A slash inside a value is the one letter the server leaves encoded.
            request.Set(name, value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        }

        foreach (var (name, values) in query)
        {
            request.Set(name, values.ToString());
        }

        return request;
    }

    /// <param name="path">Begins with <c>/</c> or <c>~/</c>, without a language.</param>
    /// <param name="language"><c>id</c> or <c>en</c>.</param>
    public string To(string path, string language) => Root + (language == "en" ? "/en" : "") + path.TrimStart('~');

    /// <summary>A whole number, or null where none stands.</summary>
    public int? Whole(string name) => Number(this[name]);

    /// <summary>A whole number, also as data frames write it that have made fractions of a column of identifiers: <c>11.0</c>.</summary>
    public static int? Number(string written) =>
        int.TryParse(written.EndsWith(".0", StringComparison.Ordinal) ? written.AsSpan(..^2) : written, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Set(string name, string value)
    {
        if (_values.GetValueOrDefault(name, "").Length == 0)
        {
            _values[name] = value;
        }
    }
}

/// <summary>Which numbers are wanted: <c>117;118</c>, <c>117:120</c>, or both mixed.</summary>
public sealed class BpsFilter
{
    private const int MostParts = 10_000;

    /// <summary>In order, none touching another.</summary>
    private readonly List<(UInt128 From, UInt128 To)> _spans = [];

    private BpsFilter(IEnumerable<(UInt128 From, UInt128 To)> spans)
    {
        foreach (var span in spans.Where(span => span.From <= span.To).OrderBy(span => span.From))
        {
            if (_spans.Count > 0 && _spans[^1].To >= span.From)
            {
                _spans[^1] = (_spans[^1].From, UInt128.Max(_spans[^1].To, span.To));
            }
            else
            {
                _spans.Add(span);
            }
        }
    }

    /// <returns>Null where nothing is said: all are wanted. What is no number is wanted by nobody.</returns>
    /// <param name="own">The number of ours that one of theirs means.</param>
    public static BpsFilter? Of(string written, Func<UInt128, UInt128>? own = null)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        var spans = new List<(UInt128 From, UInt128 To)>();
        foreach (var part in written.Split([';', ',', ' '], MostParts, StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(':', 2);
            if (Number(ends[0]) is { } from && Number(ends[^1]) is { } to)
            {
                spans.Add(own is null ? (from, to) : (own(from), own(to)));
            }
        }

        return new(spans);

        static UInt128? Number(string text) => UInt128.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public bool Has(string code) => UInt128.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && HasAny(number, number);

    public bool Has(int number) => number >= 0 && HasAny((UInt128)number, (UInt128)number);

    /// <summary>True: a number that begins with these digits and goes on with <paramref name="more"/> others may be wanted.</summary>
    public bool HasAnyUnder(string digits, int more) => UInt128.TryParse(digits + new string('0', more), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && HasAny(from, UInt128.TryParse(digits + new string('9', more), NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? to : UInt128.MaxValue);

    private bool HasAny(UInt128 from, UInt128 to)
    {
        // The first span that does not end before.
        var (low, high) = (0, _spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _spans[middle].To < from ? (middle + 1, high) : (low, middle);
        }

        return low < _spans.Count && _spans[low].From <= to;
    }
}
