using Orleans;

namespace OrleansTrading.Domain.Risk;

/// <summary>A limit that an order is held to.</summary>
[GenerateSerializer, Alias("OrleansTrading.RiskRule")]
public enum RiskRule : byte
{
    OrderNotional = 0,
    PositionNotional = 1,
    SymbolNotional = 2,
    TotalExposure = 3,
    NetExposure = 4,
    GrossExposure = 5,
    Leverage = 6,
    Concentration = 7,
    CorrelationBucket = 8,
    DailyLoss = 9,
    Drawdown = 10,
    OrdersPerMinute = 11,
    PriceDeviation = 12,
    OpenPositions = 13,
}
