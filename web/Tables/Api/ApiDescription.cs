using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DataPortal.Tables.Api;

/// <summary>The OpenAPI document of everything a program may ask: <c>/openapi/v1.json</c>.</summary>
public static class ApiDescription
{
    private static readonly (string Status, string Words)[] _refusals =
    [
        ("400", "A parameter cannot be read, or chooses what is not there; the answer says which and why."),
        ("403", "More cells than one answer may hold; the answer says how many were asked for and the limit."),
        ("404", "There is no such table, code list, saved query or address; nothing says whether one is being prepared."),
        ("429", "Too many calls from this address; Retry-After says for how many seconds to wait."),
    ];

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => ApiAccess.IsApi($"/{description.RelativePath}");
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            foreach (var (status, words) in _refusals)
            {
                operation.Responses.TryAdd(status, new OpenApiResponse { Description = words });
            }

            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Portal Data: API tabel",
                Version = "1",
                Description = "Statistical tables of the office, readable without a key from any origin. Errors are application/problem+json unless an API has its own shape.",
            };
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").ExcludeFromDescription();
        // The framework answers GET alone; every address of the contract answers HEAD.
        routes.MapMethods("/openapi/v1.json", [HttpMethods.Head], () => Results.Bytes([], "application/json; charset=utf-8")).ExcludeFromDescription();
    }

    /// <summary>Says of a route what its code does not: a sentence, and the parameters of its query string.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary, params (string Name, string Description)[] query) => route
        .WithSummary(summary)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, description) in query)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
}
