using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Catalog;

namespace DataPortal.Tables.Api.Ckan;

/// <summary>What <c>q</c> and <c>fq</c> of CKAN's <c>package_search</c> say, as far as its clients use the query language of Solr: words, <c>field:value</c>, <c>field:"some words"</c>, <c>field:(a OR b)</c>, ranges of moments, <c>-</c> before a field.</summary>
public sealed partial class CkanQuery
{
    private const int LongestValue = 200;

    private readonly List<(Predicate<CatalogItem> Fits, bool Not)> _conditions = [];

    private CkanQuery()
    {
    }

    /// <summary>Words that belong to no field.</summary>
    public string Words { get; private set; } = "";

    /// <exception cref="CkanException">It names a field we do not know: silence would look like an answer.</exception>
    public static CkanQuery Of(string q, string fq, Subjects subjects, string license)
    {
        var query = new CkanQuery();
        query.Words = query.Take(q, subjects, license).Trim();
        if (query.Take(fq, subjects, license).Trim() is { Length: > 0 } rest)
        {
            throw CkanException.Query($"fq: {rest}");
        }

        return query;
    }

    public bool Fits(CatalogItem item) => _conditions.TrueForAll(condition => condition.Fits(item) != condition.Not);

    private string Take(string written, Subjects subjects, string license) => Connective().Replace(Field().Replace(written.Replace("*:*", " ", StringComparison.Ordinal), match =>
    {
        var field = match.Groups["field"].Value.ToLowerInvariant();
        var value = match.Groups["value"].Value.Trim('"');
        _conditions.Add((Condition(field, value.Length > LongestValue ? value[..LongestValue] : value, subjects, license), match.Groups["sign"].Value == "-"));
        return " ";
    }), " ");

    private static Predicate<CatalogItem> Condition(string field, string value, Subjects subjects, string license)
    {
        if (value.StartsWith('('))
        {
            var any = value.Trim('(', ')').Split([" OR ", " or "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => Condition(field, one.Trim('"'), subjects, license)).ToList();
            return item => any.Exists(fits => fits(item));
        }

        if (value == "*")
        {
            return _ => true;
        }

        return field switch
        {
            "name" or "id" => item => item.Id.Equals(value, StringComparison.OrdinalIgnoreCase) || CkanPackage.Id(item.Id).Equals(value, StringComparison.OrdinalIgnoreCase),
            "title" => item => Holds(item.Title.Id, value) || Holds(item.Title.En, value),
            "notes" => item => Holds(item.Summary?.Id, value) || Holds(item.Summary?.En, value),
            "tags" => item => item.Tags.Any(tag => tag.Equals(value, StringComparison.OrdinalIgnoreCase)),
            "groups" or "group" => item => CkanPackage.GroupName(subjects, item.Subject).Equals(value, StringComparison.OrdinalIgnoreCase) || item.Subject == value,
            "organization" or "owner_org" => _ => value.Equals(CkanPackage.Organization, StringComparison.OrdinalIgnoreCase) || value.Equals(CkanPackage.Id(CkanPackage.Organization), StringComparison.OrdinalIgnoreCase),
            "res_format" => item => CkanPackage.Formats(item).Any(format => format.Equals(value, StringComparison.OrdinalIgnoreCase)),
            "type" or "dataset_type" => _ => value == "dataset",
            "state" => _ => value == "active",
            "capacity" => _ => value == "public",
            "private" => _ => value == "false",
            "license_id" => _ => value == license,
            "metadata_modified" => Between(value, item => item.UpdatedAt),
            "metadata_created" => Between(value, item => item.PublishedAt ?? item.CreatedAt),
            _ => throw CkanException.Query($"undefined field {field}"),
        };
    }

    /// <summary><c>[2026-01-01T00:00:00Z TO *]</c></summary>
    private static Predicate<CatalogItem> Between(string range, Func<CatalogItem, DateTimeOffset> moment)
    {
        if (range.Trim('[', ']', '{', '}').Split(" TO ") is not [var from, var to] || Moment(from, DateTimeOffset.MinValue) is not { } first || Moment(to, DateTimeOffset.MaxValue) is not { } last)
        {
            throw CkanException.Query($"a range is written [2026-01-01T00:00:00Z TO *], not {range}");
        }

        return item => moment(item) >= first && moment(item) <= last;

        static DateTimeOffset? Moment(string written, DateTimeOffset open) => written.Trim() == "*" ? open
            : DateTimeOffset.TryParse(written.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
    }

    private static bool Holds(string? text, string value) => text?.Contains(value.Trim('*'), StringComparison.OrdinalIgnoreCase) == true;

    [GeneratedRegex("""(?<sign>[+-]?)\b(?<field>[A-Za-z_]+):(?<value>"[^"]*"|\([^)]*\)|[\[{][^\]}]*[\]}]|[^\s"]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"(?<!\S)(?:AND|&&|\+)(?!\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Connective();
}

/// <summary>An action that cannot be carried out, as CKAN says it.</summary>
public sealed class CkanException(int status, string type, string message, string? field = null) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>CKAN's <c>__type</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The parameter that is wrong; null for anything else.</summary>
    public string? Field { get; } = field;

    public static CkanException NotFound() => new(StatusCodes.Status404NotFound, "Not Found Error", "Not found");

    public static CkanException Missing(string field) => new(StatusCodes.Status409Conflict, "Validation Error", "Missing value", field);

    public static CkanException Invalid(string field) => new(StatusCodes.Status409Conflict, "Validation Error", "Invalid integer", field);

    public static CkanException Query(string what) => new(StatusCodes.Status409Conflict, "Search Query Error", $"Query is invalid: {(what.Length > 200 ? what[..200] : what)}");
}
