using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>A link of PxWebApi 2 (IANA link relations).</summary>
public sealed record PxLink(string Rel, string Hreflang, string Href);

/// <summary>What both versions of the API share of HTTP: the language asked for, absolute addresses, JSON in and out.</summary>
internal static class PxHttp
{
    public const string Json = "application/json; charset=utf-8";
    public const string DefaultLanguage = "id";

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<(string Id, string Label)> Languages { get; } = [("id", "Bahasa Indonesia"), ("en", "English")];

    /// <returns><c>id</c> or <c>en</c>; null for a language the portal does not speak.</returns>
    public static string? Language(string? asked) => string.IsNullOrEmpty(asked)
        ? Speech.Language
        : Languages.Select(language => language.Id).FirstOrDefault(id => id.Equals(asked, StringComparison.OrdinalIgnoreCase));

    /// <summary>Scheme, host and port as the caller wrote them, unless the office has set its public address.</summary>
    public static string Root(HttpContext http)
    {
        var set = http.RequestServices.GetRequiredService<IOptions<OfficeOptions>>().Value.PublicAddress;
        return set.Length > 0 ? set.TrimEnd('/') : $"{http.Request.Scheme}://{http.Request.Host}";
    }

    public static byte[] Bytes(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>A parameter of the query string by its name in any case; null where it is not there or empty.</summary>
    public static string? Parameter(this IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Parameters written <c>name[VARIABLE]=…</c>, name and variable in any case; one that is repeated adds up.</summary>
    public static Dictionary<string, string> Deep(this IQueryCollection query, string name)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values) in query)
        {
            if (key.Length > name.Length + 2 && key.StartsWith(name, StringComparison.OrdinalIgnoreCase) && key[name.Length] == '[' && key[^1] == ']')
            {
                var variable = key[(name.Length + 1)..^1];
                found[variable] = found.TryGetValue(variable, out var before) ? $"{before},{values}" : values.ToString();
            }
        }

        return found;
    }

    /// <summary>The body as JSON, whatever its Content-Type says: clients send it as text or as a form.</summary>
    /// <returns>Null for an empty body.</returns>
    /// <exception cref="PxRequestException">It is too large, or no JSON.</exception>
    public static async Task<JsonDocument?> BodyAsync(HttpContext http, int most)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > most)
            {
                throw new PxRequestException(StatusCodes.Status413PayloadTooLarge, "Payload Too Large", Speech.T(
                    $"Badan permintaan lebih besar dari {Show.Size(most)}. Gunakan ungkapan seperti * atau from() sebagai ganti daftar kode.",
                    $"The body is larger than {Show.Size(most)}. Use expressions such as * or from() in place of a list of codes."));
            }
        }

        if (body.Length == 0)
        {
            return null;
        }

        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 });
            ReadThrough(json.RootElement);
            return json;
        }
        catch (JsonException wrong)
        {
            throw new PxRequestException(400, "Bad Request", Speech.T($"Badan permintaan bukan JSON: {wrong.Message}", $"The body is not JSON: {wrong.Message}"));
        }
        catch (InvalidOperationException)
        {
            json?.Dispose();
            throw new PxRequestException(400, "Bad Request", Speech.T("Badan permintaan berisi teks yang bukan UTF-8, atau separuh huruf (\\ud800).", "The body holds text that is no UTF-8, or half a letter (\\ud800)."));
        }
    }

    /// <summary>The parser looks at texts only when they are read: done here once, no later reading can fail.</summary>
    /// <exception cref="InvalidOperationException">A text or a name is none (RFC 8259 §8.1, §8.2).</exception>
    private static void ReadThrough(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var one in element.EnumerateArray())
                {
                    ReadThrough(one);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadThrough(member.Value);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>A member by its name in any case.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    /// <exception cref="PxRequestException">It is there and no text.</exception>
    public static string? Text(this JsonElement element, string name) => element.Member(name) is not { } member ? null : member.ValueKind switch
    {
        JsonValueKind.String => member.GetString(),
        JsonValueKind.Number => member.GetRawText(),
        _ => throw Shape(name, "text"),
    };

    /// <summary>A list of texts; a single text is a list of one.</summary>
    /// <returns>Null where it is not there.</returns>
    /// <exception cref="PxRequestException">It is something else.</exception>
    public static IReadOnlyList<string>? Texts(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } member)
        {
            return null;
        }

        if (member.ValueKind is not JsonValueKind.Array)
        {
            return member.ValueKind is JsonValueKind.String or JsonValueKind.Number ? [element.Text(name)!] : throw Shape(name, "a list of texts");
        }

        if (member.GetArrayLength() > PxSelection.MostValues)
        {
            throw new PxRequestException(400, "Bad Request", Speech.T($"{name} berisi lebih dari {Show.Number(PxSelection.MostValues)} nilai.", $"{name} holds more than {Show.Number(PxSelection.MostValues)} values."));
        }

        return [.. member.EnumerateArray().Select(one => one.ValueKind switch
        {
            JsonValueKind.String => one.GetString()!,
            JsonValueKind.Number => one.GetRawText(),
            _ => throw Shape(name, "a list of texts"),
        })];
    }

    public static PxRequestException Shape(string name, string wanted) => new(400, "Bad Request", Speech.T($"{name} tidak dapat dibaca (seharusnya: {wanted}).", $"{name} cannot be read (it should be {wanted})."));
}
