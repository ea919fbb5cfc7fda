using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Indicators;

/// <summary>An indicator of a series of candles, oldest first.</summary>
public abstract class CandleIndicator<TValue> : Indicator<Kline, TValue>
    where TValue : struct
{
    private protected CandleIndicator(int warmUp, TValue unknown)
        : base(warmUp, unknown)
    {
    }

    private protected sealed override bool Accepts(in Kline input) => IndicatorInput.IsUsable(input);
}
