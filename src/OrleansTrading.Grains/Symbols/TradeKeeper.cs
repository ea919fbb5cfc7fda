using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Keeps one symbol's trades complete: says of each that comes whether it is new, and asks for those that were missed. A gap shows
/// with the next trade; while the stream is silent, the venue is asked for what follows the newest trade. Runs on its grain's turns.
/// </summary>
internal sealed partial class TradeKeeper(
    InstrumentId instrument, IMarketDataHub hub, MarketOptions options, MarketMetrics metrics, TimeProvider time, ILogger logger)
{
    private const int PageSize = IMarketDataRest.MaxTradesPerRequest;

    /// <summary>Answers without a missing trade before it counts as one that the venue does not have.</summary>
    private const int MostFruitless = 3;

    /// <summary>Known trades in a row from which on the ids may be those of a market that was set back.</summary>
    private const int SuspiciousRow = 20;

    private static readonly TimeSpan LongestBudgetWait = TimeSpan.FromSeconds(2);

    private readonly IVenueConnector _venue = hub.Venue(instrument.Venue);
    private readonly TradeLedger _ledger = new(options.MaxTradeBackfill);
    private readonly FailureDelay _failed = new(time);
    private long? _missingSince;
    private long _quietSince;
    private int _subscription;
    private int _heardOn = -1;
    private bool _heard;
    private int _knownInARow;
    private bool _isStarted;
    private int _fruitless;
    private long _lostTold;

    public TradeLedger Ledger => _ledger;

    /// <summary>The trade stream is about to be followed.</summary>
    /// <param name="lastId">The last trade that was dealt with before; null when what comes first is the first that counts.</param>
    public void Start(long? lastId)
    {
        (_isStarted, _quietSince) = (true, time.GetTimestamp());
        if (lastId is { } last && _venue.Capabilities.HasTradeHistory)
            _ledger.ContinueAfter(last);
    }

    /// <summary>A trade has come by stream. Answers whether it is to be told.</summary>
    public bool OnStream(long id)
    {
        if (_ledger.Take(id) == TradeOutcome.New)
        {
            (_heard, _knownInARow) = (true, 0);
            return true;
        }

        _knownInARow++;
        metrics.DuplicateTrade(instrument.Venue);
        return false;
    }

    /// <summary>Ids that were given up since the last call.</summary>
    public long TakeLost()
    {
        var lost = _ledger.GivenUp - _lostTold;
        if (lost == 0)
            return 0;
        _lostTold = _ledger.GivenUp;
        metrics.TradesLost(instrument.Venue, lost);
        LogLost(logger, instrument, lost);
        return lost;
    }

    /// <summary>Whether to ask the venue now. To be called every now and then.</summary>
    public bool IsRepairDue(StreamSignal trades)
    {
        if (!_isStarted)
            return false;
        // What is new since the last look came on the subscription of that look, or on a younger one.
        if (_heard)
            (_heard, _heardOn, _quietSince) = (false, _subscription, time.GetTimestamp());
        _subscription = trades.Subscriptions;
        if (_ledger.MissingCount == 0)
            _missingSince = null;
        else
            _missingSince ??= time.GetTimestamp();
        return _failed.IsOver && (IsGapDue || IsTailDue(trades)) && _venue.Rest.BudgetWait <= LongestBudgetWait;
    }

    /// <summary>Asks for what is missing, page after page, until nothing is, the venue has no room, or a request fails.</summary>
    /// <param name="tell">Hears of each trade that was missed.</param>
    /// <param name="makeWay">Completes when a page may be asked for, and when it may be told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RepairAsync(MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        var brought = 0;
        try
        {
            var goOn = true;
            while (goOn && _venue.Rest.BudgetWait <= LongestBudgetWait)
            {
                await makeWay();
                cancellationToken.ThrowIfCancellationRequested();
                (goOn, var count) = await AskAsync(tell, makeWay, cancellationToken);
                brought += count;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The activation is going away; what is missing is asked for by the next one.
        }
        catch (Exception exception)
        {
            // Isolated here so that one failure never ends the symbol: it is tried again, at a growing distance.
            _failed.OnFailed();
            LogFailed(logger, instrument, _ledger.MissingCount, _failed.Failures, exception);
        }

        if (brought > 0)
            LogRepaired(logger, instrument, brought);
    }

    /// <summary>
    /// Asks again for trades that have been told before, from one after an id up to the newest of now, for one who has had to let them go.
    /// </summary>
    public async Task BringAgainAsync(long after, MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        if (!_venue.Capabilities.HasTradeHistory || _ledger.Newest is not { } newest)
            return;
        for (var from = after + 1; from <= newest;)
        {
            await makeWay();
            var page = await RequestAsync(from, cancellationToken);
            await makeWay();
            foreach (var trade in page)
                tell(trade);
            from = page.Count < PageSize ? long.MaxValue : page[^1].Id + 1;
        }
    }

    private bool IsGapDue => _missingSince is { } since && time.GetElapsedTime(since) >= options.RepairGrace;

    /// <summary>Nothing new has come by stream, nor been asked for, for a while.</summary>
    private bool IsQuiet => time.GetElapsedTime(_quietSince) >= options.TradeTailInterval;

    private bool IsTailDue(StreamSignal trades)
    {
        if (_ledger.Newest is null || !_venue.Capabilities.HasTradeHistory)
            return false;
        var isSilent = !trades.IsConnected || _heardOn != trades.Subscriptions;
        return (isSilent || _knownInARow >= SuspiciousRow) && IsQuiet;
    }

    private async Task<(bool GoOn, int Brought)> AskAsync(MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        if (_ledger.MissingCount == 0)
            return await AskForTailAsync(tell, makeWay, cancellationToken);
        var gap = _ledger.Missing[0];
        if (!_venue.Capabilities.HasTradeHistory)
        {
            _ledger.GiveUp(gap);
            return (_ledger.MissingCount > 0, 0);
        }

        var page = await RequestAsync(gap.From, cancellationToken);
        await makeWay();
        // Younger ones than the newest that was heard are on their way by stream.
        var brought = Take(page, _ledger.Newest!.Value, tell);
        _missingSince = null;
        if (page.Count > 0 && page[^1].Id >= gap.From)
            _ledger.GiveUp(new IdRange(gap.From, page[^1].Id));
        if (page.Count == PageSize || page is [.., var last] && last.Id >= gap.To)
        {
            OnFruitful();
            return (_ledger.MissingCount > 0, brought);
        }

        OnFruitless(gap);
        return (false, brought);
    }

    /// <remarks>Begins with the newest trade itself: a venue that does not know it is not the market that it came from.</remarks>
    private async Task<(bool GoOn, int Brought)> AskForTailAsync(MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        if (_ledger.Newest is not { } newest || !IsQuiet)
            return (false, 0);
        var page = await RequestAsync(newest, cancellationToken);
        await makeWay();
        if (page.Count == 0 && _knownInARow >= SuspiciousRow && _ledger.Newest == newest)
        {
            LogSetBack(logger, instrument, newest);
            _ledger.StartAnew();
            _knownInARow = 0;
        }

        var brought = Take(page, long.MaxValue, tell);
        OnFruitful();
        if (page.Count < PageSize)
            _quietSince = time.GetTimestamp();
        return (page.Count == PageSize, brought);
    }

    private int Take(IReadOnlyList<AggTrade> page, long upTo, MissedTrade tell)
    {
        var brought = 0;
        foreach (var trade in page)
        {
            if (trade.Id > upTo)
                break;
            if (_ledger.Take(trade.Id) != TradeOutcome.New)
                continue;
            tell(trade);
            brought++;
        }

        metrics.TradesRepaired(instrument.Venue, brought);
        return brought;
    }

    private void OnFruitful()
    {
        _fruitless = 0;
        _failed.OnSucceeded();
    }

    /// <summary>The venue may be behind its own stream for a moment; what it lacks at several looks, it does not have.</summary>
    private void OnFruitless(IdRange gap)
    {
        _failed.OnFailed();
        if (++_fruitless < MostFruitless)
            return;
        _ledger.GiveUp(gap);
        OnFruitful();
    }

    private async Task<IReadOnlyList<AggTrade>> RequestAsync(long from, CancellationToken cancellationToken)
    {
        metrics.TradeRequest(instrument.Venue);
        return await hub.RequestTradesAsync(
            _venue.Venue, token => _venue.Rest.GetTradesAsync(instrument, from, PageSize, token), cancellationToken);
    }
}
