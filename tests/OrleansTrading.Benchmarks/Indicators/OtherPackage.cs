using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;

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
        var clients = Repository.PathOf("tests", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", "technicalindicators")))
            return null;
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file, series);
            var start = new ProcessStartInfo("node", [Path.Combine(clients, "indicators.mjs"), file, $"{series.Count}", $"{series[0].Length}", $"{runs}"])
            {
                RedirectStandardOutput = true,
            };
            using var answer = JsonDocument.Parse(await RunAsync(start));
            return TimeSpan.FromMilliseconds(answer.RootElement.GetProperty("milliseconds").EnumerateArray().Min(run => run.GetDouble()));
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

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            return node.ExitCode == 0 ? output : throw new InvalidOperationException($"node ended with code {node.ExitCode}.");
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
    }
}
