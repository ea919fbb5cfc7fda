using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Limits that a new account on paper begins with; they are changed by its API afterwards. Section <c>Trading:Paper:Limits</c>.</summary>
public sealed class PaperLimitsOptions
{
    /// <summary>Value of one order, quote units; more is refused.</summary>
    [Range(0d, 1_000_000_000d)]
    public decimal? OrderNotional { get; set; } = 25_000;

    /// <summary>Value of one position with its open orders, quote units; more is refused.</summary>
    [Range(0d, 1_000_000_000d)]
    public decimal? PositionNotional { get; set; } = 50_000;

    /// <summary>Longs plus shorts as a multiple of equity; more is refused.</summary>
    [Range(0d, 125d)]
    public decimal? Leverage { get; set; } = 5;

    /// <summary>Loss of a day (UTC), quote units; more halts the account.</summary>
    [Range(0d, 1_000_000_000d)]
    public decimal? DailyLoss { get; set; } = 2_000;

    /// <summary>Orders sent in 60 s; more are refused.</summary>
    [Range(1d, 10_000d)]
    public decimal? OrdersPerMinute { get; set; } = 300;

    /// <summary>Distance of a limit price from the mark price, percent; more is refused.</summary>
    [Range(0d, 100d)]
    public decimal? PriceDeviation { get; set; } = 10;

    /// <summary>Positions at once; more are refused.</summary>
    [Range(1d, 10_000d)]
    public decimal? OpenPositions { get; set; } = 50;

    internal RiskLimits ToLimits() => new()
    {
        OrderNotional = Limit(OrderNotional),
        PositionNotional = Limit(PositionNotional),
        Leverage = Limit(Leverage),
        DailyLoss = Limit(DailyLoss, BreachAction.Halt),
        OrdersPerMinute = Limit(OrdersPerMinute),
        PriceDeviation = Limit(PriceDeviation),
        OpenPositions = Limit(OpenPositions),
    };

    private static RiskLimit? Limit(decimal? value, BreachAction action = BreachAction.Refuse) => value is { } set ? new RiskLimit(set, action) : null;
}
