using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <remarks>Candles: taken as they come, brought where they are missing, saved. At most one piece of that work is under way.</remarks>
internal sealed partial class SymbolGrain
{
    private void ApplyKline(in Kline kline, long eventTime)
    {
        // A candle cannot have begun after the event that tells of it; believing one would throw the whole window away.
        if (kline.OpenTime > eventTime || _keeper.OnStream(kline) == RingChange.Rejected)
            metrics.Rejected(_instrument.Venue, 1);
        else
            _tape.ApplyCandle(kline, _book.BaseInterval, eventTime);
    }

    /// <summary>Starts warming, repairing or saving when there is reason to and none of it is under way.</summary>
    private void WorkIfDue(bool overdue)
    {
        if (!_work.IsCompleted || _stopping.IsCancellationRequested)
            return;
        var repair = _pacing.IsRepairDue(_inbox!.StateOf(StreamKind.Kline), overdue || _keeper.GapSeen, _phase);
        if (_warm ? repair || (_keeper.Unsaved > 0 && _saves.IsOver) : !_pacing.IsHeldBack)
            _work = WorkAsync(repair);
    }

    private async Task WorkAsync(bool repair)
    {
        try
        {
            if (!_warm)
            {
                await _keeper.WarmFromStoreAsync(_stopping.Token);
                _warm = true;
            }

            if (repair)
                await RepairAsync();
            await SaveAsync();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation is going away; it saves once more on its way out.
        }
        catch (Exception exception)
        {
            // Isolated here so that one failure never ends the symbol: the next tick tries again, at a growing distance.
            _pacing.OnFailed();
            metrics.HistoryFailure(_instrument.Venue);
            LogWorkFailed(logger, _instrument, _pacing.Failures, exception);
        }
    }

    /// <summary>A store that fails is left alone for a while: without that, every drained batch would try it again.</summary>
    private async Task SaveAsync()
    {
        if (!_saves.IsOver)
            return;
        _saves.OnFailed();
        if (await _keeper.SaveAsync(_stopping.Token))
            _saves.OnSucceeded();
    }

    private async Task RepairAsync()
    {
        // What is brought is of this moment or later; a trade that comes meanwhile is newer.
        var (asked, askedAt) = (_venue.Clock.Now, time.GetTimestamp());
        _pacing.OnStarted(_inbox!.StateOf(StreamKind.Kline));
        await _keeper.RepairAsync(_stopping.Token);
        _pacing.OnSucceeded();
        _tape.OnBrought(askedAt);
        if (_phase == SymbolPhase.Warming)
            LogLive(logger, _instrument);
        _phase = SymbolPhase.Live;
        if (_book.Base.TryGetNewest(out var newest))
            _tape.ApplyCandle(newest, _book.BaseInterval, asked);
    }
}
