using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Of an endpoint that changes something: what it does, in the words of the audit log.</summary>
/// <param name="Action">For example <c>job.run</c>.</param>
/// <param name="Needs">The scope that it takes.</param>
/// <param name="LowersRisk">Whether it is done even when the audit log cannot be written.</param>
internal sealed record AuditedEndpoint(string Action, Scope Needs, bool LowersRisk)
{
    public const string Way = "api";

    /// <summary>The target is what the address names: by its path, or else by its query.</summary>
    public AuditedAction ActionOf(HttpContext context)
    {
        var named = context.Request.RouteValues.Values.Select(value => value?.ToString());
        if (context.Request.RouteValues.Count == 0)
            named = context.Request.Query.SelectMany(pair => pair.Value);
        return new AuditedAction(Needs, Action, AuditText.Word(string.Join(' ', named)), LowersRisk: LowersRisk);
    }
}
