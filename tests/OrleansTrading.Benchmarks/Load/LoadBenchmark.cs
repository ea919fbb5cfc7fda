using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OrleansTrading.Benchmarks.Pages;

namespace OrleansTrading.Benchmarks.Load;

/// <summary>
/// The whole service as its users have it: a silo that follows a market of the simulator, and clients that ask and trade over HTTP, all
/// processes of their own. It begins when every symbol has its history, and its first fifth, a minute at most, is not counted.
/// </summary>
[Description("load: the whole service, a market and clients; --minutes, --clients, --symbols")]
internal static class LoadBenchmark
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(Report report)
    {
        var settings = report.Settings;
        var duration = TimeSpan.FromMinutes(settings.Minutes);
        var warmUp = duration / 5 < LongestWarmUp ? duration / 5 : LongestWarmUp;
        report.At("the start of the service");
        await using var market = await PagesMarket.StartAsync(settings.Symbols, settings.Seed);
        report.At("the history of all symbols");
        var history = await market.WaitForHistoryAsync();
        var clients = new LoadClients(market.Address, [.. market.Symbols.Select(symbol => $"binance:{symbol}")], settings.Clients, settings.Seed);
        report.At("its first part, which is not counted");
        await clients.RunAsync(warmUp, 0);
        await using var memory = MemoryWatch.Start(market.SiloId);
        var (before, cpu, begun) = (await market.GetMetricsAsync(), market.Cpu, Stopwatch.GetTimestamp());
        report.At("the load");
        var counts = await clients.RunAsync(duration - warmUp, 1);
        var (after, used, seconds) = (await market.GetMetricsAsync(), market.Cpu, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            ## Load: {settings.Clients} clients, {settings.Symbols} symbols, {duration.TotalMinutes:0.#} min, seed {settings.Seed}

            All symbols were live after {market.WarmUp.TotalSeconds:N1} s, and had their history {history.TotalSeconds:N0} s later. Silo, simulator and clients share {Environment.ProcessorCount} cores.
            """));
        await WriteOperationsAsync(report, counts, seconds);
        await WriteServiceAsync(report, new MetricsDelta(before, after), (used.Silo - cpu.Silo).TotalSeconds / seconds, seconds, memory);
    }

    private static async Task WriteOperationsAsync(Report report, IReadOnlyDictionary<string, OperationCount> counts, double seconds)
    {
        await report.WriteLineAsync("\n| request | a second | p50 | p75 | p90 | p95 | p99 | p99.9 | longest | refused | failed |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, count) in counts)
        {
            var percentiles = LatencySamples.Shares.Select(share => count.Latency.Percentile(share).TotalMilliseconds).ToList();
            await report.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {count.Latency.Count / seconds:N1} | {string.Join(" | ", percentiles.Select(value => value.ToString("N1", CultureInfo.InvariantCulture) + " ms"))} | {count.Latency.Most.TotalMilliseconds:N0} ms | {count.Refused:N0} | {count.Failed:N0}{(count.Failure is { } why ? $" ({why})" : "")} |"));
            foreach (var (share, value) in LatencySamples.Shares.Zip(percentiles))
                report.Add(name, LatencySamples.Name(share), value, "ms");
        }

        report.AddRate("all requests", counts.Values.Sum(count => count.Latency.Count) / seconds, "requests/s");
        report.Add("requests that failed", "count", counts.Values.Sum(count => count.Failed), "requests", 0);
        if (counts["order"] is { } orders && orders.Latency.Count > 0 && orders.Latency.Count == orders.Refused)
            throw new InvalidOperationException("Every order was refused: that is no load.");
    }

    private static async Task WriteServiceAsync(Report report, MetricsDelta metrics, double cores, double seconds, MemoryWatch memory)
    {
        var events = metrics.Of("orleanstrading_market_events_total") / seconds;
        var lag = metrics.Percentile("orleanstrading_stream_lag_seconds", 0.99);
        var pauses = metrics.Of("dotnet_gc_pause_time_seconds_total") / seconds;
        var allocated = metrics.Of("dotnet_gc_heap_total_allocated_bytes_total") / seconds;
        await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""

            | the silo meanwhile | |
            |---|---:|
            | market events a second | {events:N0} |
            | lag of its streams, p99, at most | {lag * 1000:N0} ms |
            | cores | {cores:N2} |
            | most memory, with all that the system counts as its | {memory.Most / 1e6:N0} MB |
            | growth of its memory over the last three quarters | {memory.GrowthPerHour / 1e6:N1} MB/h |
            | allocated a second | {allocated / 1e6:N1} MB |
            | share of the time that collections held it up | {pauses:P2} |

            """));
        report.AddRate("market events", events, "events/s");
        report.Add("lag of streams", "p99", lag * 1000, "ms");
        report.Add("silo's cores", "mean", cores, "cores");
        report.Add("silo's memory", "most", memory.Most, "bytes");
        report.Add("silo's memory", "growth an hour", memory.GrowthPerHour, "bytes");
        report.Add("silo's allocation", "a second", allocated, "bytes");
        report.Add("collector's pauses", "share", pauses * 100, "%");
    }
}
