using OrleansTrading.Contracts.Flow;
using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    private readonly OrderFlow _flow = new();

    public Task<OrderFlowSeries> GetOrderFlowAsync(int seconds)
    {
        var buckets = _flow.Latest(seconds);
        double volume = 0, quoteVolume = 0;
        foreach (ref readonly var bucket in buckets.AsSpan())
        {
            volume += bucket.BuyVolume + bucket.SellVolume;
            quoteVolume += bucket.BuyQuoteVolume + bucket.SellQuoteVolume;
        }

        double? vwap = volume > 0 ? quoteVolume / volume : null;
        return Task.FromResult(new OrderFlowSeries(_instrument, buckets, _flow.CumulativeDelta, vwap, _flow.Since));
    }

    private void StartFlow()
    {
        _followers = [.. _followers, new OrderFlowFollower(_flow)];
        _flow.Follow(new FlowTeller(this));
    }

    private void TellInterruption(StreamKind kind)
    {
        foreach (var follower in _followers)
            follower.OnInterrupted(kind);
    }

    private sealed class FlowTeller(SymbolGrain grain) : IFlowFollower
    {
        public void OnBucket(in FlowBucket bucket)
        {
            foreach (var follower in grain._followers)
                follower.OnFlowBucket(bucket);
        }
    }
}
