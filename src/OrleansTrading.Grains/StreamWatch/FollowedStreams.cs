using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>The symbols whose streams this silo follows.</summary>
internal sealed partial class FollowedStreams(
    StreamHistoryWriter writer,
    IStreamHistoryStore store,
    WatchMarks marks,
    StreamWatchMetrics metrics,
    TimeProvider time,
    ILogger<FollowedStreams> logger)
{
    private readonly ConcurrentDictionary<FollowedSymbol, bool> _symbols = [];

    /// <summary>Safe from any thread.</summary>
    public IEnumerable<FollowedSymbol> All => _symbols.Keys;

    public int Count => _symbols.Count;

    public bool Has(FollowedSymbol symbol) => _symbols.ContainsKey(symbol);

    public StreamHistoryWriter Writer => writer;

    public IStreamHistoryStore Store => store;

    public WatchMarks Marks => marks;

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

    public void OnPastUnknown(InstrumentId instrument, Exception exception) => LogPastUnknown(logger, instrument, exception);

    [LoggerMessage(4656, LogLevel.Debug, "{Instrument}: it could not be read whether the history of its streams was left open; it is tried again")]
    private static partial void LogPastUnknown(ILogger logger, InstrumentId instrument, Exception exception);
}
