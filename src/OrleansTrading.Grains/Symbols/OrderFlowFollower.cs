using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>Leads a symbol's market to its order flow.</summary>
internal sealed class OrderFlowFollower(OrderFlow flow) : IMarketFollower
{
    public void OnTrade(in AggTrade trade, bool isRepaired) => flow.OnTrade(trade, isRepaired);

    public void OnBookTicker(in BookTicker ticker) => flow.OnBookTicker(ticker);

    public void OnInterrupted(StreamKind kind) => flow.OnInterrupted(kind);
}
