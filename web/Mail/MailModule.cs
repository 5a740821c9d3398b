using DataPortal.Storage;

namespace DataPortal.Mail;

public static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICollection>(Outbox.Collection);
        return services;
    }
}
