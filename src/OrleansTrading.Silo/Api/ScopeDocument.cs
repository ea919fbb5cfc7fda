using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Silo.Access;
using Scope = OrleansTrading.Domain.Access.Scope;

namespace OrleansTrading.Silo.Api;

/// <summary>What the OpenAPI document says of tokens and scopes.</summary>
internal static class ScopeDocument
{
    private const string Scheme = "token";

    public static Task DescribeScheme(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The key of a token, made on the page of settings or by POST /api/v1/tokens. A service that listens on this machine only, and knows no users, takes requests without.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    public static Task DescribeScope(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [];
            return Task.CompletedTask;
        }

        var scope = metadata.OfType<NeededScope>().LastOrDefault()?.Scope ?? Scope.Read;
        operation.Description = $"{operation.Description} Takes the scope `{scope}`.".Trim();
        return Task.CompletedTask;
    }
}
