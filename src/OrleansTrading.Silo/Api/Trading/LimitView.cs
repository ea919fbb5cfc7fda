using System.Text.Json.Serialization;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>A limit of an account.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Value">The most that is allowed, in its unit. Null when there is no such limit.</param>
/// <param name="Action">What a breach does: refuse, reduce or halt. Null when there is no such limit.</param>
/// <param name="Unit">In what the value is counted.</param>
internal sealed record LimitView(
    [property: JsonConverter(typeof(RiskRuleWord))] RiskRule Rule, decimal? Value, string? Action, string Unit)
{
    public static IReadOnlyList<LimitView> Of(RiskLimits limits) =>
        [.. Enum.GetValues<RiskRule>().Select(rule => Of(rule, limits.Of(rule)))];

    private static LimitView Of(RiskRule rule, RiskLimit? limit) =>
        new(rule, limit?.Value, limit is { } set ? TradingWords.Of(set.Action) : null, RiskLimitRules.UnitOf(rule));
}
