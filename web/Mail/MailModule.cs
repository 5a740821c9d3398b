using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail;

public static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<ICollection>(Outbox.Collection);
        services.AddSingleton<PortalLinks>();
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<MailComposer>();
        services.AddHostedService<TemplateCheck>();
        return services;
    }

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
