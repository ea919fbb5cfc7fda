using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OrleansTrading.Dashboard.Shell;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>What somebody waits for in front of the pages, with every symbol of the market ticking; and what an open page costs the silo.</summary>
[Description("the dashboard: first content, updates, 50 circuits, memory of each")]
internal static class PagesBenchmark
{
    private const string List = "instruments";
    private const double Mebibyte = 1024 * 1024;

    /// <summary>A page that is open has drawn for so long before the heap is looked at.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report output)
    {
        var sizes = PagesSizes.FromEnvironment();
        await using var market = await PagesMarket.StartAsync(sizes.Symbols);
        await using var chromium = await Chromium.StartAsync();
        await WriteAsync(output, $"""
            ## Pages

            {sizes.Symbols:N0} symbols, all followed and ticking, from the simulator; silo, simulator, Chromium and the circuits without a browser are processes on
            the same {Environment.ProcessorCount} cores. It took {market.WarmUp.TotalSeconds:N0} s until every symbol was live.

            """);
        await WriteMemoryAsync(output, market, sizes);
        await WriteUpdatesAsync(output, market, chromium, sizes);
        await WriteContentAsync(output, market, chromium, sizes);
    }

    private static async Task WriteMemoryAsync(Report output, PagesMarket market, PagesSizes sizes)
    {
        var few = Math.Max(1, sizes.Circuits / 5);
        await using var circuits = HeadlessCircuits.Start(market.Address, List);
        // What is made once, whoever opens the page, is no circuit's.
        await circuits.OpenAsync(1);
        await circuits.CloseAsync();
        var none = await SiloHeap.MeasureAsync(market);
        var some = await MeasureOpenAsync(market, circuits, few);
        var all = await MeasureOpenAsync(market, circuits, sizes.Circuits);
        await circuits.CloseAsync();
        var after = await SiloHeap.MeasureAsync(market);
        await WriteAsync(output, $"""
            | managed heap after a full collection, circuits on /{List} | | each more | target |
            |---|---:|---:|---:|
            | none | {none / Mebibyte:N2} MiB | | |
            | {few} | {some / Mebibyte:N2} MiB | {(some - none) / few / Mebibyte:N3} MiB | 2 MB |
            | {sizes.Circuits} | {all / Mebibyte:N2} MiB | {(all - some) / (sizes.Circuits - few) / Mebibyte:N3} MiB | 2 MB |
            | none again | {after / Mebibyte:N2} MiB | | |

            """);
        output.Add($"memory of a circuit, {few + 1}th to {sizes.Circuits}th", "bytes", (all - some) / (sizes.Circuits - few), "bytes", 2_000_000);
    }

    private static async Task<double> MeasureOpenAsync(PagesMarket market, HeadlessCircuits circuits, int count)
    {
        await circuits.OpenAsync(count);
        await Task.Delay(Settling, TimeProvider.System);
        Verify(await circuits.CountAsync());
        return await SiloHeap.MeasureAsync(market);
    }

    private static async Task WriteUpdatesAsync(Report output, PagesMarket market, Chromium chromium, PagesSizes sizes)
    {
        var list = WatchedContent.Of(List);
        var one = WatchedContent.Of($"{List}/binance:{market.Symbols[0]}");
        await output.WriteLineAsync("| from a trade in the simulator until a page shows its price or a later one | p50 | p95 | p99 | target p95 | trades | ambiguous | unknown |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|---:|");
        await WriteUpdateAsync(output, $"/{list.Path}", await UpdateMeasurement.RunAsync(market, chromium, list, sizes.Seconds), 300);
        await WriteUpdateAsync(output, $"/{one.Path}", await UpdateMeasurement.RunAsync(market, chromium, one, sizes.Seconds), 300);

        await using var circuits = HeadlessCircuits.Start(market.Address, List);
        await circuits.OpenAsync(sizes.Circuits - 1);
        await circuits.CountAsync();
        var (cpu, begun) = (market.Cpu, Stopwatch.GetTimestamp());
        await WriteUpdateAsync(output, $"/{list.Path}, {sizes.Circuits} circuits", await UpdateMeasurement.RunAsync(market, chromium, list, sizes.Seconds), 1_000);
        var (used, seconds) = (market.Cpu, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        var counts = await circuits.CountAsync();
        Verify(counts);
        await circuits.CloseAsync();
        await WriteAsync(output, $"""

            | {sizes.Circuits} circuits on /{List}, {counts.Min(circuit => circuit.Rows)} rows drawn in each | |
            |---|---:|
            | batches a second of a circuit, fewest to most | {counts.Min(circuit => circuit.Batches) / seconds:N2} to {counts.Max(circuit => circuit.Batches) / seconds:N2} |
            | bytes a batch | {counts.Sum(circuit => circuit.Bytes) / (double)counts.Sum(circuit => circuit.Batches):N0} |
            | cores of the silo | {(used.Silo - cpu.Silo).TotalSeconds / seconds:N2} |
            | cores of the simulator | {(used.Simulator - cpu.Simulator).TotalSeconds / seconds:N2} |

            """);
    }

    private static Task WriteUpdateAsync(Report output, string title, UpdateLatency latency, int target)
    {
        output.Add($"update on {title}", "p95", latency.Percentile(0.95), "ms", target);
        return WriteAsync(
            output,
            $"| {title} | {latency.Percentile(0.5):N0} ms | {latency.Percentile(0.95):N0} ms | {latency.Percentile(0.99):N0} ms | {target:N0} ms | {latency.Count:N0} | {latency.Ambiguous:N0} | {latency.Unknown:N0} |");
    }

    private static async Task WriteContentAsync(Report output, PagesMarket market, Chromium chromium, PagesSizes sizes)
    {
        await output.WriteLineAsync($"| first content, {sizes.Loads} loads, each in a fresh profile | p50 | p95 | slowest | first paint, p95 | target p95 |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|");
        foreach (var path in PageLink.All.Select(link => link.Href).Append($"{List}/binance:{market.Symbols[0]}"))
        {
            var content = WatchedContent.Of(path);
            // The first one of all is compiled for.
            await BrowserWatch.LoadAsync(chromium, market.Address, content);
            var loads = new List<(double Content, double Paint)>();
            for (var i = 0; i < sizes.Loads; i++)
                loads.Add(await BrowserWatch.LoadAsync(chromium, market.Address, content));
            double[] came = [.. loads.Select(load => load.Content)];
            output.Add($"first content of /{path}", "p95", Percentiles.Of(came, 0.95), "ms", 500);
            await WriteAsync(output, $"| /{path} | {Percentiles.Of(came, 0.5):N0} ms | {Percentiles.Of(came, 0.95):N0} ms | {came.Max():N0} ms | {Percentiles.Of([.. loads.Select(load => load.Paint)], 0.95):N0} ms | 500 ms |");
        }
    }

    private static void Verify(IReadOnlyList<CircuitCount> circuits)
    {
        if (circuits.FirstOrDefault(circuit => circuit.Rows == 0 || circuit.Batches == 0) is { } still)
            throw new InvalidOperationException($"A circuit draws nothing: {still}.");
    }

    private static Task WriteAsync(Report output, FormattableString text) => output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
