using System.Net;
using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Mail.Delivery;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Mail;

public sealed class MailPagesTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_find_a_letter_by_its_recipient_and_by_its_cause()
    {
        var message = await PutAsync(DeliveryState.Waiting);
        var browser = portal.Staff(Role.WebAdmin);
        foreach (var words in new[] { message.To, message.To.ToUpperInvariant()[..20], message.Cause })
        {
            Assert.Contains(message.Id, await browser.GetStringAsync($"/petugas/surel?cari={Uri.EscapeDataString(words)}", Ct), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(message.Id, await browser.GetStringAsync("/petugas/surel?cari=orang-lain", Ct), StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"/petugas/surel/{message.Id}", Ct);
        Assert.Contains("Message-ID: &lt;", page, StringComparison.Ordinal);
        Assert.Contains("Buka portal", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_letter_is_sent_again_only_when_staff_say_so_with_the_same_Message_ID_and_it_is_audited()
    {
        var message = await PutAsync(DeliveryState.Unknown);
        var answer = await portal.Staff(Role.SectionHead).SubmitAsync($"/petugas/surel/{message.Id}?handler=Resend");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var again = await portal.Store.FindAsync(Outbox.Collection, message.Id, Ct);
        Assert.Equal((DeliveryState.Waiting, message.MessageId), (again!.State, again.MessageId));
        var audit = Assert.Single(await portal.Store.ListAsync(AuditTrail.Collection.Where("document", $"outbox/{message.Id}"), Ct));
        Assert.Equal("mail.resent", audit.Action);
    }

    [Theory]
    [InlineData(Role.WebAdmin)]
    [InlineData(Role.SystemAdmin)]
    public async Task Nobody_reads_the_link_by_which_a_colleague_sets_a_password(Role role)
    {
        var message = Compose(portal.Get<MailComposer>()) with { Cause = $"staff/{Guid.NewGuid():N}" };
        await portal.Store.CommitAsync([Outbox.Collection.Insert(message)], Ct);

        var page = await portal.Staff(role).GetStringAsync($"/petugas/surel/{message.Id}", Ct);
        Assert.Contains(message.To, page, StringComparison.Ordinal);
        Assert.DoesNotContain("portal.contoh.id/permintaan/x", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sent", DeliveryState.Sent)]
    [InlineData("Cancel", DeliveryState.Cancelled)]
    public async Task An_unknown_letter_can_be_closed(string handler, DeliveryState expected)
    {
        var message = await PutAsync(DeliveryState.Unknown);
        await portal.Staff(Role.SystemAdmin).SubmitAsync($"/petugas/surel/{message.Id}?handler={handler}");
        Assert.Equal(expected, (await portal.Store.FindAsync(Outbox.Collection, message.Id, Ct))!.State);
    }

    [Fact]
    public async Task A_letter_that_was_sent_is_not_sent_again()
    {
        var message = await PutAsync(DeliveryState.Sent);
        await Assert.ThrowsAsync<MessageStateException>(() => portal.Get<MailDesk>().ResendAsync(message.Id, Ct));
        await Assert.ThrowsAsync<MessageStateException>(() => portal.Get<MailDesk>().CancelAsync(message.Id, Ct));
        await Assert.ThrowsAsync<MessageStateException>(() => portal.Get<MailDesk>().MarkSentAsync(message.Id, Ct));
    }

    [Theory]
    [InlineData(Role.DeskOfficer)]
    [InlineData(Role.DataProducer)]
    public async Task Others_do_not_read_letters(Role role) =>
        Assert.NotEqual(HttpStatusCode.OK, (await portal.Staff(role).GetAsync("/petugas/surel", Ct)).StatusCode);

    [Fact]
    public async Task Outside_a_demonstration_nobody_reads_the_mailbox() =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync("/demo/surel", Ct)).StatusCode);

    [Fact]
    public async Task In_a_demonstration_a_letter_goes_into_the_folder_and_is_read_in_the_browser()
    {
        var folder = Directory.CreateTempSubdirectory("surel").FullName;
        await using var demo = portal.WithWebHostBuilder(host => host.UseSetting("Mail:DemoMailbox", "true").UseSetting("Mail:Pickup", folder).UseSetting("Mail:Send", "true"));
        var browser = demo.CreateClient(new() { AllowAutoRedirect = false });
        var store = demo.Services.GetRequiredService<IDocumentStore>();
        var message = Compose(demo.Services.GetRequiredService<MailComposer>());
        await store.CommitAsync([Outbox.Collection.Insert(message)], Ct);
        for (var wait = 0; wait < 600 && (await store.FindAsync(Outbox.Collection, message.Id, Ct))!.State != DeliveryState.Sent; wait++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.Contains(message.Id, await browser.GetStringAsync("/demo/surel", Ct), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://portal.contoh.id/permintaan/x\">Buka portal</a>", await browser.GetStringAsync($"/demo/surel/{message.Id}", Ct), StringComparison.Ordinal);
        var file = Path.Combine(folder, PickupTransport.FileName(message));
        Assert.Equal(await File.ReadAllBytesAsync(file, Ct), await browser.GetByteArrayAsync($"/demo/surel/{message.Id}?handler=File", Ct));
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Mail_settings_are_checked_all_at_once_in_words()
    {
        var result = new MailOptionsCheck().Validate(null, new MailOptions
        {
            From = "bukan alamat",
            DemoMailbox = true,
            Smtp = new() { Host = "smtp.contoh.id", Port = 70000, Security = "ssl", User = "a", TimeoutSeconds = 0, TrustedFingerprint = "ab" },
        });
        Assert.Equal(7, result.Failures!.Count());
        Assert.True(new MailOptionsCheck().Validate(null, new MailOptions()).Succeeded);
    }

    [Fact]
    public void A_token_for_the_mail_server_stops_the_start_of_a_portal_that_cannot_use_it()
    {
        var full = typeof(MailOptionsCheck).Assembly.GetType("DataPortal.Mail.MailKit.MailKitTransport") is not null;
        var result = new MailOptionsCheck().Validate(null, new MailOptions { Smtp = new() { Host = "smtp.contoh.id", User = "a", OAuth2 = new() { Token = "kunci" } } });
        Assert.Equal(full, result.Succeeded);
        Assert.All(result.Failures ?? [], failure => Assert.Contains("full profile", failure, StringComparison.Ordinal));
    }

    private static OutgoingMessage Compose(MailComposer composer) => composer.Compose(
        "uji-surel", "id", $"{Guid.NewGuid():N}@contoh.id", "Sari",
        new Dictionary<string, string> { ["nomor"] = "1", ["nama"] = "Sari", ["tautan"] = "https://portal.contoh.id/permintaan/x", ["pesan"] = "Isi." }, $"requests/{Guid.NewGuid():N}");

    private async Task<OutgoingMessage> PutAsync(DeliveryState state)
    {
        var message = Compose(portal.Get<MailComposer>()) with { State = state };
        await portal.Store.CommitAsync([Outbox.Collection.Insert(message)], Ct);
        return message;
    }
}
