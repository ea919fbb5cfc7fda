using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>Fails whenever it is told of an interruption.</summary>
internal sealed class FailingSink : IMarketDataSink
{
    private int _failures;

    public int Failures => Volatile.Read(ref _failures);

    public bool TryPost(in MarketEvent marketEvent) => true;

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void OnDepth(in DepthUpdate update)
    {
    }

    public void OnSubscribed(StreamKind kind)
    {
    }

    public void OnInterrupted(StreamKind kind)
    {
        Interlocked.Increment(ref _failures);
        throw new InvalidOperationException("made up");
    }
}
