using DataPortal.Storage;

namespace DataPortal.Requests;

public static partial class RequestsModule
{
    public static IServiceCollection AddRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICollection>(RequestQueries.Collection);
        return services;
    }

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
    }
}
