using System.ComponentModel;
using System.Diagnostics;
using OrleansTrading.Benchmarks.Components;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Benchmarks.Indicators;

/// <summary>What recomputing all indicators of a market takes, and what another package needs for the same.</summary>
[Description("indicators: a whole market recomputed, and the same by npm technicalindicators")]
internal static class IndicatorsBenchmark
{
    private const int Symbols = 500;
    private const int Intervals = 4;
    private const int Candles = 300;
    private const int Runs = 9;
    private const int OtherRuns = 2;

    public static async Task RunAsync(Report report)
    {
        var series = Make(new Random(7));
        var set = new IndicatorSet();
        var recomputed = Best(() => Recompute(set, series));
        var scratch = new Kline[Candles];
        var copied = Best(() =>
        {
            foreach (var klines in series)
                klines.CopyTo(scratch, 0);
        });
        report.At("npm technicalindicators");
        var other = await OtherPackage.MeasureAsync(series, OtherRuns);
        await report.WriteLineAsync($"""
            ## Indicators: {typeof(IndicatorValues).GetProperties().Length - 2} values of one instrument and interval

            | figure | measured |
            |---|---:|
            | memory of a set | {BytesOfASet():N0} B |
            | {Symbols} symbols x {Intervals} intervals x {Candles} candles, all recomputed on one core | {recomputed.TotalMilliseconds:N0} ms |
            | bound: the candles copied | {copied.TotalMilliseconds:N1} ms |
            | the same by npm technicalindicators in node, without SuperTrend, slope and rolling VWAP | {(other is { } time ? $"{time.TotalMilliseconds:N0} ms" : "not installed")} |

            """);
        report.Add("memory of a set", "bytes", BytesOfASet(), "bytes");
        report.Add("all recomputed on one core", "least", recomputed.TotalMilliseconds, "ms");
        report.Add("bound: the candles copied", "least", copied.TotalMilliseconds, "ms");
        if (other is { } theirs)
            report.Add("all recomputed by npm technicalindicators", "least", theirs.TotalMilliseconds, "ms");
    }

    private static TimeSpan Best(Action run)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            best = Stopwatch.GetElapsedTime(started) is var took && took < best ? took : best;
        }

        return best;
    }

    private static void Recompute(IndicatorSet set, Kline[][] series)
    {
        foreach (var klines in series)
        {
            set.Reset();
            foreach (ref readonly var kline in klines.AsSpan())
                set.Update(kline);
        }
    }

    /// <summary>What the indicators of one symbol and interval keep.</summary>
    public static int BytesOfASet()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new IndicatorSet());
        return (int)(GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Kline[][] Make(Random random) => [.. Enumerable.Range(0, Symbols * Intervals).Select(_ => MadeUpKlines.Make(random, Candles))];
}
