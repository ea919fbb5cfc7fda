namespace OrleansTrading.Simulator.Market;

/// <summary>An aggregate trade of the simulated market.</summary>
/// <param name="BuyerIsMaker">True when the seller was the aggressor.</param>
public sealed record SimulatedTrade(
    long AggregateId, long FirstTradeId, long LastTradeId, DateTimeOffset Time, decimal Price, decimal Quantity, bool BuyerIsMaker);
