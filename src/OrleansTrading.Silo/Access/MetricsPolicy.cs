using Microsoft.AspNetCore.Authorization;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Metrics: for those who may read, and for programs of the networks that are set. Behind a proxy every request looks like one of the
/// proxy's network, so what it passes on takes a token.
/// </summary>
internal sealed class MetricsPolicy(AccessRules rules) : AuthorizationHandler<MetricsPolicy.Requirement>
{
    public const string Name = "metrics";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
    {
        var isNear = context.Resource is HttpContext http && !RemoteAddress.IsPassedOn(http) && (RemoteAddress.PeerOf(http) is not { } peer || rules.MetricsFrom.Contain(peer));
        if (isNear || Person.Of(context.User).May(Scope.Read))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    public sealed class Requirement : IAuthorizationRequirement;
}
