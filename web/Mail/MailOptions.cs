using System.Net.Mail;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail;

/// <summary>Configuration section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Who sends: an address, or a name and an address in angle brackets. The office's name and address (<c>Office:Email</c>) when empty.</summary>
    public string From { get; init; } = "";

    /// <summary>Folder for <c>.eml</c> files when no server is set; <c>surel</c> in the data folder when empty.</summary>
    public string Pickup { get; init; } = "";

    /// <summary>False keeps everything in the outbox: for a copy of the data on another machine, which must not write to people.</summary>
    public bool Send { get; init; } = true;

    /// <summary>Shows the pickup folder to everyone at <c>/demo/surel</c>. For a demonstration only: mail holds persons and secret links.</summary>
    public bool DemoMailbox { get; init; }

    public SmtpOptions Smtp { get; init; } = new();
}

/// <summary>Configuration section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>The server's name. Empty: no server, messages go to the pickup folder.</summary>
    public string Host { get; init; } = "";

    /// <summary>25, 587 or 465 by <see cref="Security"/> when 0.</summary>
    public int Port { get; init; }

    /// <summary><c>none | starttls | tls</c>. <c>starttls</c> never falls back to sending in the clear (RFC 3207 §6).</summary>
    public string Security { get; init; } = "starttls";

    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>SHA-256 fingerprint (hexadecimal) of a certificate that is trusted although no authority signed it: an office server with its own certificate.</summary>
    public string TrustedFingerprint { get; init; } = "";

    /// <summary>How long one answer may take. RFC 5321 §4.5.3.2 asks for minutes.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>Sign-in by a token instead of a password.</summary>
    public OAuth2Options OAuth2 { get; init; } = new();

    public int EffectivePort => (Port, Security) switch
    {
        ( > 0, _) => Port,
        (_, "tls") => 465,
        (_, "starttls") => 587,
        _ => 25,
    };
}

/// <summary>
/// Configuration section <c>Mail:Smtp:OAuth2</c>: how the token for <see cref="SmtpOptions.User"/> is had (XOAUTH2). Either it is given, or it is fetched by a
/// refresh token (RFC 6749 §6). The consent that gave the refresh token is a matter between the office and its provider.
/// </summary>
public sealed class OAuth2Options
{
    /// <summary>An access token that somebody else keeps fresh. Most live an hour; the portal reads it once, at start.</summary>
    public string Token { get; init; } = "";

    /// <summary>The provider's token endpoint, https.</summary>
    public string TokenUrl { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>Empty for a client that has none (RFC 6749 §2.1, public).</summary>
    public string ClientSecret { get; init; } = "";
    public string RefreshToken { get; init; } = "";

    public bool IsOn => Token.Length + TokenUrl.Length + ClientId.Length + ClientSecret.Length + RefreshToken.Length > 0;
}

/// <summary>Says everything that is wrong with <c>Mail:*</c> at once, in words, at start.</summary>
public sealed partial class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var smtp = options.Smtp;
        List<string> wrong = [];
        void Check(bool broken, string message)
        {
            if (broken)
            {
                wrong.Add(message);
            }
        }

        Check(options.From.Length > 0 && Sender.Read(options.From) is null, "Mail:From must be an address like data@contoh.go.id, or a name and an address: Portal Data <data@contoh.go.id>.");
        Check(smtp.Security is not ("none" or "starttls" or "tls"), "Mail:Smtp:Security must be none, starttls or tls.");
        Check(smtp.Port is < 0 or > 65535, "Mail:Smtp:Port must be a port number from 1 to 65535 (0: the usual one).");
        Check(Uri.CheckHostName(smtp.Host) == UriHostNameType.Unknown && smtp.Host.Length > 0, "Mail:Smtp:Host must be a server name or an address, without a scheme and without a port.");
        Check(smtp.Host.Length == 0 && smtp.User.Length > 0, "Mail:Smtp:User is set, but Mail:Smtp:Host is not.");
        Check(smtp.User.Length > 0 && smtp.Password.Length == 0 && !smtp.OAuth2.IsOn, "Mail:Smtp:Password is missing for Mail:Smtp:User.");
        Check(smtp.User.Length == 0 && smtp.Password.Length > 0, "Mail:Smtp:User is missing for Mail:Smtp:Password.");
        Check(smtp.User.Length > 0 && smtp.Security == "none" && !IsLoopback(smtp.Host), "Mail:Smtp:Security is none: a password would go over the network in the clear. Use starttls or tls.");
        CheckOAuth2(smtp, Check);
        Check(smtp.TimeoutSeconds is < 1 or > 3600, "Mail:Smtp:TimeoutSeconds must be from 1 to 3600.");
        Check(smtp.TrustedFingerprint.Length > 0 && smtp.TrustedFingerprint.Count(char.IsAsciiHexDigit) != 64, "Mail:Smtp:TrustedFingerprint must be a SHA-256 fingerprint of 64 hexadecimal digits.");
        Check(options.DemoMailbox && smtp.Host.Length > 0, "Mail:DemoMailbox shows the pickup folder, but Mail:Smtp:Host is set: unset one of them.");
        Check(options.Pickup.AsSpan().ContainsAny(Path.GetInvalidPathChars()), "Mail:Pickup is not a folder name.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void CheckOAuth2(SmtpOptions smtp, Action<bool, string> check)
    {
        var token = smtp.OAuth2;
        if (!token.IsOn)
        {
            return;
        }

        var known = false;
        KnowsOAuth2(ref known);
        check(!known, "Mail:Smtp:OAuth2 is set, but this portal was built without MailKit (the base profile): build the full profile, or sign in by Mail:Smtp:Password.");
        check(smtp.User.Length == 0, "Mail:Smtp:User is missing for Mail:Smtp:OAuth2: the mailbox the token belongs to.");
        check(smtp.Password.Length > 0, "Mail:Smtp:Password and Mail:Smtp:OAuth2 are both set: unset one of them.");
        if (token.Token.Length > 0)
        {
            check(token.Token.Any(letter => letter is <= ' ' or > '~'), "Mail:Smtp:OAuth2:Token must be one word of printable ASCII.");
            check(token.TokenUrl.Length + token.ClientId.Length + token.ClientSecret.Length + token.RefreshToken.Length > 0,
                "Mail:Smtp:OAuth2:Token is given, so nothing is fetched: unset it, or unset TokenUrl, ClientId, ClientSecret and RefreshToken.");
            return;
        }

        check(!Uri.TryCreate(token.TokenUrl, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && IsLoopback(url.Host))),
            "Mail:Smtp:OAuth2:TokenUrl must be the https address where the provider gives tokens.");
        check(token.ClientId.Length == 0, "Mail:Smtp:OAuth2:ClientId is missing for Mail:Smtp:OAuth2:TokenUrl.");
        check(token.RefreshToken.Length == 0, "Mail:Smtp:OAuth2:RefreshToken is missing for Mail:Smtp:OAuth2:TokenUrl.");
    }

    /// <summary>Answered by the full profile, whose transport can.</summary>
    static partial void KnowsOAuth2(ref bool known);

    private static bool IsLoopback(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}

/// <summary>A mailbox: an address and the name shown with it.</summary>
public sealed record Sender(string Address, string? Name)
{
    /// <summary>Reads <c>address</c> or <c>Name &lt;address&gt;</c>; null when it is neither.</summary>
    public static Sender? Read(string text) =>
        !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var read) && IsAddress(read.Address) ? new(read.Address, read.DisplayName is { Length: > 0 } name ? name : null) : null;

    /// <summary>One plain address (RFC 5321 §4.1.2 dot-string and domain, RFC 6531 letters): nothing that could end a line, a bracket or a list.</summary>
    public static bool IsAddress(string? text) =>
        text is { Length: > 2 and <= 254 } && text.IndexOf('@', StringComparison.Ordinal) is var at and > 0 and <= 64 && at == text.LastIndexOf('@') && at < text.Length - 1 &&
        !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format || letter is '<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '\\' or '"') &&
        !text.StartsWith('.') && !text.EndsWith('.') && !text.Contains("..", StringComparison.Ordinal) && !text.Contains(".@", StringComparison.Ordinal) && !text.Contains("@.", StringComparison.Ordinal);

    public static Sender Of(MailOptions mail, OfficeOptions office) => Read(mail.From) ?? new(office.Email, office.ShortName);

    public string Host => Address[(Address.LastIndexOf('@') + 1)..];
}
