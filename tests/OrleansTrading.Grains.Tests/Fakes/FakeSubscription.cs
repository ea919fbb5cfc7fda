using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Tests.Fakes;

internal sealed class FakeSubscription(FakeVenue venue, InstrumentId instrument, IReadOnlyList<StreamRequest> streams, IMarketDataSink sink)
    : IMarketDataSubscription
{
    private readonly StreamTimeouts _timeouts = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

    private readonly System.Collections.Concurrent.ConcurrentDictionary<StreamKind, StreamHealthSnapshot> _health = [];

    public InstrumentId Instrument => instrument;

    public IReadOnlyList<StreamRequest> Requested => streams;

    public bool IsDisposed { get; private set; }

    public bool IsConnected { get; private set; }

    public void Connect()
    {
        IsConnected = true;
        foreach (var stream in streams)
            sink.OnSubscribed(stream.Kind);
    }

    public void Interrupt()
    {
        IsConnected = false;
        foreach (var stream in streams)
            sink.OnInterrupted(stream.Kind);
    }

    /// <summary>Sends the one-minute candle as it stands now, if the stream is connected.</summary>
    public void SendKline(long openTime)
    {
        if (IsConnected)
            sink.TryPost(MarketEvent.ForKline(KlineInterval.OneMinute, venue.MarketOf(instrument).Base(openTime, venue.Now), venue.Now, TimeProvider.System.GetTimestamp())).ShouldBeTrue();
    }

    public void Send(in MarketEvent marketEvent) => sink.TryPost(marketEvent).ShouldBeTrue();

    /// <summary>From now on a stream tells this of its health.</summary>
    public void SetHealth(StreamKind kind, StreamHealthSnapshot health) => _health[kind] = health;

    public void SendDepth(in DepthUpdate update) => sink.OnDepth(update);

    public IReadOnlyList<StreamHealthSnapshot> GetHealth() =>
        [.. streams.Select(stream => _health.GetValueOrDefault(stream.Kind, new StreamHealth(stream.Kind, _timeouts).Snapshot(TimeSpan.Zero)))];

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
