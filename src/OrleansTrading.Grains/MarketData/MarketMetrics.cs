using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.MarketData;

/// <summary>What the symbol grains of this silo do, as metrics. Labelled by venue and kind, never by symbol, so that cardinality stays bounded.</summary>
internal sealed class MarketMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.MarketData");
    private readonly Counter<long> _events;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _repaired;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _repairFailures;
    private readonly Counter<long> _tradesRepaired;
    private readonly Counter<long> _tradesDuplicate;
    private readonly Counter<long> _tradesLost;
    private readonly Counter<long> _tradeRequests;
    private readonly Counter<long> _saved;
    private readonly Counter<long> _saveFailures;

    public MarketMetrics()
    {
        _events = _meter.CreateCounter<long>("orleanstrading.market.events", "{event}", "Stream events handled by symbol grains.");
        _closed = _meter.CreateCounter<long>("orleanstrading.candles.closed", "{candle}", "Candles closed by stream or roll-up.");
        _repaired = _meter.CreateCounter<long>("orleanstrading.candles.repaired", "{candle}", "Closed candles that a repair has changed.");
        _rejected = _meter.CreateCounter<long>("orleanstrading.candles.rejected", "{candle}", "Candles refused because they could not be true.");
        _repairs = _meter.CreateCounter<long>("orleanstrading.history.requests", "{request}", "Requests for candle history.");
        _repairFailures = _meter.CreateCounter<long>("orleanstrading.history.failures", "{failure}", "Requests for candle history that failed.");
        _tradesRepaired = _meter.CreateCounter<long>("orleanstrading.trades.repaired", "{trade}", "Trades that streams missed and that were asked for by id.");
        _tradesDuplicate = _meter.CreateCounter<long>("orleanstrading.trades.duplicates", "{trade}", "Trades that came again by stream and were dropped.");
        _tradesLost = _meter.CreateCounter<long>("orleanstrading.trades.lost", "{trade}", "Missed trades that the venue does not have, or that are too many to ask for.");
        _tradeRequests = _meter.CreateCounter<long>("orleanstrading.trades.requests", "{request}", "Requests for missed trades.");
        _saved = _meter.CreateCounter<long>("orleanstrading.candles.saved", "{candle}", "Closed candles handed to the store.");
        _saveFailures = _meter.CreateCounter<long>("orleanstrading.candles.save_failures", "{failure}", "Failed writes to the store; they are tried again.");
    }

    public void Events(string venue, StreamKind kind, int count) =>
        _events.Add(count, new KeyValuePair<string, object?>("venue", venue), new KeyValuePair<string, object?>("kind", NameOf(kind)));

    public void Closed(string venue, int count) => _closed.Add(count, Venue(venue));

    public void Repaired(string venue, int count) => _repaired.Add(count, Venue(venue));

    public void Rejected(string venue, int count) => _rejected.Add(count, Venue(venue));

    public void HistoryRequest(string venue) => _repairs.Add(1, Venue(venue));

    public void HistoryFailure(string venue) => _repairFailures.Add(1, Venue(venue));

    public void TradesRepaired(string venue, int count) => _tradesRepaired.Add(count, Venue(venue));

    public void DuplicateTrade(string venue) => _tradesDuplicate.Add(1, Venue(venue));

    public void TradesLost(string venue, long count) => _tradesLost.Add(count, Venue(venue));

    public void TradeRequest(string venue) => _tradeRequests.Add(1, Venue(venue));

    public void Saved(string venue, int count) => _saved.Add(count, Venue(venue));

    public void SaveFailure(string venue) => _saveFailures.Add(1, Venue(venue));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Venue(string venue) => new("venue", venue);

    /// <summary>A kind as a label's value.</summary>
    internal static string NameOf(StreamKind kind) => kind switch
    {
        StreamKind.Kline => "kline",
        StreamKind.Trade => "trade",
        StreamKind.BookTicker => "book_ticker",
        StreamKind.Depth => "depth",
        StreamKind.MarkPrice => "mark_price",
        StreamKind.Liquidation => "liquidation",
        _ => "other",
    };
}
