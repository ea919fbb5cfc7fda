using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>What a venue's orders can be.</summary>
public sealed record TradingCapabilities(
    IReadOnlySet<OrderType> Types, IReadOnlySet<TimeInForce> TimesInForce, bool HasHedgeMode, bool HasReduceOnly)
{
    public static TradingCapabilities Everything { get; } = new(
        Enum.GetValues<OrderType>().ToHashSet(), Enum.GetValues<TimeInForce>().ToHashSet(), HasHedgeMode: true, HasReduceOnly: true);
}
