namespace OrleansTrading.Simulator.Market;

/// <summary>A forced order of the simulated market.</summary>
/// <param name="Time">Of the message.</param>
/// <param name="TradeTime">Of the fill.</param>
/// <param name="IsBuy">True when a short was liquidated.</param>
public sealed record SimulatedLiquidation(DateTimeOffset Time, DateTimeOffset TradeTime, bool IsBuy, decimal Price, decimal Quantity);
