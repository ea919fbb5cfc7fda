using System.Runtime.InteropServices;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Benchmarks.Indicators;

/// <summary>The npm package technicalindicators, run by node: what a scan costs that recomputes its indicators from candles.</summary>
internal static class OtherPackage
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The fastest of some runs over all series, every one of the same length, in one process that is warm after the first.
    /// Null where node or the package is not installed (<c>npm ci --prefix tests/clients</c>).
    /// </summary>
    public static async Task<TimeSpan?> MeasureAsync(IReadOnlyList<Kline[]> series, int runs)
    {
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file, series);
            var answer = await NodeScript.RunAsync("technicalindicators", "indicators.mjs", TimeLimit, file, $"{series.Count}", $"{series[0].Length}", $"{runs}");
            return answer is { } told ? TimeSpan.FromMilliseconds(told.GetProperty("milliseconds").EnumerateArray().Min(run => run.GetDouble())) : null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task WriteAsync(string file, IReadOnlyList<Kline[]> series)
    {
        await using var stream = File.Create(file);
        foreach (var klines in series)
        {
            double[] columns =
            [
                .. klines.Select(kline => kline.High), .. klines.Select(kline => kline.Low),
                .. klines.Select(kline => kline.Close), .. klines.Select(kline => kline.Volume),
            ];
            stream.Write(MemoryMarshal.AsBytes(columns.AsSpan()));
        }
    }
}
