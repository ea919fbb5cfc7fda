using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>Takes everything and counts it.</summary>
internal sealed class CountingSink(CountdownEvent confirmations) : IMarketDataSink
{
    private long _events;

    public long Events => Volatile.Read(ref _events);

    public bool TryPost(in MarketEvent marketEvent)
    {
        Interlocked.Increment(ref _events);
        return true;
    }

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void OnDepth(in DepthUpdate update) => Interlocked.Increment(ref _events);

    public void OnSubscribed(StreamKind kind) => confirmations.Signal();

    public void OnInterrupted(StreamKind kind) =>
        throw new InvalidOperationException($"A {kind} stream was interrupted: the measurement is void.");
}
