namespace DataPortal.WorkingTime;

public static class WorkingTimeModule
{
    public static IServiceCollection AddWorkingTime(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapWorkingTime(this IEndpointRouteBuilder routes)
    {
    }
}
