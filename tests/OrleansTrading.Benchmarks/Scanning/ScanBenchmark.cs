using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Benchmarks.Indicators;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.Watchlists;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Benchmarks.Scanning;

/// <summary>What a scan of the whole live market takes, from the question to the scanner to its answer, with every factor there.</summary>
[Description("Scan: every live symbol and interval scored from memory, and the same indicators recomputed by another package")]
internal static class ScanBenchmark
{
    private const int Candles = 300;
    private const int Rounds = 1000;
    private const int WarmUp = 500;
    private const int OtherRuns = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync($"""
            ## Scan: {Candles} candles of each symbol and interval, all factors

            | scan | p50 | p99 | slowest | allocated | requests | target p99 |
            |---|---:|---:|---:|---:|---:|---:|
            """);
        var large = await MeasureAsync(report, 500, ["5m", "15m", "1h", "4h"], 20);
        await MeasureAsync(report, 100, ["5m", "1h"], 2);
        var other = await OtherPackage.MeasureAsync(large, OtherRuns);
        await report.WriteLineAsync(
            $"| 500 symbols x 4 intervals, indicators alone, recomputed by npm technicalindicators in node | {(other is { } time ? $"{time.TotalMilliseconds:N0} ms" : "not installed")} | | | | | |");
        await report.WriteLineAsync();
        await RestScanComparison.WriteAsync(report);
    }

    private static async Task<List<Kline[]>> MeasureAsync(Report report, int symbols, string[] intervals, double target)
    {
        var venue = new QuietVenue(symbols, Candles);
        await using var cluster = await StartAsync(venue, intervals);
        var grains = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();
        await MakeLiveAsync(grains, venue, symbols * intervals.Length);
        foreach (var includeOpen in new[] { false, true })
        {
            var request = new ScanRequest([], IncludeOpen: includeOpen);
            var name = $"{symbols} symbols x {intervals.Length} intervals, {(includeOpen ? "running candles previewed" : "newest closed candles")}";
            await MeasureAsync(report, name, grains.GetGrain<IScannerGrain>(IScannerGrain.Key), venue, request, target, symbols * intervals.Length);
        }

        await cluster.StopAllSilosAsync();
        return [.. venue.Instruments.SelectMany(id => intervals.Select(code => venue.Candles(id, KlineIntervals.Parse(code))[..^1]))];
    }

    private static async Task MeasureAsync(
        Report report, string name, IScannerGrain scanner, QuietVenue venue, ScanRequest request, double target, int expected)
    {
        for (var round = 0; round < WarmUp; round++)
            await scanner.ScanAsync(request);
        var times = new double[Rounds];
        var (requests, counted) = (venue.Requests, 0);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await scanner.ScanAsync(request);
            times[round] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            counted += answer.RestCalls;
            if (answer.Scanned != expected || answer.Results.Any(result => result.Reading.Factors.OpenInterest is null))
                throw new InvalidOperationException($"{answer.Scanned} of {expected} readings, {answer.Skipped.FirstOrDefault()}");
        }

        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Rounds;
        Array.Sort(times);
        await report.WriteLineAsync(
            $"| {name} | {times[Rounds / 2]:F2} ms | {times[Rounds * 99 / 100]:F2} ms | {times[^1]:F2} ms | {bytes / 1024:N0} KiB | {venue.Requests - requests} ({counted} told) | {target:N0} ms |");
        report.Add(name, "p50", times[Rounds / 2], "ms");
        report.Add(name, "p99", times[Rounds * 99 / 100], "ms", target);
        report.Add(name, "REST requests", venue.Requests - requests, "requests", 0);
    }

    private static async Task<InProcessTestCluster> StartAsync(QuietVenue venue, string[] intervals)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddSingleton<IVenueConnector>(venue);
            host.Services.AddMemoryRecordStores();
            host.Services.AddSingleton<IMarketStore>(new MemoryMarketStore());
            host.Services.Configure<MarketOptions>(options =>
                (options.Intervals, options.Capacity, options.Streams) = (string.Join(',', intervals), Candles + 1, "MarkPrice"));
            host.Services.Configure<SignalOptions>(options => options.Benchmark = venue.Instruments[0].ToString());
            host.Services.Configure<WatchlistOptions>(options =>
                (options.Venue, options.Symbols) = (venue.Venue, string.Join(',', venue.Instruments.Select(id => id.Symbol))));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Waits until every symbol can be read, and tells each its open interest, now and an hour before.</summary>
    private static async Task MakeLiveAsync(IGrainFactory grains, QuietVenue venue, int expected)
    {
        using var patience = new CancellationTokenSource(Limit);
        var scanner = grains.GetGrain<IScannerGrain>(IScannerGrain.Key);
        while ((await scanner.ScanAsync(new ScanRequest([]))).Scanned < expected)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        for (var hour = 0; hour < 2; hour++, venue.NextHour())
        {
            var query = new CollectQuery(Rest: false, TimeSpan.Zero, Limit, Limit);
            await Task.WhenAll(venue.Instruments.Select(id => grains.GetGrain<ISymbolGrain>(id.ToString()).CollectAsync(query)));
        }
    }
}
