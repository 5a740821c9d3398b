using DataPortal.Storage;

namespace DataPortal.Accounts;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<ICollection>(AuditTrail.Collection);
        services.AddSingleton<CurrentStaff>();
        services.AddSingleton<AuditTrail>();
        services.AddAuthentication();
        services.AddAuthorization();
        return services;
    }
}
