using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>Configuration section <c>ReCaptcha</c>. Without keys nothing is asked of the visitor and nothing is fetched from outside.</summary>
public sealed class ReCaptchaOptions : IValidatableObject
{
    public const string Section = "ReCaptcha";

    public string SiteKey { get; init; } = "";
    public string SecretKey { get; init; } = "";

    /// <summary>Where tokens are verified (the siteverify call of reCAPTCHA).</summary>
    public string VerifyUrl { get; init; } = "https://www.google.com/recaptcha/api/siteverify";

    public bool IsOn => SiteKey.Length > 0 && SecretKey.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SiteKey.Length > 0 != SecretKey.Length > 0)
        {
            yield return new("ReCaptcha:SiteKey and ReCaptcha:SecretKey belong together: set both or neither.");
        }

        if (!Uri.TryCreate(VerifyUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return new("ReCaptcha:VerifyUrl must be an absolute http(s) address.");
        }
    }
}

/// <summary>What the verifier said of a form.</summary>
public enum HumanAnswer
{
    /// <summary>A person; or no verifier is configured.</summary>
    Passed,

    /// <summary>The form came without a token: no JavaScript, or a robot.</summary>
    NoToken,

    Refused,

    /// <summary>The verifier did not answer in time, or not in its own words.</summary>
    Unreachable,
}

/// <summary>Asks whether a person sent the form. Two real ones: our own call, and the one of AspNetCore.ReCaptcha in the full profile.</summary>
public interface IHumanCheck
{
    Task<HumanAnswer> AskAsync(string? token, CancellationToken ct);
}

/// <summary>The siteverify call of reCAPTCHA by <see cref="HttpClient"/>. Whatever goes wrong, a person of the office looks at the request instead.</summary>
public sealed class HumanCheck(HttpClient http, IOptions<ReCaptchaOptions> options) : IHumanCheck
{
    public async Task<HumanAnswer> AskAsync(string? token, CancellationToken ct)
    {
        if (!options.Value.IsOn)
        {
            return HumanAnswer.Passed;
        }

        if (string.IsNullOrWhiteSpace(token))
        {
            return HumanAnswer.NoToken;
        }

        try
        {
            using var form = new FormUrlEncodedContent([new("secret", options.Value.SecretKey), new("response", token)]);
            using var answer = await http.PostAsync(new Uri(options.Value.VerifyUrl), form, ct);
            if (!answer.IsSuccessStatusCode)
            {
                return HumanAnswer.Unreachable;
            }

            return await answer.Content.ReadFromJsonAsync<Verdict>(ct) switch
            {
                { Success: true } => HumanAnswer.Passed,
                { Success: false } => HumanAnswer.Refused,
                _ => HumanAnswer.Unreachable,
            };
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || (failed is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return HumanAnswer.Unreachable;
        }
    }

    private sealed record Verdict([property: JsonPropertyName("success")] bool? Success);
}
