using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Streams;

/// <summary>One depth event: the ids it spans, the last id of the event before, and the levels.</summary>
internal readonly ref struct DepthUpdate(long time, long previousId, long lastId, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
{
    public long Time { get; } = time;

    public long FirstId => PreviousId + 1;

    public long LastId { get; } = lastId;

    public long PreviousId { get; } = previousId;

    public ReadOnlySpan<BookLevel> Bids { get; } = bids;

    public ReadOnlySpan<BookLevel> Asks { get; } = asks;
}
