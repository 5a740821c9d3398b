using DataPortal.Storage;

namespace DataPortal.Procedures;

public static class ProceduresModule
{
    public static IServiceCollection AddProcedures(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(ProcedureEvents.Collection);
        return services;
    }
}
