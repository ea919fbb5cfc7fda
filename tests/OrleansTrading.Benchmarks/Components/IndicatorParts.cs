using BenchmarkDotNet.Attributes;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>All indicators of one instrument and interval.</summary>
public class IndicatorParts
{
    private const int Candles = 10_000;

    private readonly Kline[] _klines = MadeUpKlines.Make(new Random(8), Candles);
    private readonly IndicatorSet _set = new();

    [Benchmark(Description = "all indicators: one closed candle", OperationsPerInvoke = Candles)]
    [Target(1_000, Bytes = 0)]
    public void Update()
    {
        foreach (ref readonly var kline in _klines.AsSpan())
            _set.Update(kline);
    }

    [Benchmark(Description = "all indicators: preview of the running candle", OperationsPerInvoke = Candles)]
    public double Preview()
    {
        var sum = 0.0;
        foreach (ref readonly var kline in _klines.AsSpan())
            sum += _set.Preview(kline).Ema9;
        return sum;
    }
}
