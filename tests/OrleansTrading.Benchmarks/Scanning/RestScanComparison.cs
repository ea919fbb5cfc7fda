using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Benchmarks.Collection;
using OrleansTrading.Benchmarks.Comparing;
using OrleansTrading.Benchmarks.Indicators;
using OrleansTrading.Contracts.Scanning;

namespace OrleansTrading.Benchmarks.Scanning;

/// <summary>The same scan of a live market twice: from the memory of the symbols' grains, and by asking the venue for every candle.</summary>
internal static class RestScanComparison
{
    private const int Symbols = 39;
    private const double LatencyMilliseconds = 100;
    private const int WarmUps = 300;
    private const int CacheRuns = 1_000;
    private const int RestRuns = 7;

    public static async Task WriteAsync(Report report)
    {
        await using var market = await LiveMarket.StartAsync(Symbols, LatencyMilliseconds);
        var scanner = market.Services.GetRequiredService<IGrainFactory>().GetGrain<IScannerGrain>(IScannerGrain.Key);
        await report.WriteLineAsync($"""
            {Symbols} live symbols x 2 intervals, a venue in another process with {LatencyMilliseconds:N0} ms latency:

            {LatencySamples.Header}
            """);
        await report.WriteAsync("the same scan from memory", await LatencySamples.MeasureAsync(_ => ScanAsync(scanner, ScanSource.Cache), WarmUps, CacheRuns));
        await report.WriteAsync("the same scan by REST", await LatencySamples.MeasureAsync(_ => ScanAsync(scanner, ScanSource.Rest), 1, RestRuns));
        var copied = BareCopy.Milliseconds(Symbols * 2 * IndicatorsBenchmark.BytesOfASet());
        await report.WriteLineAsync($"\nThe indicators of all of them merely copied in memory: {copied:N4} ms.\n");
        report.Add("bound: the indicators of all copied in memory", "p50", copied, "ms");
    }

    private static async Task ScanAsync(IScannerGrain scanner, ScanSource source)
    {
        var answer = await scanner.ScanAsync(new ScanRequest([], MaximumResults: ScanRequest.MostResults, Source: source));
        if (answer.Scanned != Symbols * 2 || (answer.RestCalls == 0) != (source == ScanSource.Cache))
            throw new InvalidOperationException($"{answer.Scanned} of {Symbols * 2} readings by {answer.RestCalls} requests: {answer.Skipped.FirstOrDefault()}");
    }
}
