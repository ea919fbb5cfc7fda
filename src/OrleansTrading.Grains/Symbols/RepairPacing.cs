using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// When to ask the venue for candles: at the start, after each new subscription (something may have been missed), while
/// the candle stream is interrupted, and when a candle is overdue. After failures, and while the venue itself does not have
/// the overdue candle (a halted or delisted instrument), the distance doubles up to a minute.
/// </summary>
internal sealed class RepairPacing(MarketOptions options, TimeProvider time)
{
    private readonly FailureDelay _failed = new(time);
    private int _repairedSubscription = -1;
    private int _overdueInARow;
    private long? _startedAt;
    private long? _checkedAt;

    /// <summary>Failures in a row.</summary>
    public int Failures => _failed.Failures;

    /// <summary>Whether the last failure is still to be waited out.</summary>
    public bool IsHeldBack => !_failed.IsOver;

    /// <summary>Whether it is time to look for overdue candles; a candle must be missing at two such checks.</summary>
    public bool IsCheckDue()
    {
        if (_checkedAt is { } at && time.GetElapsedTime(at) < options.RepairGrace)
            return false;
        _checkedAt = time.GetTimestamp();
        return true;
    }

    /// <summary>A look for overdue candles was taken. Answers whether what it found is reason to repair now.</summary>
    public bool OnChecked(bool overdue)
    {
        if (!overdue)
        {
            _overdueInARow = 0;
            return false;
        }

        // The first time at once; a repair that did not bring the candle is not soon followed by the same one.
        if (_overdueInARow > 0 && _startedAt is { } started && time.GetElapsedTime(started) < FailureDelay.Of(_overdueInARow))
            return false;
        _overdueInARow++;
        return true;
    }

    public bool IsRepairDue(StreamSignal klines, bool missing, SymbolPhase phase)
    {
        if (IsHeldBack)
            return false;
        if (klines.Subscriptions != _repairedSubscription)
            return true;
        if (missing || phase != SymbolPhase.Live)
            return true;
        return !klines.IsConnected && (_startedAt is not { } started || time.GetElapsedTime(started) >= options.FallbackInterval);
    }

    public void OnStarted(StreamSignal klines)
    {
        _startedAt = time.GetTimestamp();
        _repairedSubscription = klines.Subscriptions;
    }

    public void OnSucceeded() => _failed.OnSucceeded();

    public void OnFailed()
    {
        _repairedSubscription = -1;
        _failed.OnFailed();
    }
}
