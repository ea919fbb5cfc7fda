using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Capture;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Every trade is told to the followers once: as it comes, or, missed, when it has been asked for. At most one request for missed
/// trades is under way, and none begins while candles are being brought.
/// </summary>
internal sealed partial class SymbolGrain
{
    private readonly LostTradesAlert _lostTrades = new(time);
    private TradeKeeper _trades = null!;
    private Task _tradeWork = Task.CompletedTask;
    private int _resumptions;
    private int _bringingFor;
    private long? _bringAfter;
    private FailureDelay? _bringingAgain;
    private FailureDelay? _asking;
    private Task _findingBefore = Task.CompletedTask;

    private void FollowTrades(IEnumerable<StreamRequest> streams)
    {
        if (streams.Any(stream => stream.Kind == StreamKind.Trade))
            _trades.Start();
    }

    private void TellTrade(in AggTrade trade)
    {
        if (!_trades.OnStream(trade.Id))
            return;
        foreach (var follower in _followers)
            follower.OnTrade(trade, isRepaired: false);
    }

    private void TellMissedTrade(in AggTrade trade)
    {
        _tape.ApplyMissedTrade(trade);
        foreach (var follower in _followers)
            follower.OnTrade(trade, isRepaired: true);
    }

    private void RepairTradesIfDue()
    {
        if (_stopping.IsCancellationRequested)
            return;
        if (_lostTrades.IsDue(_trades.TakeLost()))
            _ = QuietlyAsync(_lostTrades.TellAsync(GrainFactory.GetGrain<IAlertsGrain>(IAlertsGrain.Key), _instrument));
        _capture?.Settle(_trades.SettledUpTo);
        if (_capture is { RecordsTrades: true } recording && _trades.LacksBefore && _findingBefore.IsCompleted && (_asking ??= new FailureDelay(time)).IsOver)
            _findingBefore = FindBeforeAsync(recording, _asking);
        if (_trades.IsRepairDue(_inbox!.StateOf(StreamKind.Trade)) && _tradeWork.IsCompleted)
            _tradeWork = _trades.RepairAsync(TellMissedTrade, MakeWayAsync, _stopping.Token);
        // As long as no trade was heard it is not known up to which one to bring them.
        if (_tradeWork.IsCompleted && _trades.Ledger.Newest is not null && _capture is { } feed && feed.Resumptions != _resumptions && (_bringingAgain ??= new FailureDelay(time)).IsOver)
            _tradeWork = BringAgainAsync(feed, _bringingAgain);
    }

    /// <summary>
    /// This silo or another may have recorded this symbol before, and not have come to write all that it had: what is in no file is asked for. Nothing
    /// waits for the answer, so that a store which is away keeps no symbol from being live and no trade from being recorded.
    /// </summary>
    private async Task FindBeforeAsync(ICaptureFeed feed, FailureDelay failures)
    {
        try
        {
            var mark = await GrainFactory.GetGrain<IRecordedTradesGrain>(_instrument.Venue).FindAsync(_instrument.Symbol);
            _trades.GoOnAfter(await feed.FindBeforeAsync(mark, _stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation is going away; the next one asks itself.
        }
        catch (Exception exception)
        {
            // Isolated here so that one failure never ends the symbol: it is tried again, at a growing distance.
            failures.OnFailed();
            LogBeforeUnknown(logger, _instrument, failures.Failures, exception);
        }
    }

    /// <summary>The recording goes on after it had to let trades go: they are brought for it alone.</summary>
    private async Task BringAgainAsync(ICaptureFeed feed, FailureDelay failures)
    {
        var resumptions = feed.Resumptions;
        try
        {
            if (_bringingFor != resumptions)
                (_bringingFor, _bringAfter) = (resumptions, feed.LastTradeId);
            if (_bringAfter is { } after)
                _bringAfter = await _trades.BringAgainAsync(after, (in trade) => feed.OnTrade(trade, isRepaired: true), MakeWayAsync, _stopping.Token);
            if (_bringAfter is null)
            {
                _resumptions = resumptions;
                _trades.OnNotBrought(feed.EndBringing(resumptions));
            }

            failures.OnSucceeded();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation is going away; the next one begins where the recording ends.
        }
        catch (Exception exception)
        {
            // Isolated here so that one failure never ends the symbol: it is tried again, at a growing distance.
            failures.OnFailed();
            LogBringingAgainFailed(logger, _instrument, failures.Failures, exception);
        }
    }

    /// <summary>Waits while candles are being brought, and while the recording has no memory for what a page of trades may bring.</summary>
    private async Task MakeWayAsync()
    {
        await QuietlyAsync(_work);
        while (_capture is { HasRoom: false } feed && !_stopping.IsCancellationRequested)
            await QuietlyAsync(feed.WaitForRoomAsync(_stopping.Token));
    }
}
