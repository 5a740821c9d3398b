using DataPortal.Shared.Forms;
using DataPortal.Shared.Serving;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DataPortal.Shared;

public static class SharedModule
{
    public static IServiceCollection AddShared(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OfficeOptions>().Bind(configuration.GetSection(OfficeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IConfigureOptions<MvcOptions>, ModelMessages>();
        services.AddHostedService<StartAnnouncement>();
        services.AddPageCache(configuration);
        services.AddHealth();
        return services;
    }
}
