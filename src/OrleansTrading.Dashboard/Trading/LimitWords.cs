using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>The words of limits, in English: the keys of their translations.</summary>
internal static class LimitWords
{
    public static string Of(RiskRule rule) => rule switch
    {
        RiskRule.OrderNotional => /* text */ "Value of an order",
        RiskRule.PositionNotional => /* text */ "Value of a position",
        RiskRule.SymbolNotional => /* text */ "Value of an instrument",
        RiskRule.TotalExposure => /* text */ "Total exposure",
        RiskRule.NetExposure => /* text */ "Net exposure",
        RiskRule.GrossExposure => /* text */ "Gross exposure",
        RiskRule.Leverage => /* text */ "Leverage",
        RiskRule.Concentration => /* text */ "Concentration",
        RiskRule.CorrelationBucket => /* text */ "Correlated assets",
        RiskRule.DailyLoss => /* text */ "Loss today",
        RiskRule.Drawdown => /* text */ "Drawdown",
        RiskRule.OrdersPerMinute => /* text */ "Orders a minute",
        RiskRule.PriceDeviation => /* text */ "Distance from the mark price",
        _ => /* text */ "Open positions",
    };

    public static string Explain(RiskRule rule) => rule switch
    {
        RiskRule.OrderNotional => /* text */ "Quote units, of one order.",
        RiskRule.PositionNotional => /* text */ "Quote units, of one position with what its open orders may add.",
        RiskRule.SymbolNotional => /* text */ "Quote units, of all positions and open orders of one instrument.",
        RiskRule.TotalExposure => /* text */ "Quote units, of all positions and open orders.",
        RiskRule.NetExposure => /* text */ "Longs less shorts, percent of the equity.",
        RiskRule.GrossExposure => /* text */ "Longs and shorts, percent of the equity.",
        RiskRule.Leverage => /* text */ "Longs and shorts, times the equity.",
        RiskRule.Concentration => /* text */ "The largest instrument, percent of the total exposure; from the second instrument on.",
        RiskRule.CorrelationBucket => /* text */ "Assets that move together, percent of the equity.",
        RiskRule.DailyLoss => /* text */ "Quote units since 00:00 UTC, realised and not.",
        RiskRule.Drawdown => /* text */ "Percent below the highest equity.",
        RiskRule.OrdersPerMinute => /* text */ "Orders sent within 60 s.",
        RiskRule.PriceDeviation => /* text */ "Of a limit price, percent of the mark price.",
        _ => /* text */ "Positions that are open or may be opened by open orders.",
    };

    public static string Of(BreachAction action) => action switch
    {
        BreachAction.Refuse => /* text */ "Refuses the order",
        BreachAction.Reduce => /* text */ "Cuts the order",
        _ => /* text */ "Halts the account",
    };

    /// <summary>An amount in the rule's unit.</summary>
    public static string Amount(RiskRule rule, decimal? value) => value is not { } amount ? Figures.None : rule switch
    {
        RiskRule.NetExposure or RiskRule.GrossExposure or RiskRule.Concentration or RiskRule.CorrelationBucket or RiskRule.Drawdown or RiskRule.PriceDeviation => Amounts.Percent(amount),
        RiskRule.Leverage => Amounts.Quantity(Math.Round(amount, 2)) + "×",
        RiskRule.OrdersPerMinute or RiskRule.OpenPositions => Amounts.Quantity(amount),
        _ => Amounts.Money(amount),
    };

    /// <summary>How much of a limit is used, percent, 0 to 100; null when it cannot be told.</summary>
    public static int? ShareOf(RiskLimit? limit, decimal? used) =>
        limit is { Value: > 0 } set && used is { } amount ? amount >= set.Value ? 100 : (int)Math.Clamp(Math.Ceiling(amount * 100 / set.Value), 0, 100) : null;
}
