using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>The factors of a score with their names, in the order in which they are explained.</summary>
internal static class FactorList
{
    /// <summary>A factor nearer than this to that of another reading is the same: factors are told to two decimals.</summary>
    public const double SameWithin = 0.015;

    private static readonly (string Name, Func<FactorScores, double?> Of)[] All =
    [
        (/* text */ "Trend", factors => factors.Trend),
        (/* text */ "Momentum", factors => factors.Momentum),
        (/* text */ "Volume", factors => factors.Volume),
        (/* text */ "Volatility", factors => factors.Volatility),
        (/* text */ "Order flow", factors => factors.OrderFlow),
        (/* text */ "Relative strength", factors => factors.RelativeStrength),
        (/* text */ "Funding", factors => factors.Funding),
        (/* text */ "Open interest", factors => factors.OpenInterest),
    ];

    public static IEnumerable<(string Name, double? Value)> Of(FactorScores factors) => All.Select(factor => (factor.Name, factor.Of(factors)));

    /// <summary>The factors in which two readings differ.</summary>
    public static IEnumerable<(string Name, double? One, double? Other)> Differences(FactorScores one, FactorScores other) =>
        from factor in All
        let values = (One: factor.Of(one), Other: factor.Of(other))
        where values.One.HasValue != values.Other.HasValue || Math.Abs((values.One ?? 0) - (values.Other ?? 0)) > SameWithin
        select (factor.Name, values.One, values.Other);
}
