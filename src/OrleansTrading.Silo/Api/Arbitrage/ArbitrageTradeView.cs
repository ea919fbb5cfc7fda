using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>The execution of an opportunity. Times are Unix milliseconds.</summary>
/// <param name="Id">Unique; the intent keys of its orders begin with it.</param>
/// <param name="Account">Which account trades it.</param>
/// <param name="Stage"><c>entering</c>, <c>unwinding</c>, <c>holding</c>, <c>exiting</c> or <c>done</c>.</param>
/// <param name="Buy">Instrument that was bought.</param>
/// <param name="Sell">Instrument that was sold.</param>
/// <param name="Quantity">What was wanted of both, in units of the base asset.</param>
/// <param name="Bought">What is held of the bought leg.</param>
/// <param name="Sold">What is held of the sold leg.</param>
/// <param name="Cash">Received less paid so far, before fees, in units of the quote asset; the profit once it is done.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DoneAt">When nothing was held any more. Null before.</param>
/// <param name="Reason">Why it ended as it did, or is being closed where a leg was closed from outside. Null before.</param>
internal sealed record ArbitrageTradeView(
    string Id, string Account, string Stage, string Buy, string Sell, decimal Quantity, decimal Bought, decimal Sold, decimal Cash, long StartedAt, long? DoneAt,
    string? Reason)
{
    public static ArbitrageTradeView Of(ArbitrageTrade trade) => new(
        trade.Id, trade.Account, trade.Stage.ToString().ToLowerInvariant(), trade.Buy.Instrument.ToString(), trade.Sell.Instrument.ToString(), trade.Quantity,
        trade.Buy.Held, trade.Sell.Held, trade.Cash, trade.StartedAt, trade.DoneAt, trade.Reason);
}
