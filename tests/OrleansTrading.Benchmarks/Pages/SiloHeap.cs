using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>What the silo's managed heap holds after a full collection, by its own metrics.</summary>
internal static class SiloHeap
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    /// <summary>The runtime's keyword for "collect now, everything".</summary>
    private const long CollectNow = 0x800000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Bytes alive, without the gaps between them: the least of some collections, for what happens to be under way is nobody's.</summary>
    public static async Task<double> MeasureAsync(PagesMarket market, int times = 5)
    {
        var least = double.MaxValue;
        for (var i = 0; i < times; i++)
            least = Math.Min(least, await CollectAsync(market));
        return least;
    }

    private static async Task<double> CollectAsync(PagesMarket market)
    {
        var before = Collections(await market.GetMetricsAsync());
        // A session that asks for nothing but the collection; it brings it about as it begins.
        using (var session = await new DiagnosticsClient(market.SiloId).StartEventPipeSessionAsync(
            [new EventPipeProvider(Runtime, EventLevel.Informational, CollectNow)], requestRundown: false, circularBufferMB: 1, CancellationToken.None))
        {
            var read = session.EventStream.CopyToAsync(Stream.Null);
            await Eventually.TrueAsync(async () => Collections(await market.GetMetricsAsync()) > before, Limit);
            await session.StopAsync(CancellationToken.None);
            await read;
        }

        var metrics = await market.GetMetricsAsync();
        return Sum(metrics, "dotnet_gc_last_collection_heap_size_bytes") - Sum(metrics, "dotnet_gc_last_collection_heap_fragmentation_size_bytes");
    }

    private static double Collections(IReadOnlyDictionary<string, double> metrics) => metrics["dotnet_gc_collections_total{gc_heap_generation=\"gen2\"}"];

    private static double Sum(IReadOnlyDictionary<string, double> metrics, string name) =>
        metrics.Where(metric => metric.Key.StartsWith(name + '{', StringComparison.Ordinal)).Sum(metric => metric.Value);
}
