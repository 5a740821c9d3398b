using System.Text.Json;
using DataPortal.Shared;
using DataPortal.Tables.Formats;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>What a caller of PxWebApi 2 asks for, read from the address or the body.</summary>
internal static class PxAsked
{
    public const string DefaultFormat = "json-stat2";

    /// <summary>As the specification names them. Parquet is one of its names too; no kept library of every package feed writes it.</summary>
    public static IReadOnlyList<string> OutputFormats { get; } = ["px", "json-stat2", "csv", "xlsx", "html", "json-px"];

    private static readonly string[] _outputParams = ["UseCodes", "UseTexts", "UseCodesAndTexts", "IncludeTitle", "SeparatorTab", "SeparatorSpace", "SeparatorSemicolon"];

    /// <summary>Formats offered: those of <see cref="OutputFormats"/> the portal writes.</summary>
    public static IReadOnlyList<string> Offered { get; } = [.. OutputFormats.Where(name => TableFormats.Find(name) is not null)];

    /// <summary>A selection in an address.</summary>
    public static PxRequest Asked(IQueryCollection query)
    {
        var (lists, outputs) = (query.Deep("codelist"), query.Deep("outputvalues"));
        var values = query.Deep("valuecodes");
        return new()
        {
            Choices = [.. values.Keys.Union(lists.Keys, StringComparer.OrdinalIgnoreCase).Select(variable => new PxChoice(
                variable, values.TryGetValue(variable, out var text) ? CategoryExpressions.Split(text) : null, lists.GetValueOrDefault(variable), IsSingle(outputs.GetValueOrDefault(variable))))],
            Heading = Codes(query.Parameter("heading")),
            Stub = Codes(query.Parameter("stub")),
        };
    }

    /// <summary><c>{"selection":[{"variableCode","valueCodes","codelist"}],"placement":{"heading","stub"}}</c></summary>
    public static PxRequest Selected(JsonElement asked)
    {
        var list = asked.ValueKind is JsonValueKind.Array ? asked : asked.Member("selection");
        if (asked.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || list is { ValueKind: not JsonValueKind.Array } || list?.GetArrayLength() > SavedQueryDesk.MostChoices)
        {
            throw PxHttp.Shape("selection", "{\"selection\":[{\"variableCode\":…,\"valueCodes\":[…]}]}");
        }

        var placement = asked.Member("placement");
        return new()
        {
            Choices = list is null ? [] : [.. list.Value.EnumerateArray().Select(one => new PxChoice(
                one.Text("variableCode") ?? throw PxHttp.Shape("variableCode", "text"), one.Texts("valueCodes"), one.Text("codelist") is { Length: > 0 } code ? code : null, IsSingle(one.Text("outputValues"))))],
            Heading = placement?.Texts("heading") ?? [],
            Stub = placement?.Texts("stub") ?? [],
        };
    }

    private static bool IsSingle(string? output) => output?.ToLowerInvariant() switch
    {
        null or "" or "aggregated" => false,
        "single" => true,
        _ => throw PxHttp.Shape("outputValues", "aggregated, single"),
    };

    /// <summary>Variables with commas between them.</summary>
    public static IReadOnlyList<string> Codes(string? list) => list is null ? [] : [.. CategoryExpressions.Split(list).Select(CategoryExpressions.Unquote)];

    /// <summary>The address overrules what was saved; another form does without what was said of the saved one.</summary>
    public static PxOutput Output(IQueryCollection query, string? format, IReadOnlyList<string> parameters)
    {
        var name = query.Parameter("outputFormat") ?? format ?? DefaultFormat;
        var asked = query.Parameter("outputFormatParams") is { } list ? CategoryExpressions.Split(list) : query.Parameter("outputFormat") is null || name.Equals(format, StringComparison.OrdinalIgnoreCase) ? parameters : [];
        if (name.Equals("parquet", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported(415);
        }

        var known = OutputFormats.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Unsupported(400);
        var form = TableFormats.Find(known) ?? throw Unsupported(415);
        List<string> said = [.. asked.Select(one => _outputParams.FirstOrDefault(param => param.Equals(one.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw Illegal(one)).Distinct()];
        var labels = said.Where(param => param.StartsWith("Use", StringComparison.Ordinal)).ToList();
        var separators = said.Where(param => param.StartsWith("Separator", StringComparison.Ordinal)).ToList();
        if (labels.Count > 1 || separators.Count > 1)
        {
            throw Illegal(string.Join(",", labels.Count > 1 ? labels : separators));
        }

        if ((said.Count > 0 && known is not ("csv" or "html" or "xlsx")) || (separators.Count > 0 && known is not "csv"))
        {
            throw Illegal(string.Join(",", said));
        }

        return new(known, form, new(
            labels is [var label] ? label switch { "UseCodes" => LabelForm.Codes, "UseCodesAndTexts" => LabelForm.Both, _ => LabelForm.Texts } : LabelForm.Texts,
            said.Contains("IncludeTitle"),
            separators is [var separator] ? separator switch { "SeparatorTab" => '\t', "SeparatorSpace" => ' ', _ => ';' } : known is "csv" ? ',' : null))
        {
            Params = said,
        };

        PxRequestException Unsupported(int status) => new(status, "Unsupported output format", Speech.T(
            $"Format ini tidak disediakan. Yang ada: {string.Join(", ", Offered)}.", $"This format is not offered. There are: {string.Join(", ", Offered)}."))
        {
            More = [("dataFormats", Offered)],
        };

        PxRequestException Illegal(string what) => new(400, "Illegal output format parameter", Speech.T(
            $"outputFormatParams “{(what.Length > 80 ? what[..80] : what)}” tidak berlaku untuk {known}.", $"outputFormatParams “{(what.Length > 80 ? what[..80] : what)}” does not apply to {known}."));
    }
}
