using DataPortal.Shared.Forms;
using DataPortal.Shared.Serving;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DataPortal.Shared;

public static class SharedModule
{
    public static IServiceCollection AddShared(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OfficeOptions>().Bind(configuration.GetSection(OfficeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<AttemptLimits>();
        services.AddSingleton<Attachments>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, ModelMessages>();
        // Only a proxy on this machine is believed (the framework's default): it says who really asked, and that it was https.
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        services.AddHostedService<StartAnnouncement>();
        services.AddPageCache(configuration);
        services.AddHealth();
        return services;
    }
}
