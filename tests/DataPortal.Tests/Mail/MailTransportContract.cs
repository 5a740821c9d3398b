using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DataPortal.Mail;
using DataPortal.Mail.Delivery;
using DataPortal.Mail.Mime;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Mail;

/// <summary>What every transport to a mail server must do. Against Exim and Dovecot, not against an idea of them.</summary>
public abstract class MailTransportContract
{
    private readonly StoppedClock _clock = new(new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7)));
    private readonly MemoryFileStore _files = new();

    private protected MemoryFileStore Files => _files;

    private protected MimeWriter Mime => new(_files);

    private protected StoppedClock Clock => _clock;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_arrives_as_it_was_written_with_its_attachment_byte_for_byte()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_001);
        var file = await _files.PutAsync(new MemoryStream(bytes), "Jumlah penduduk – Kec. Gunung Megang ≥ 2020.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", long.MaxValue, Ct);
        var message = Message() with
        {
            Subject = "Jawaban permintaan data – tabel penduduk menurut kecamatan “ñ” 人口 dan keterangan yang panjang sekali supaya terlipat",
            ToName = "Sri Wahyuni, S.E. – Dinas \"X\"",
            Text = ".titik di awal\n..\n.\nbaris yang sangat panjang " + new string('x', 2000) + "\ndengan spasi di ujung \nFrom sini – ≥ € 人口\n",
            Attachments = [file],
            InReplyTo = "<asal@luar.test>",
        };
        var answer = await Transport().DeliverAsync(message, _ => Task.CompletedTask, Ct);
        Assert.StartsWith("250 ", answer, StringComparison.Ordinal);

        var arrived = Assert.Single(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(30), Ct));
        using var built = new MemoryStream();
        await Mime.WriteAsync(message, built, Ct);
        Assert.True(arrived.AsSpan().EndsWith(built.ToArray()), "The servers put their own fields before the message and change no byte of it.");

        var raw = Encoding.ASCII.GetString(arrived);
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998));
        Assert.Equal(message.Subject, Decode(Header(raw, "Subject")));
        Assert.Equal(message.ToName, Decode(Header(raw, "To"))[..message.ToName.Length]);
        Assert.Contains("<warga@luar.test>", Header(raw, "To"), StringComparison.Ordinal);
        Assert.Equal("<asal@luar.test>", Header(raw, "In-Reply-To"));
        Assert.Equal("auto-generated", Header(raw, "Auto-Submitted"));
        Assert.Equal("Mon, 16 Nov 2026 09:00:00 +0700", Header(raw, "Date"));
        Assert.Equal(message.Text.TrimEnd(), FromQuotedPrintable(Part(raw, "text/plain")).TrimEnd());
        Assert.Equal(message.Html.TrimEnd(), FromQuotedPrintable(Part(raw, "text/html")).TrimEnd());
        Assert.Equal(bytes, Convert.FromBase64String(Part(raw, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")));
        Assert.Contains("filename*=UTF-8''Jumlah%20penduduk%20%E2%80%93%20Kec.%20Gunung%20Megang%20%E2%89%A5%202020.xlsx", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tunda@luar.test", "Uji", DeliveryFault.Temporary, "451 ")]
    [InlineData("tolak@luar.test", "Uji", DeliveryFault.Permanent, "550 ")]
    [InlineData("penuh@luar.test", "Uji", DeliveryFault.Permanent, "552 ")]
    [InlineData("putus@luar.test", "Uji", DeliveryFault.Permanent, "550 ")]
    [InlineData("warga@luar.test", "Uji DATA451", DeliveryFault.Temporary, "451 ")]
    [InlineData("warga@luar.test", "Uji DATA554", DeliveryFault.Permanent, "554 ")]
    [InlineData("warga@luar.test", "Uji DATADROP", DeliveryFault.Permanent, "550 ")]
    public async Task A_refusal_is_told_with_the_words_of_the_server(string to, string subject, DeliveryFault fault, string answer)
    {
        var refused = await RefusedAsync(Transport(), Message() with { To = to, Subject = subject });
        Assert.Equal(fault, refused.Fault);
        Assert.StartsWith(answer, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        var watch = Stopwatch.StartNew();
        Assert.StartsWith("250 ", await Transport().DeliverAsync(Message() with { To = "lambat@luar.test" }, _ => Task.CompletedTask, Ct), StringComparison.Ordinal);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_server_slower_than_the_limit_has_certainly_nothing() =>
        Assert.Equal(DeliveryFault.Temporary, (await RefusedAsync(Transport(timeout: 2), Message() with { To = "lambat@luar.test" })).Fault);

    [Theory]
    [InlineData(Cut.AfterDot)]
    [InlineData(Cut.Hang)]
    public async Task A_lost_answer_after_the_dot_is_unknown_though_the_message_arrived(Cut cut)
    {
        using var proxy = new CuttingProxy(MailServer.Smtp, cut);
        var message = Message();
        Assert.Equal(DeliveryFault.Unknown, (await RefusedAsync(Transport(proxy.Port, timeout: 3), message)).Fault);
        Assert.Single(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(30), Ct));
    }

    [Fact]
    public async Task A_connection_that_dies_in_the_text_left_nothing()
    {
        using var proxy = new CuttingProxy(MailServer.Smtp, Cut.InText);
        var file = await _files.PutAsync(new MemoryStream(new byte[5_000_000]), "besar.bin", "application/octet-stream", long.MaxValue, Ct);
        var message = Message() with { Attachments = [file] };
        Assert.Equal(DeliveryFault.Temporary, (await RefusedAsync(Transport(proxy.Port), message)).Fault);
        Assert.Empty(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(2), Ct));
    }

    [Fact]
    public async Task A_wrong_password_is_the_servers_matter_and_no_fault_of_the_message()
    {
        var refused = await RefusedAsync(Transport(user: "desk", password: "salah"), Message());
        Assert.Equal(DeliveryFault.Server, refused.Fault);
        Assert.StartsWith("sign-in: 535", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("250 ", await Transport(user: "desk", password: "desk").DeliverAsync(Message(), _ => Task.CompletedTask, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_nobody_signed_is_refused_unless_the_office_trusts_it()
    {
        var refused = await RefusedAsync(Transport(security: "starttls"), Message());
        Assert.Equal(DeliveryFault.Server, refused.Fault);
        Assert.Contains("certificate is not trusted", refused.Message, StringComparison.Ordinal);

        var wrong = await RefusedAsync(Transport(security: "starttls", fingerprint: new('a', 64)), Message());
        Assert.Equal(DeliveryFault.Server, wrong.Fault);

        var message = Message();
        Assert.StartsWith("250 ", await Transport(security: "starttls", fingerprint: MailServer.Fingerprint, user: "desk", password: "desk").DeliverAsync(message, _ => Task.CompletedTask, Ct), StringComparison.Ordinal);
        var raw = Encoding.ASCII.GetString(Assert.Single(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(30), Ct)));
        Assert.Contains("with esmtpsa", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_may_be_encrypted_from_its_first_byte()
    {
        var port = MailServer.SmtpTls.Port;
        Assert.Equal(DeliveryFault.Server, (await RefusedAsync(Transport(port, "tls"), Message())).Fault);

        var message = Message();
        var transport = Transport(port, "tls", fingerprint: MailServer.Fingerprint, user: "desk", password: "desk");
        Assert.StartsWith("250 ", await transport.DeliverAsync(message, _ => Task.CompletedTask, Ct), StringComparison.Ordinal);
        var raw = Encoding.ASCII.GetString(Assert.Single(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(30), Ct)));
        Assert.Contains("with esmtpsa", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wish_to_stop_is_heard_before_the_text_and_no_more_after_it()
    {
        using var stop = new CancellationTokenSource();
        var early = Message();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Transport().DeliverAsync(early, _ => stop.CancelAsync(), stop.Token));
        Assert.Empty(await MailServer.ArrivedAsync(early.MessageId, TimeSpan.FromSeconds(2), Ct));

        using var proxy = new CuttingProxy(MailServer.Smtp, Cut.Slow);
        using var late = new CancellationTokenSource();
        var message = Message();
        var sending = Transport(proxy.Port).DeliverAsync(message, _ => Task.CompletedTask, late.Token);
        await Task.WhenAny(proxy.TextOut, sending);
        await late.CancelAsync();
        Assert.StartsWith("250 ", await sending, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_recorded_before_the_text_keeps_it_back_when_it_cannot_be_recorded()
    {
        var message = Message();
        await Assert.ThrowsAsync<StaleDocumentException>(() => Transport().DeliverAsync(message, _ => throw new StaleDocumentException("outbox", message.Id), Ct));
        Assert.Empty(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(2), Ct));
    }

    [Fact]
    public async Task A_file_that_is_gone_stops_the_message_in_its_middle_and_nothing_arrives()
    {
        var file = await _files.PutAsync(new MemoryStream(new byte[10]), "a.bin", "application/octet-stream", long.MaxValue, Ct);
        var message = Message() with { Attachments = [file with { Hash = new('0', 64) }] };
        Assert.Equal(DeliveryFault.Permanent, (await RefusedAsync(Transport(), message)).Fault);
        Assert.Empty(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(2), Ct));
    }

    [Fact]
    public async Task A_message_over_the_servers_limit_is_refused_before_it_is_sent()
    {
        var file = await _files.PutAsync(new MemoryStream(new byte[20_000_000]), "besar.bin", "application/octet-stream", long.MaxValue, Ct);
        var refused = await RefusedAsync(Transport(), Message() with { Attachments = [file] });
        Assert.Equal(DeliveryFault.Permanent, refused.Fault);
        Assert.Contains("the server takes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_so() =>
        Assert.Equal(DeliveryFault.Server, (await RefusedAsync(Transport(port: 9), Message())).Fault);

    [Fact]
    public async Task Two_portals_on_one_store_send_every_letter_once()
    {
        _ = MailServer.Smtp;
        var store = new MemoryStore();
        var messages = Enumerable.Range(0, 12).Select(_ => Message()).ToList();
        await store.CommitAsync([.. messages.Select(Outbox.Collection.Insert)], Ct);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            async () =>
            {
                var sender = new OutboxSender(store, Transport(), new ServerPause(_clock), _clock, NullLogger<OutboxSender>.Instance);
                while (await store.CountAsync(Outbox.Collection.Where("state", DeliveryState.Sent), Ct) < messages.Count)
                {
                    await sender.RunAsync(Ct);
                    await Task.Delay(20, Ct);
                }
            }, Ct)));
        foreach (var message in messages)
        {
            Assert.Single(await MailServer.ArrivedAsync(message.MessageId, TimeSpan.FromSeconds(30), Ct));
        }
    }

    private protected abstract IMailTransport Transport(IOptions<MailOptions> mail);

    private protected static async Task<DeliveryException> RefusedAsync(IMailTransport transport, OutgoingMessage message) =>
        await Assert.ThrowsAsync<DeliveryException>(() => transport.DeliverAsync(message, _ => Task.CompletedTask, Ct));

    private protected IMailTransport Transport(
        int? port = null, string security = "none", string user = "", string password = "", string fingerprint = "", int timeout = 60, OAuth2Options? token = null) =>
        Transport(Options.Create(new MailOptions
        {
            Smtp = new()
            {
                Host = "127.0.0.1",
                Port = port ?? MailServer.Smtp.Port,
                Security = security,
                User = user,
                Password = password,
                TrustedFingerprint = fingerprint,
                TimeoutSeconds = timeout,
                OAuth2 = token ?? new(),
            },
        }));

    private protected OutgoingMessage Message()
    {
        var id = Document.NewId(_clock);
        return new()
        {
            Id = id,
            MessageId = $"<{id}@bps.test>",
            CreatedAt = _clock.GetUtcNow(),
            From = "desk@bps.test",
            FromName = "Portal Data (contoh)",
            To = "warga@luar.test",
            Subject = "Uji",
            Text = "Uji\n",
            Html = "<p>Uji – ñ</p>\n",
            Cause = "requests/1",
            NextAttemptAt = _clock.GetUtcNow(),
        };
    }

    private static string Header(string raw, string name) => Regex.Match(raw, $"(?m)^{name}: (.*(?:\r\n[ \t].*)*)\r$").Groups[1].Value.Replace("\r\n", "", StringComparison.Ordinal);

    /// <summary>RFC 2047: encoded words in a row belong together.</summary>
    private static string Decode(string header) => Regex.Replace(
        Regex.Replace(header, @"\?=\s+=\?", "?==?"), @"=\?UTF-8\?B\?([^?]*)\?=",
        word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    private static string Part(string raw, string type) => Regex.Match(raw, $"(?s)Content-Type: {Regex.Escape(type)}.*?\r\n\r\n(.*?)\r\n--=_").Groups[1].Value;

    private static string FromQuotedPrintable(string text) => Encoding.UTF8.GetString([.. Regex.Matches(text.Replace("=\r\n", "", StringComparison.Ordinal).ReplaceLineEndings("\n"), "(?s)=([0-9A-F]{2})|.")
        .Select(match => match.Groups[1].Success ? Convert.ToByte(match.Groups[1].Value, 16) : (byte)match.Value[0])]);
}
