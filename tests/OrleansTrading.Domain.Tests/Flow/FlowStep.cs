using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Flow;

/// <summary>One thing that happens to an order flow.</summary>
internal sealed record FlowStep(AggTrade? Trade, BookTicker? Ticker, StreamKind? Gap, bool IsRepaired, bool IsSlip)
{
    public long? Time => Trade?.EventTime ?? Ticker?.EventTime;

    public static FlowStep Of(AggTrade trade, bool isRepaired, bool slip) => new(trade, null, null, isRepaired, slip);

    public static FlowStep Of(BookTicker ticker, bool slip) => new(null, ticker, null, false, slip);

    public static FlowStep Interruption(StreamKind kind) => new(null, null, kind, false, false);

    public void ApplyTo(OrderFlow flow)
    {
        if (Trade is { } trade)
            flow.OnTrade(trade, IsRepaired);
        if (Ticker is { } ticker)
            flow.OnBookTicker(ticker);
        if (Gap is { } kind)
            flow.OnInterrupted(kind);
    }
}
