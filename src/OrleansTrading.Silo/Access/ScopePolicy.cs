using Microsoft.AspNetCore.Authorization;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Which scope a request takes. What says nothing takes <see cref="Scope.Read"/>.</summary>
internal static class ScopePolicy
{
    public static string NameOf(Scope scope) => "scope " + scope;

    public static void Add(AuthorizationOptions options)
    {
        foreach (var scope in Enum.GetValues<Scope>().Where(scope => scope != Scope.None))
            options.AddPolicy(NameOf(scope), policy => policy.RequireClaim(Person.ScopeClaim, scope.ToString()));
        options.AddPolicy(MetricsPolicy.Name, policy => policy.AddRequirements(new MetricsPolicy.Requirement()));
        options.DefaultPolicy = options.GetPolicy(NameOf(Scope.Read))!;
        options.FallbackPolicy = options.DefaultPolicy;
    }

    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Scope scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(NameOf(scope)).WithMetadata(new NeededScope(scope));
}
