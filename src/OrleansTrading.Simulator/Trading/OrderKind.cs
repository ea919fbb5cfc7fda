namespace OrleansTrading.Simulator.Trading;

/// <summary>How an order that is in the market trades. What waits for a price is a <see cref="ConditionalOrder"/>.</summary>
internal enum OrderKind
{
    Market,
    Limit,
}
