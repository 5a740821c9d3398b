using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Requests;

public static partial class RequestsModule
{
    public static IServiceCollection AddRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICollection>(RequestQueries.Collection);
        services.AddProcedureItem("permintaan");
        return services;
    }

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
    }
}
