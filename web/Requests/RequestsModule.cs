namespace DataPortal.Requests;

public static class RequestsModule
{
    public static IServiceCollection AddRequests(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
    }
}
