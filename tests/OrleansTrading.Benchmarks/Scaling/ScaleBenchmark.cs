using System.ComponentModel;
using System.Globalization;
using OrleansTrading.Benchmarks.Load;
using OrleansTrading.Benchmarks.Pages;

namespace OrleansTrading.Benchmarks.Scaling;

/// <summary>
/// What a silo costs with more and more symbols: each size is a market of the simulator and a silo, processes of their own. Limits of request weight are taken away on both
/// sides, for they are the venue's and not the silo's.
/// </summary>
[Description(Title)]
internal static class ScaleBenchmark
{
    public const string Name = "scale";
    public const string Title = "scale: memory, processor, lag, scan and starts with 10 to 2,000 symbols";

    /// <summary>How long all sizes together are watched unless told otherwise; starting and stopping comes to that.</summary>
    public const double Minutes = 4;

    private const int ScanWarmUps = 10;
    private const int Scans = 30;
    private const double Mebibyte = 1024 * 1024;

    private static readonly int[] Sizes = [10, 100, 500, 1_000, 2_000];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Market__Intervals"] = "1m,5m,15m,1h",
        ["Venues__Binance__Rest__WeightLimit"] = "100000",
    };

    public static async Task RunAsync(Report report)
    {
        var window = TimeSpan.FromMinutes(report.Settings.Minutes / Sizes.Length);
        await report.WriteLineAsync($"""
            ## Scale: one silo, more and more symbols

            Trades, best prices, books, marks and candles of every symbol, four intervals of 300 candles; the simulator on the same {Environment.ProcessorCount} cores; {window.TotalSeconds:N0} s each.

            | symbols | events/s | cores of the silo | of the simulator | heap after a collection | resident | lag of streams, p99, at most | scan, p50 | first start | warm start |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        var all = new List<ScalePoint>();
        foreach (var size in Sizes)
        {
            var point = await MeasureAsync(size, window, report.Settings.Seed);
            all.Add(point);
            await report.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {size:N0} | {point.Events:N0} | {point.Cores:N2} | {point.SimulatorCores:N2} | {point.Heap:N0} MiB | {point.Resident:N0} MiB | {point.Lag:N0} ms | {point.Scan:N2} ms | {point.FirstStart:N1} s | {point.WarmStart:N1} s |"));
            foreach (var axis in ScaleAxis.All)
                report.Add(ScaleAxis.NameOf(size), axis.Name, axis.Of(point), axis.Unit);
        }

        await report.WriteLineAsync("\n| | without a symbol | each symbol | of a straight line (R²) | which ends |\n|---|---:|---:|---:|---|");
        foreach (var axis in ScaleAxis.All)
            await WriteLineAsync(report, axis, [.. all.Select(point => ((double)point.Symbols, axis.Of(point)))]);
        await report.WriteLineAsync();
    }

    private static Task WriteLineAsync(Report report, ScaleAxis axis, IReadOnlyList<(double X, double Y)> points)
    {
        var knee = StraightLine.KneeOf(points);
        var line = StraightLine.Through([.. points.TakeWhile(point => point.X != knee)]);
        report.Add("each symbol", axis.Name, line.Slope, axis.Unit);
        return report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {axis.Name} | {line.Offset:0.###} {axis.Unit} | {line.Slope:0.######} {axis.Unit} | {line.Fit:0.000} | {(knee is { } at ? $"before {at:N0} symbols" : $"not up to {points[^1].X:N0} symbols")} |"));
    }

    private static async Task<ScalePoint> MeasureAsync(int size, TimeSpan window, int seed)
    {
        await using var market = await PagesMarket.StartAsync(size, seed, Settings, ["--weight", "1000000000"]);
        await Task.Delay(Settling, TimeProvider.System);
        double resident;
        MetricsDelta metrics;
        var used = market.Cpu;
        await using (var memory = MemoryWatch.Start(market.SiloId))
        {
            var before = await market.GetMetricsAsync();
            await Task.Delay(window, TimeProvider.System);
            (metrics, resident) = (new MetricsDelta(before, await market.GetMetricsAsync()), memory.Most);
        }

        var (silo, simulator) = (market.Cpu.Silo - used.Silo, market.Cpu.Simulator - used.Simulator);
        var scan = await ScanAsync(market);
        var heap = await SiloHeap.MeasureAsync(market, times: 2);
        return new ScalePoint(
            size, metrics.Of("orleanstrading_market_events_total") / window.TotalSeconds, silo / window, simulator / window, heap / Mebibyte, resident / Mebibyte,
            metrics.Percentile("orleanstrading_stream_lag_seconds", 0.99) * 1_000, scan, market.WarmUp.TotalSeconds, (await market.RestartAsync()).TotalSeconds);
    }

    /// <returns>Milliseconds of the median scan, as the silo tells it.</returns>
    private static async Task<double> ScanAsync(PagesMarket market)
    {
        var times = new List<double>();
        for (var i = 0; i < ScanWarmUps + Scans; i++)
        {
            var answer = await market.GetAsync("/api/v1/scan?max=50");
            if (answer.GetProperty("scanned").GetInt32() == 0)
                throw new InvalidOperationException($"Nothing was scanned: {answer.GetProperty("skipped")}");
            if (i >= ScanWarmUps)
                times.Add(answer.GetProperty("elapsedMs").GetDouble());
        }

        return Percentiles.Of(times, 0.5);
    }
}
