using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTrading.Domain.Risk;

/// <summary>
/// The limits of an account; null where there is none. An account without any limits (<see cref="IsEmpty"/>) accepts no order that opens a position.
/// Orders that only reduce a position are held to <see cref="OrdersPerMinute"/> and <see cref="PriceDeviation"/> of manual orders only: protection is never refused.
/// </summary>
/// <remarks>Stored limits of which this program does not know one are not read without it: the account then is not read at all.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[GenerateSerializer, Immutable, Alias("OrleansTrading.RiskLimits")]
public sealed record RiskLimits
{
    /// <summary>Value of one order, quote units.</summary>
    [Id(0)] public RiskLimit? OrderNotional { get; init; }

    /// <summary>Value of one position with what its open orders may add, quote units.</summary>
    [Id(1)] public RiskLimit? PositionNotional { get; init; }

    /// <summary>Value of all positions and open orders of one instrument, both sides, quote units.</summary>
    [Id(2)] public RiskLimit? SymbolNotional { get; init; }

    /// <summary>Sum of the values of all positions and of what open orders may add, quote units.</summary>
    [Id(3)] public RiskLimit? TotalExposure { get; init; }

    /// <summary>Absolute value of longs less shorts, percent of equity.</summary>
    [Id(4)] public RiskLimit? NetExposure { get; init; }

    /// <summary>Longs plus shorts, percent of equity.</summary>
    [Id(5)] public RiskLimit? GrossExposure { get; init; }

    /// <summary>Longs plus shorts as a multiple of equity.</summary>
    [Id(6)] public RiskLimit? Leverage { get; init; }

    /// <summary>Largest instrument's share of the total exposure, percent; looked at from the second instrument on.</summary>
    [Id(7)] public RiskLimit? Concentration { get; init; }

    /// <summary>Value of all positions of one correlation bucket, percent of equity.</summary>
    [Id(8)] public RiskLimit? CorrelationBucket { get; init; }

    /// <summary>Loss since 00:00 UTC, realised and not, quote units.</summary>
    [Id(9)] public RiskLimit? DailyLoss { get; init; }

    /// <summary>Fall of the equity from its highest, percent.</summary>
    [Id(10)] public RiskLimit? Drawdown { get; init; }

    /// <summary>Orders sent in the last 60 s.</summary>
    [Id(11)] public RiskLimit? OrdersPerMinute { get; init; }

    /// <summary>Distance of a limit price from the mark price, percent.</summary>
    [Id(12)] public RiskLimit? PriceDeviation { get; init; }

    /// <summary>Positions that are open or may be opened by open orders.</summary>
    [Id(13)] public RiskLimit? OpenPositions { get; init; }

    private static readonly RiskLimits Empty = new();

    public bool IsEmpty => this == Empty;

    /// <summary>The limit of a rule; null where there is none.</summary>
    public RiskLimit? Of(RiskRule rule) => rule switch
    {
        RiskRule.OrderNotional => OrderNotional,
        RiskRule.PositionNotional => PositionNotional,
        RiskRule.SymbolNotional => SymbolNotional,
        RiskRule.TotalExposure => TotalExposure,
        RiskRule.NetExposure => NetExposure,
        RiskRule.GrossExposure => GrossExposure,
        RiskRule.Leverage => Leverage,
        RiskRule.Concentration => Concentration,
        RiskRule.CorrelationBucket => CorrelationBucket,
        RiskRule.DailyLoss => DailyLoss,
        RiskRule.Drawdown => Drawdown,
        RiskRule.OrdersPerMinute => OrdersPerMinute,
        RiskRule.PriceDeviation => PriceDeviation,
        RiskRule.OpenPositions => OpenPositions,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such limit."),
    };

    /// <summary>The same limits but for one; null takes it away.</summary>
    public RiskLimits With(RiskRule rule, RiskLimit? limit) => rule switch
    {
        RiskRule.OrderNotional => this with { OrderNotional = limit },
        RiskRule.PositionNotional => this with { PositionNotional = limit },
        RiskRule.SymbolNotional => this with { SymbolNotional = limit },
        RiskRule.TotalExposure => this with { TotalExposure = limit },
        RiskRule.NetExposure => this with { NetExposure = limit },
        RiskRule.GrossExposure => this with { GrossExposure = limit },
        RiskRule.Leverage => this with { Leverage = limit },
        RiskRule.Concentration => this with { Concentration = limit },
        RiskRule.CorrelationBucket => this with { CorrelationBucket = limit },
        RiskRule.DailyLoss => this with { DailyLoss = limit },
        RiskRule.Drawdown => this with { Drawdown = limit },
        RiskRule.OrdersPerMinute => this with { OrdersPerMinute = limit },
        RiskRule.PriceDeviation => this with { PriceDeviation = limit },
        RiskRule.OpenPositions => this with { OpenPositions = limit },
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such limit."),
    };
}
