using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Benchmarks.Indicators;

/// <summary>What all indicators of one instrument and interval cost, and beside it what another package needs to recompute them.</summary>
[Description("Indicators: one candle through a whole set, and the same recomputed by another package")]
internal static class IndicatorsBenchmark
{
    private const int Symbols = 500;
    private const int Intervals = 4;
    private const int Candles = 300;
    private const int Updates = 200_000;
    private const int Runs = 9;
    private const int OtherRuns = 2;
    private const double Nanoseconds = 1e9;

    public static async Task RunAsync(Report report)
    {
        var series = Make(new Random(7), Symbols * Intervals);
        var klines = Make(new Random(8), count: 1, length: Updates)[0];
        var update = Measure(klines, static (set, kline) => set.Update(kline));
        var preview = Measure(klines, static (set, kline) => set.Preview(kline));
        var recomputed = Recompute(series);
        var other = await OtherPackage.MeasureAsync(series, OtherRuns);
        await report.WriteLineAsync($"""
            ## Indicators: {typeof(IndicatorValues).GetProperties().Length - 2} values of one instrument and interval

            | figure | measured | target |
            |---|---:|---:|
            | one closed candle through the whole set, p50 of {Runs} runs | {update.Time * Nanoseconds:N0} ns | 1,000 ns |
            | allocated for it | {update.Bytes:N0} B | 0 B |
            | preview of the running candle | {preview.Time * Nanoseconds:N0} ns | |
            | allocated for it | {preview.Bytes:N0} B | 0 B |
            | memory of a set | {BytesOfASet():N0} B | |
            | {Symbols} symbols x {Intervals} intervals x {Candles} candles, all recomputed on one core | {recomputed.TotalMilliseconds:N0} ms | |
            | the same by npm technicalindicators in node, without SuperTrend, slope and rolling VWAP | {(other is { } time ? $"{time.TotalMilliseconds:N0} ms" : "not installed")} | |

            """);
        report.Add("one closed candle through the whole set", "p50", update.Time * Nanoseconds, "ns", 1_000);
        report.Add("one closed candle through the whole set", "allocated", update.Bytes, "bytes", 0);
        report.Add("preview of the running candle", "p50", preview.Time * Nanoseconds, "ns");
        report.Add("preview of the running candle", "allocated", preview.Bytes, "bytes", 0);
        report.Add("all recomputed on one core", "least", recomputed.TotalMilliseconds, "ms");
    }

    private static (double Time, double Bytes) Measure(Kline[] klines, Action<IndicatorSet, Kline> step)
    {
        var set = new IndicatorSet();
        Feed(set, klines, step);
        var times = new List<double>();
        long allocated = 0;
        for (var run = 0; run < Runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            Feed(set, klines, step);
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds / klines.Length);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (times.Order().ElementAt(Runs / 2), Math.Floor((double)allocated / Runs / klines.Length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Feed(IndicatorSet set, Kline[] klines, Action<IndicatorSet, Kline> step)
    {
        foreach (var kline in klines)
            step(set, kline);
    }

    private static TimeSpan Recompute(Kline[][] series)
    {
        var set = new IndicatorSet();
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var klines in series)
            {
                set.Reset();
                foreach (ref readonly var kline in klines.AsSpan())
                    set.Update(kline);
            }

            best = Stopwatch.GetElapsedTime(started) is var took && took < best ? took : best;
        }

        return best;
    }

    private static long BytesOfASet()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new IndicatorSet());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Kline[][] Make(Random random, int count, int length = Candles)
    {
        var series = new Kline[count][];
        for (var i = 0; i < count; i++)
        {
            var price = 100 * (1 + random.NextDouble());
            series[i] = new Kline[length];
            for (var j = 0; j < length; j++)
            {
                var open = price;
                price *= Math.Exp((random.NextDouble() - 0.5) / 50);
                series[i][j] = new Kline(
                    j * 60_000L, open, Math.Max(open, price) * 1.002, Math.Min(open, price) * 0.998, price,
                    1 + (random.NextDouble() * 1000), 0, 0, 0, 0, Closed: true);
            }
        }

        return series;
    }
}
