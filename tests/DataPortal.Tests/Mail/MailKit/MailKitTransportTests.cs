using System.Text;
using DataPortal.Mail;
using DataPortal.Mail.Delivery;
using DataPortal.Mail.MailKit;
using DataPortal.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Mail.MailKit;

/// <summary>All that our own transport must do, done by MailKit; and OAuth2, which only it can. The server knows one token: <c>kunci-desk</c> of <c>desk</c>.</summary>
public sealed class MailKitTransportTests : MailTransportContract, IDisposable
{
    private readonly List<AccessToken> _tokens = [];

    [Fact]
    public async Task A_token_signs_in_instead_of_a_password()
    {
        var message = Message();
        var transport = Transport(security: "starttls", fingerprint: MailServer.Fingerprint, user: "desk", token: new() { Token = "kunci-desk" });
        Assert.StartsWith("250 ", await transport.DeliverAsync(message, _ => Task.CompletedTask, Ct), StringComparison.Ordinal);
        var raw = Encoding.ASCII.GetString(Assert.Single(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(30), Ct)));
        Assert.Contains("with esmtpsa", raw, StringComparison.Ordinal);

        var refused = await RefusedAsync(Transport(user: "desk", token: new() { Token = "kunci-lama" }), Message());
        Assert.Equal(DeliveryFault.Server, refused.Fault);
        Assert.StartsWith("sign-in: 535", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_fetched_once_and_again_when_it_ends_or_the_mail_server_refuses_it()
    {
        await using var provider = await TokenProvider.StartAsync(Ct);
        var transport = Transport(user: "desk", token: provider.Settings);
        await SendAsync(transport);
        await SendAsync(transport);
        var asked = Assert.Single(provider.Asked);
        Assert.Equal("refresh_token", asked["grant_type"]);
        Assert.Equal("segar-1", asked["refresh_token"]);
        Assert.Equal("portal", asked["client_id"]);
        Assert.Equal("rahasia", asked["client_secret"]);

        // A minute before its end, and with the refresh token that came with the first.
        Clock.Advance(TimeSpan.FromSeconds(3541));
        await SendAsync(transport);
        Assert.Equal(["segar-1", "segar-2"], provider.Asked.Select(form => form["refresh_token"]));

        provider.Token = "kunci-dicabut";
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.StartsWith("sign-in: 535", (await RefusedAsync(transport, Message())).Message, StringComparison.Ordinal);
        provider.Token = "kunci-desk";
        await SendAsync(transport);
        Assert.Equal(4, provider.Asked.Count);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"segar-1 rahasia"}""", "OAuth2 token: the provider answered 400 invalid_grant")]
    [InlineData(302, "", "OAuth2 token: the provider answered 302")]
    [InlineData(500, "<html>rahasia", "OAuth2 token: the provider answered 500")]
    [InlineData(200, "<html>", "OAuth2 token: the provider's answer cannot be understood.")]
    [InlineData(200, "[]", "OAuth2 token: the provider's answer cannot be understood.")]
    [InlineData(200, "{}", "OAuth2 token: the provider's answer holds none.")]
    public async Task A_provider_that_gives_no_token_is_the_servers_matter_and_no_secret_is_told(int status, string text, string told)
    {
        await using var provider = await TokenProvider.StartAsync(Ct);
        (provider.Status, provider.Text) = (status, text);
        var refused = await RefusedAsync(Transport(user: "desk", token: provider.Settings), Message());
        Assert.Equal(DeliveryFault.Server, refused.Fault);
        Assert.Equal(told, refused.Message);
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_the_servers_matter() =>
        Assert.Equal(DeliveryFault.Server, (await RefusedAsync(Transport(user: "desk", token: new() { TokenUrl = "http://127.0.0.1:9/", ClientId = "portal", RefreshToken = "segar" }), Message())).Fault);

    [Fact]
    public async Task In_this_profile_a_server_is_spoken_to_by_MailKit()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Mail:Smtp:Host"] = "surel.contoh.id", ["Mail:Send"] = "false" }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IFileStore>(Files).AddSingleton<TimeProvider>(Clock).AddMail(settings).BuildServiceProvider();
        Assert.IsType<MailKitTransport>(services.GetRequiredService<IMailTransport>());
    }

    [Fact]
    public void What_is_wrong_with_a_token_is_said_at_start_all_at_once()
    {
        Assert.Equal(5, Check(new() { Host = "surel.contoh.id", Password = "x", OAuth2 = new() { Token = "dua kata", ClientId = "portal" } }).Count());
        Assert.Equal(3, Check(new() { Host = "surel.contoh.id", User = "desk", OAuth2 = new() { TokenUrl = "http://contoh.id/token" } }).Count());
        Assert.Contains("in the clear", Assert.Single(Check(new() { Host = "surel.contoh.id", User = "desk", Security = "none", OAuth2 = new() { Token = "kunci" } })), StringComparison.Ordinal);
        Assert.Empty(Check(new() { Host = "surel.contoh.id", User = "desk", OAuth2 = new() { TokenUrl = "https://contoh.id/token", ClientId = "portal", RefreshToken = "segar" } }));

        static IEnumerable<string> Check(SmtpOptions smtp) => new MailOptionsCheck().Validate(null, new MailOptions { Smtp = smtp }).Failures ?? [];
    }

    public void Dispose() => _tokens.ForEach(token => token.Dispose());

    private protected override IMailTransport Transport(IOptions<MailOptions> mail)
    {
        _tokens.Add(new(mail, Clock));
        return new MailKitTransport(Mime, _tokens[^1], mail);
    }

    private async Task SendAsync(IMailTransport transport) =>
        Assert.StartsWith("250 ", await transport.DeliverAsync(Message(), _ => Task.CompletedTask, Ct), StringComparison.Ordinal);
}
