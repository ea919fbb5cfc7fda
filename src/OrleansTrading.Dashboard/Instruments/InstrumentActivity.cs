using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>What goes on at one instrument beside its prices and candles. A part that fails keeps its last answer and is marked.</summary>
/// <param name="Book">The order book; null until it came once.</param>
/// <param name="BookFailed">Whether the newest call for it failed.</param>
/// <param name="Flow">The order flow; null until it came once.</param>
/// <param name="FlowFailed">Whether the newest call for it failed.</param>
/// <param name="History">What the streams went through; null until it came once.</param>
/// <param name="HistoryFailed">Whether the newest call for it failed.</param>
public sealed record InstrumentActivity(
    OrderBookView? Book, bool BookFailed, OrderFlowSeries? Flow, bool FlowFailed, StreamHistory? History, bool HistoryFailed)
{
    public static InstrumentActivity None { get; } = new(null, false, null, false, null, false);
}
