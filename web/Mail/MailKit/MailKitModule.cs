using DataPortal.Mail.Delivery;
using DataPortal.Mail.MailKit;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail;

public static partial class MailModule
{
    static partial void AddMailKit(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccessToken>();
        services.AddSingleton<MailKitTransport>();
        services.AddSingleton<IMailTransport>(found => found.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.Host.Length > 0
            ? found.GetRequiredService<MailKitTransport>()
            : found.GetRequiredService<PickupTransport>());
    }
}

public sealed partial class MailOptionsCheck
{
    static partial void KnowsOAuth2(ref bool known) => known = true;
}
