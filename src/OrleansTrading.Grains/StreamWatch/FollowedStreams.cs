using System.Collections.Concurrent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>The symbols whose streams this silo follows.</summary>
internal sealed class FollowedStreams(StreamHistoryWriter writer, IStreamHistoryStore store, StreamWatchMetrics metrics, TimeProvider time)
{
    private readonly ConcurrentDictionary<FollowedSymbol, bool> _symbols = [];

    /// <summary>Safe from any thread.</summary>
    public IEnumerable<FollowedSymbol> All => _symbols.Keys;

    public StreamHistoryWriter Writer => writer;

    public IStreamHistoryStore Store => store;

    public StreamWatchMetrics Metrics => metrics;

    public TimeProvider Time => time;

    /// <param name="instrument">Whose streams.</param>
    /// <param name="venue">Its venue.</param>
    /// <param name="subscription">They.</param>
    public FollowedSymbol Enter(InstrumentId instrument, IVenueConnector venue, IMarketDataSubscription subscription)
    {
        var symbol = new FollowedSymbol(this, instrument, venue, subscription);
        _symbols[symbol] = true;
        return symbol;
    }

    public bool Leave(FollowedSymbol symbol) => _symbols.TryRemove(symbol, out _);
}
