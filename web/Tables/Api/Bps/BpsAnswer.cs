using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Tables.Api.Bps;

/// <summary>The envelopes of the BPS WebAPI, as its documentation and its clients know them. Errors come with status 200: clients look at <c>status</c>.</summary>
public static class BpsAnswer
{
    public const string ContentType = "application/json";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(Stream to) => new(to, _options);

    public static byte[] Make(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Error(string message) => Make(json =>
    {
        json.WriteString("status", "Error");
        json.WriteString("message", message);
    });

    public static byte[] Missing(string parameter) => Error($"Parameter {parameter} is Missing.");

    /// <summary>A list without entries, or a page after the last.</summary>
    public static byte[] ListNotAvailable { get; } = NotAvailable("list-not-available");

    /// <summary>An item that is not there.</summary>
    public static byte[] ItemNotAvailable { get; } = NotAvailable("not-available");

    /// <summary>One page of a list.</summary>
    /// <param name="leastPages">More than 1 for a client that does not read a single page; those after the last are empty.</param>
    public static byte[] List<T>(BpsRequest request, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write, int leastPages = 1) => List(request, all.Count, at => all[at], write, leastPages);

    /// <summary>One page of a list that is made as it is written.</summary>
    public static byte[] List<T>(BpsRequest request, int total, Func<int, T> one, Action<Utf8JsonWriter, T> write, int leastPages = 1)
    {
        var (size, page) = (request.PerPage, request.Page);
        var pages = total == 0 ? 0 : Math.Max(leastPages, (int)((total + size - 1L) / size));
        if (page > pages)
        {
            return ListNotAvailable;
        }

        var first = (int)Math.Min((page - 1L) * size, total);
        var count = Math.Min(size, total - first);
        return Make(json =>
        {
            json.Available();
            json.WriteStartArray("data");
            json.WriteStartObject();
            json.WriteNumber("page", page);
            json.WriteNumber("pages", pages);
            json.WriteNumber("per_page", size);
            json.WriteNumber("count", count);
            json.WriteNumber("total", total);
            json.WriteEndObject();
            json.WriteStartArray();
            for (var at = first; at < first + count; at++)
            {
                json.WriteStartObject();
                write(json, one(at));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndArray();
        });
    }

    /// <summary>One item.</summary>
    public static byte[] Item(Action<Utf8JsonWriter> write) => Make(json =>
    {
        json.Available();
        json.WriteStartObject("data");
        write(json);
        json.WriteEndObject();
    });

    public static void Available(this Utf8JsonWriter json)
    {
        json.WriteString("status", "OK");
        json.WriteString("data-availability", "available");
    }

    /// <summary>A number as a number as long as every client can hold it exactly (53 bits); beyond, its digits as text: keys are put together from digits either way.</summary>
    public static void WriteCode(this Utf8JsonWriter json, string name, string code)
    {
        if (code.Length <= 15)
        {
            json.WriteNumber(name, long.Parse(code, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteString(name, code);
        }
    }

    /// <summary>Text as BPS sends it where its own pages put HTML: <c>&amp;lt;b&amp;gt;</c>.</summary>
    public static string Escaped(string? text) => (text ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary><c>2026-11-19</c> in Jakarta.</summary>
    public static string Day(DateTimeOffset? moment) => moment is { } at ? Show.Day(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    /// <summary><c>2026-11-19 09:12:00</c> in Jakarta.</summary>
    public static string Moment(DateTimeOffset moment) => Show.Local(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>0.03 MB</c>; something is never nothing.</summary>
    public static string Size(long bytes) => Math.Max(0.01, bytes / 1e6).ToString("0.00", CultureInfo.InvariantCulture) + " MB";

    public static string Size(FileReference? file) => file is null ? "" : Size(file.Length);

    /// <summary>BPS's <c>hash_id</c> of a table: its number and kind (1 static, 2 dynamic) in base 64.</summary>
    public static string Hash(int number, int kind) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}#{kind}")));

    private static byte[] NotAvailable(string availability) => Make(json =>
    {
        json.WriteString("status", "OK");
        json.WriteString("data-availability", availability);
        json.WriteString("data", "");
    });
}
