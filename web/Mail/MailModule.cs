using DataPortal.Mail.Delivery;
using DataPortal.Mail.Mime;
using DataPortal.Mail.Smtp;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail;

public static partial class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<ICollection>(Outbox.Collection);
        services.AddSingleton<PortalLinks>();
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MimeWriter>();
        services.AddSingleton<PickupTransport>();
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<IMailTransport>(found => found.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.Host.Length > 0
            ? found.GetRequiredService<SmtpTransport>()
            : found.GetRequiredService<PickupTransport>());
        services.AddSingleton<ServerPause>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<MailDesk>();
        services.AddHostedService<TemplateCheck>();
        if (configuration.GetValue("Mail:Send", true))
        {
            services.AddHostedService<OutboxService>();
        }

        AddMailKit(services, configuration);
        return services;
    }

    /// <summary>In the full profile: MailKit takes the place of our own SMTP.</summary>
    static partial void AddMailKit(IServiceCollection services, IConfiguration configuration);

    /// <summary>Reads the letters before the server listens: a letter that cannot be used stops the start.</summary>
    private sealed class TemplateCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct)
        {
            services.GetRequiredService<MailTemplates>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
