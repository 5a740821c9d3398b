using DataPortal.Storage;

namespace DataPortal.Procedures;

public static class ProceduresModule
{
    public static IServiceCollection AddProcedures(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(ProcedureEvents.Collection);
        services.AddSingleton<ProcedureLibrary>();
        services.AddSingleton<ProcedureLog>();
        services.AddHostedService<ProcedureCheck>();
        return services;
    }

    /// <summary>Reads the procedures before the server listens: a document that cannot be read stops the start.</summary>
    private sealed class ProcedureCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct)
        {
            services.GetRequiredService<ProcedureLibrary>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
