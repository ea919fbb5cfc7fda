namespace OrleansTrading.Exchanges.MarketData;

/// <summary>One price level of an order book.</summary>
/// <param name="Price">Quote units.</param>
/// <param name="Quantity">Base units; 0 in a diff removes the level.</param>
public readonly record struct BookLevel(double Price, double Quantity);
