using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Signals;

/// <summary>Makes signals of readings.</summary>
public static class SignalMaker
{
    /// <summary>The signal that a reading of a closed candle gives; null when its score is below the threshold or it is no occasion at all.</summary>
    /// <param name="instrument">The instrument that was read.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static TradeSignal? Make(InstrumentId instrument, in MarketReading reading, SignalRules rules, long now)
    {
        if (reading.IsOpen || reading.Direction == SignalDirection.Neutral || !(Math.Abs(reading.Score) >= rules.Threshold) || !(reading.Atr > 0))
            return null;
        var side = reading.Direction == SignalDirection.Long ? 1 : -1;
        var (entry, unit) = (reading.Close, side * reading.Atr);
        var stop = entry - (rules.StopAtr * unit);
        // Of a price that moves by much of itself within a candle, stop or targets may lie below zero: nothing to trade by.
        if (!(stop > 0) || rules.TargetAtr.Any(distance => !(entry + (distance * unit) > 0)))
            return null;
        var length = reading.Interval.ToMilliseconds();
        return new TradeSignal(
            instrument, reading.Interval, reading.OpenTime, reading.Direction, reading.Score, reading.Factors, reading.Regime,
            entry, stop, [.. rules.TargetAtr.Select(distance => entry + (distance * unit))], now,
            reading.OpenTime + ((1 + rules.LifeCandles) * length));
    }
}
