namespace OrleansTrading.Simulator.Trading;

/// <summary>One fill of an order.</summary>
/// <param name="Id">Unique at the venue, and rising.</param>
/// <param name="Fee">What the account pays, in the quote asset; negative when it is paid.</param>
/// <param name="RealisedPnl">Of the part that closed a position, without the fee.</param>
/// <param name="Time">Unix milliseconds of the venue's clock.</param>
internal sealed record Execution(
    long Id, long OrderId, string Symbol, OrderSide Side, PositionSide PositionSide, decimal Price, decimal Quantity, decimal Fee, bool IsMaker,
    decimal RealisedPnl, long Time);
