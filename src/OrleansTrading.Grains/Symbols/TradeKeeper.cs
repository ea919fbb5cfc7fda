using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Capture;
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

    /// <summary>Known trades in a row from which on the ids may be those of a market that was set back.</summary>
    private const int SuspiciousRow = 20;

    private static readonly TimeSpan LongestBudgetWait = TimeSpan.FromSeconds(2);

    private readonly IVenueConnector _venue = hub.Venue(instrument.Venue);
    private readonly TradeLedger _ledger = new(options.MaxTradeBackfill);
    private readonly LackedTrades _lacked = new(options.TradePatience);
    private readonly FailureDelay _failed = new(time);
    private long? _missingSince;
    private long _quietSince;
    private int _subscription;
    private int _heardOn = -1;
    private bool _heard;
    private int _knownInARow;
    private bool _isStarted;
    private bool _isWhole;
    private long _lostTold;
    private long _notBrought;

    public TradeLedger Ledger => _ledger;

    /// <summary>
    /// Every trade up to this one was told, or was dealt with otherwise: recorded before, or counted as lost. Null while it is not known what was recorded
    /// before, and where a venue has no trades by their ids.
    /// </summary>
    public long? SettledUpTo => !_isWhole ? null : _ledger.Missing is [var first, ..] ? first.From - 1 : _ledger.Newest ?? _ledger.After;

    /// <summary>Whether it is still to be found out what was recorded before. Until then nothing that lies before the first trade is asked for, nor given up.</summary>
    public bool LacksBefore => _isStarted && !_isWhole && _venue.Capabilities.HasTradeHistory;

    /// <summary>The trade stream is about to be followed.</summary>
    public void Start() => (_isStarted, _quietSince) = (true, time.GetTimestamp());

    /// <summary>What was recorded before is known, here and elsewhere: what else there is, is missing.</summary>
    public void GoOnAfter(RecordedBefore before)
    {
        _isWhole = true;
        if (before.UpTo is { } upTo)
            _ledger.GoOnAfter(upTo, before.Here);
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

    /// <summary>Ids that were given up since the last call, or that the recording lacks for good.</summary>
    public long TakeLost()
    {
        var (lost, notBrought) = (_ledger.GivenUp - _lostTold, _notBrought);
        (_lostTold, _notBrought) = (_ledger.GivenUp, 0);
        if (_ledger.TakeGivenUp() is { } range)
            LogLost(logger, instrument, lost, range.From, range.To);
        if (lost + notBrought > 0)
            metrics.TradesLost(instrument.Venue, lost + notBrought);
        return lost + notBrought;
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
        if (_lacked.Fresh(_ledger.Missing) is null)
            _missingSince = null;
        else
            _missingSince ??= time.GetTimestamp();
        return _failed.IsOver && (IsGapDue || _lacked.Due(_ledger.Missing, Now) is not null || IsTailDue(trades)) && _venue.Rest.BudgetWait <= LongestBudgetWait;
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

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>What to ask for next: what was never asked for, then what the venue lacked and may have now.</summary>
    private IdRange? NextGap => _lacked.Fresh(_ledger.Missing) ?? _lacked.Due(_ledger.Missing, Now);

    private bool IsGapDue => _missingSince is { } since && time.GetElapsedTime(since) >= options.RepairGrace;

    /// <summary>Nothing new has come by stream, nor been asked for, for a while.</summary>
    private bool IsQuiet => time.GetElapsedTime(_quietSince) >= options.TradeTailInterval;

    private bool IsTailDue(StreamSignal trades)
    {
        if ((_ledger.Newest ?? _ledger.After) is null || !_venue.Capabilities.HasTradeHistory)
            return false;
        var isSilent = !trades.IsConnected || _heardOn != trades.Subscriptions;
        return (isSilent || _knownInARow >= SuspiciousRow) && IsQuiet;
    }

    private async Task<(bool GoOn, int Brought)> AskAsync(MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        if (NextGap is not { } gap)
            return await AskForTailAsync(tell, makeWay, cancellationToken);
        if (!_venue.Capabilities.HasTradeHistory)
        {
            _ledger.GiveUp(gap);
            return (_ledger.MissingCount > 0, 0);
        }

        var newest = _ledger.Newest!.Value;
        var page = await RequestAsync(gap.From, cancellationToken);
        await makeWay();
        // Younger ones than the newest that was heard are on their way by stream.
        var brought = Take(page, _ledger.Newest!.Value, tell);
        _missingSince = null;
        _failed.OnSucceeded();
        // A page that is not full is all that the venue has at present.
        var covered = page.Count == PageSize && page[^1].Id >= gap.From ? page[^1].Id : Math.Max(newest, gap.To);
        foreach (var range in _lacked.OnAnswer(new IdRange(gap.From, covered), _ledger.Missing, Now))
            _ledger.GiveUp(range);
        return (NextGap is not null, brought);
    }

    /// <remarks>
    /// Begins with the newest trade itself: a venue that does not know it is not the market that it came from. Where no trade was heard yet, begins with what
    /// follows those that others recorded.
    /// </remarks>
    private async Task<(bool GoOn, int Brought)> AskForTailAsync(MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        var newest = _ledger.Newest;
        if ((newest ?? _ledger.After + 1) is not { } from || !IsQuiet)
            return (false, 0);
        var page = await RequestAsync(from, cancellationToken);
        await makeWay();
        if (page.Count == 0 && newest is not null && _knownInARow >= SuspiciousRow && _ledger.Newest == newest)
        {
            LogSetBack(logger, instrument, from);
            _ledger.StartAnew();
            _lacked.Clear();
            _knownInARow = 0;
        }

        var brought = Take(page, long.MaxValue, tell);
        _failed.OnSucceeded();
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

    private async Task<IReadOnlyList<AggTrade>> RequestAsync(long from, CancellationToken cancellationToken)
    {
        metrics.TradeRequest(instrument.Venue);
        return await hub.RequestTradesAsync(
            _venue.Venue, token => _venue.Rest.GetTradesAsync(instrument, from, PageSize, token), cancellationToken);
    }
}
