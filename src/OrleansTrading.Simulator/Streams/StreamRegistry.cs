using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Okx;

namespace OrleansTrading.Simulator.Streams;

/// <summary>All streams that were ever asked for, and the feeds that produce them.</summary>
internal sealed class StreamRegistry
{
    private readonly Dictionary<string, MarketStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SymbolFeed> _feeds;
    private int _active;

    public StreamRegistry(VenueMarkets markets, OkxSwaps swaps, FrameSink sink)
    {
        Feeds = [.. markets.Binance.Listed.Select((listed, index) => new SymbolFeed(
            listed, markets.Kraken.Listed[index], markets.Okx.Listed[index], swaps.FindStreamName(listed.Spec.StreamName), sink))];
        All = new MarketFeed(markets.Binance, sink);
        _feeds = Feeds.ToDictionary(feed => feed.Listed.Spec.StreamName, StringComparer.Ordinal);
    }

    /// <summary>Raised, from any thread, when the first subscription comes.</summary>
    public event Action? Activated;

    public IReadOnlyList<SymbolFeed> Feeds { get; }

    public MarketFeed All { get; }

    /// <summary>All streams that were ever asked for.</summary>
    public IReadOnlyList<MarketStream> Streams
    {
        get
        {
            lock (_streams)
            {
                return [.. _streams.Values];
            }
        }
    }

    public bool HasSubscriptions => Volatile.Read(ref _active) > 0;

    /// <summary>Null for a name that no stream of this market has: a subscription to it is accepted and stays silent.</summary>
    public MarketStream? Find(string name)
    {
        lock (_streams)
        {
            if (!_streams.TryGetValue(name, out var stream) && (stream = Create(name)) is not null)
            {
                _streams.Add(name, stream);
            }

            return stream;
        }
    }

    public void Subscribe(MarketStream stream, StreamConnection connection)
    {
        if (stream.Add(connection) && Interlocked.Increment(ref _active) == 1)
        {
            Activated?.Invoke();
        }
    }

    public void Unsubscribe(MarketStream stream, StreamConnection connection)
    {
        if (stream.Remove(connection))
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private MarketStream? Create(string name)
    {
        if (StreamAddress.Parse(name) is not { } address)
        {
            return null;
        }

        if (address.Symbol.Length == 0)
        {
            var all = new MarketStream(name, address);
            All.Attach(all);
            return all;
        }

        if (!_feeds.TryGetValue(address.Symbol, out var feed))
        {
            return null;
        }

        var stream = new MarketStream(name, address);
        feed.Attach(stream);
        return stream;
    }
}
