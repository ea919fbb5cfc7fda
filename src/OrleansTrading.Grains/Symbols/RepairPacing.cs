using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// When to ask the venue for candles: at the start, after each new subscription (something may have been missed), while
/// the candle stream is interrupted, and when a candle is overdue. After failures the distance doubles up to a minute.
/// </summary>
internal sealed class RepairPacing(MarketOptions options)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    private int _repairedSubscription = -1;
    private long? _startedAt;
    private long? _failedAt;
    private long? _checkedAt;
    private TimeSpan _delay;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether it is time to look for overdue candles; a candle must be missing at two such checks.</summary>
    public bool IsCheckDue(TimeProvider time)
    {
        if (_checkedAt is { } at && time.GetElapsedTime(at) < options.RepairGrace)
            return false;
        _checkedAt = time.GetTimestamp();
        return true;
    }

    public bool IsRepairDue(TimeProvider time, StreamSignal klines, bool missing, SymbolPhase phase)
    {
        if (_failedAt is { } failed && time.GetElapsedTime(failed) < _delay)
            return false;
        if (klines.Subscriptions != _repairedSubscription)
            return true;
        if (missing || phase != SymbolPhase.Live)
            return true;
        return !klines.IsConnected && (_startedAt is not { } started || time.GetElapsedTime(started) >= options.FallbackInterval);
    }

    public void OnStarted(TimeProvider time, StreamSignal klines)
    {
        _startedAt = time.GetTimestamp();
        _repairedSubscription = klines.Subscriptions;
    }

    public void OnSucceeded()
    {
        Failures = 0;
        _failedAt = null;
    }

    public void OnFailed(TimeProvider time)
    {
        Failures++;
        _failedAt = time.GetTimestamp();
        _repairedSubscription = -1;
        var doubled = FirstDelay * Math.Pow(2, Math.Min(Failures - 1, 6));
        var jitter = 0.8 + (0.4 * Random.Shared.NextDouble());
        _delay = (doubled < MaxDelay ? doubled : MaxDelay) * jitter;
    }
}
