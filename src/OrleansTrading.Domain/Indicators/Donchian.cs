using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Donchian channel: the highest high and the lowest low of the last candles, the newest among them, and their middle.</summary>
public sealed class Donchian(int period) : CandleIndicator<DonchianValue>(period, new DonchianValue(double.NaN, double.NaN, double.NaN))
{
    private SlidingWindow<ExtremesAggregate> _window = new(period);

    /// <summary>The values after each candle.</summary>
    public static DonchianValue[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new Donchian(period), klines);

    internal override DonchianValue Next(in Kline input, bool commit) =>
        _window.Next(new ExtremesAggregate(input.High, input.Low), commit, out var window)
            ? new DonchianValue(window.High, window.Low + ((window.High - window.Low) / 2), window.Low)
            : new DonchianValue(double.NaN, double.NaN, double.NaN);

    private protected override void Clear() => _window.Clear();
}
