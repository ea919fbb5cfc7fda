using System.Collections.Immutable;

namespace OrleansTrading.Domain.Risk;

/// <summary>In what a limit is counted and what it may be.</summary>
public static class RiskLimitRules
{
    private const decimal LargestValue = 1_000_000_000_000;

    /// <summary>What is used of a limit is told as a share of it: one of next to nothing would have shares that no number can hold.</summary>
    private const decimal LeastValue = 0.000001m;

    /// <summary>125 times the equity: the highest leverage that a venue offers.</summary>
    private const decimal LargestPercent = 12_500;

    /// <summary>Limits of which one bounds how large an order or what is held may be; the others alone do not.</summary>
    private static readonly ImmutableArray<RiskRule> Bounding =
    [
        RiskRule.OrderNotional, RiskRule.PositionNotional, RiskRule.SymbolNotional, RiskRule.TotalExposure, RiskRule.GrossExposure, RiskRule.Leverage,
        RiskRule.CorrelationBucket,
    ];

    /// <summary>The unit of a limit's value.</summary>
    public static string UnitOf(RiskRule rule) => rule switch
    {
        RiskRule.OrderNotional or RiskRule.PositionNotional or RiskRule.SymbolNotional or RiskRule.TotalExposure or RiskRule.DailyLoss => "quote units",
        RiskRule.NetExposure or RiskRule.GrossExposure or RiskRule.CorrelationBucket => "percent of equity",
        RiskRule.Leverage => "times equity",
        RiskRule.Concentration => "percent of the total exposure",
        RiskRule.Drawdown => "percent of the highest equity",
        RiskRule.OrdersPerMinute => "orders a minute",
        RiskRule.PriceDeviation => "percent of the mark price",
        RiskRule.OpenPositions => "positions",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such limit."),
    };

    /// <summary>The most that a limit's value may be; the least is a millionth, or 1 where it is counted in whole numbers.</summary>
    public static decimal LargestOf(RiskRule rule) => rule switch
    {
        RiskRule.NetExposure or RiskRule.GrossExposure or RiskRule.CorrelationBucket => LargestPercent,
        RiskRule.Leverage => LargestPercent / 100,
        RiskRule.Concentration or RiskRule.Drawdown or RiskRule.PriceDeviation => 100,
        RiskRule.OrdersPerMinute or RiskRule.OpenPositions => 10_000,
        _ => LargestValue,
    };

    /// <summary>Whether a limit's value is a whole number.</summary>
    public static bool IsCount(RiskRule rule) => rule is RiskRule.OrdersPerMinute or RiskRule.OpenPositions;

    /// <summary>Why this limit cannot be set; null when it can, and always for null, which takes the limit away.</summary>
    public static RiskLimitProblem? Validate(RiskRule rule, RiskLimit? limit)
    {
        if (!Enum.IsDefined(rule))
            return new RiskLimitProblem(rule, $"There is no limit {(int)rule}; there are {string.Join(", ", Enum.GetNames<RiskRule>())}.");
        if (limit is null)
            return null;
        if (!Enum.IsDefined(limit.Action))
            return new RiskLimitProblem(rule, $"{rule}: what a breach does is one of {string.Join(", ", Enum.GetNames<BreachAction>())}, not {(int)limit.Action}.");
        var largest = LargestOf(rule);
        if (IsCount(rule) ? limit.Value < 1 || decimal.Truncate(limit.Value) != limit.Value : limit.Value < LeastValue)
            return new RiskLimitProblem(rule, $"{rule} is {(IsCount(rule) ? "a whole number from 1" : $"{LeastValue}")} to {largest} {UnitOf(rule)}, not {limit.Value}.");
        return limit.Value > largest ? new RiskLimitProblem(rule, $"{rule} is at most {largest} {UnitOf(rule)}, not {limit.Value}.") : null;
    }

    /// <summary>Why nothing may be opened on these limits: there are none, one of them cannot be used, or none bounds a size. Null when it may.</summary>
    public static string? Defect(RiskLimits limits)
    {
        if (limits.IsEmpty)
            return "The account has no limits: it opens no position until it has some.";
        if (Validate(limits) is [var problem, ..])
            return $"The account's limits cannot be used, so it opens no position: {problem.Reason}";
        return Bounding.Any(rule => limits.Of(rule) is not null)
            ? null
            : $"The account's limits bound no size: it opens no position until it has one of {string.Join(", ", Bounding)}.";
    }

    /// <summary>All that is wrong with these limits, by rule.</summary>
    public static ImmutableArray<RiskLimitProblem> Validate(RiskLimits limits) =>
        [.. Enum.GetValues<RiskRule>().Select(rule => Validate(rule, limits.Of(rule))).OfType<RiskLimitProblem>()];
}
