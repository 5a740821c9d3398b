using System.Text.Json;
using System.Text.Json.Serialization;
using DataPortal.Mail.Delivery;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail.MailKit;

/// <summary>
/// The token that signs in instead of a password: the one given, or one fetched by the refresh token (RFC 6749 §6) and used until a minute before its end.
/// A new refresh token that comes with it is used from then on, but written nowhere: after a restart the configured one counts again.
/// </summary>
public sealed class AccessToken(IOptions<MailOptions> mail, TimeProvider clock) : IDisposable
{
    /// <summary>A token whose end is not told is used this long (RFC 6749 §5.1 only recommends to tell it).</summary>
    private const int UsualSeconds = 300;

    private readonly OAuth2Options _options = mail.Value.Smtp.OAuth2;
    private readonly SemaphoreSlim _gate = new(1, 1);

    // A redirect would carry the secrets to a place nobody configured.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 256 * 1024,
    };

    private string? _rotated;
    private string? _token;
    private DateTimeOffset _end;

    /// <exception cref="DeliveryException">Of <see cref="DeliveryFault.Server"/>: the provider was not reached or gave none.</exception>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (_options.Token.Length > 0)
        {
            return _options.Token;
        }

        await _gate.WaitAsync(ct);
        try
        {
            return _token is { } kept && clock.GetUtcNow() < _end ? kept : await FetchAsync(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The mail server did not take this token: the next sign-in fetches another.</summary>
    public async Task ForgetAsync(string token, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        _token = _token == token ? null : _token;
        _gate.Release();
    }

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private static DeliveryException Refused(string why, Exception? cause = null) => new(DeliveryFault.Server, $"OAuth2 token: {why}", cause);

    private async Task<string> FetchAsync(CancellationToken ct)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("grant_type", "refresh_token"),
            new("refresh_token", _rotated ?? _options.RefreshToken),
            new("client_id", _options.ClientId),
        ];
        if (_options.ClientSecret.Length > 0)
        {
            form.Add(new("client_secret", _options.ClientSecret));
        }

        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await _http.PostAsync(new Uri(_options.TokenUrl), content, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
            {
                // The code (RFC 6749 §5.2) says what to do, e.g. invalid_grant: the consent was withdrawn. Anything else the provider wrote stays out of our records.
                throw Refused($"the provider answered {(int)response.StatusCode} {ErrorCode(text)}".TrimEnd());
            }

            var answer = JsonSerializer.Deserialize<Answer>(text);
            if (answer?.Token is not { Length: > 0 } token)
            {
                throw Refused("the provider's answer holds none.");
            }

            _rotated = answer.RefreshToken is { Length: > 0 } next ? next : _rotated;
            (_token, _end) = (token, clock.GetUtcNow().AddSeconds(Math.Max(0, (answer.Seconds ?? UsualSeconds) - 60)));
            return token;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or JsonException)
        {
            throw Refused(broken is JsonException ? "the provider's answer cannot be understood." : broken is HttpRequestException ? broken.Message : "no answer in time.", broken);
        }
    }

    private static string ErrorCode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(text)?.Error is { Length: > 0 and <= 60 } code && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? code : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? Token,
        [property: JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int? Seconds,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("error")] string? Error);
}
