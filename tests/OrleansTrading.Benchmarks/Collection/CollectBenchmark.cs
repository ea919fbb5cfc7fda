using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Collection;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;
using SiloCommandLine = OrleansTrading.Silo.Hosting.CommandLine;

namespace OrleansTrading.Benchmarks.Collection;

/// <summary>
/// Rounds of collection of live symbols from a venue in another process that takes 100 ms for each answer: candles, mark price with
/// funding, and open interest of every symbol, all by REST although the streams are live; and the same as it is run by itself, from
/// the streams. A symbol's own requests go out together, so that one symbol takes one answer's time.
/// </summary>
[Description("Collection of 39 live symbols from a venue with 100 ms latency")]
internal static class CollectBenchmark
{
    private const int Symbols = 39;
    private const int Runs = 7;
    private const double LatencyMilliseconds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(Report report)
    {
        await using var venue = await HostProcess.StartSimulatorAsync(["--symbols", $"{Symbols}", "--latency", $"{LatencyMilliseconds}ms"]);
        using var data = new TemporaryDirectory();
        await using var host = await SiloHost.StartAsync(SiloCommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--Venues:Binance:SimulatorAddress", venue.Address.ToString(),
            "--Watchlist:Top", $"{Symbols}", "--Market:Intervals", "1m,5m", "--Venues:Binance:Rest:WeightLimit", "100000",
            "--Logging:LogLevel:Default", "Error",
        ]), CancellationToken.None);
        var instruments = await LiveAsync(host.App.Services.GetRequiredService<IGrainFactory>());
        var collector = host.App.Services.GetRequiredService<MarketCollector>();

        await report.WriteLineAsync($"""
            ## Collection: {Symbols} live symbols, a venue with {LatencyMilliseconds:N0} ms latency in another process

            | from | symbols at once | requests | failed | bound: latency x rounds | fastest | p50 of {Runs} | slowest | target |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        await MeasureAsync(report, collector, instruments, rest: true, atOnce: 32, 1_000);
        await MeasureAsync(report, collector, instruments, rest: true, atOnce: 1, 5_000);
        await MeasureAsync(report, collector, instruments, rest: false, atOnce: 32, null);
        await report.WriteLineAsync();
    }

    private static async Task MeasureAsync(
        Report report, MarketCollector collector, ImmutableArray<InstrumentId> instruments, bool rest, int atOnce, double? target)
    {
        var rounds = new List<CollectionSummary>();
        for (var run = 0; run < Runs; run++)
            rounds.Add(await collector.CollectAsync(instruments, rest, atOnce, onResult: null, CancellationToken.None));
        var times = rounds.Select(round => round.Took.TotalMilliseconds).Order().ToList();
        var bound = rest ? $"{Math.Ceiling(instruments.Length / (double)atOnce) * LatencyMilliseconds:N0} ms" : "";
        await report.WriteLineAsync(
            $"| {(rest ? "REST" : "streams")} | {atOnce} | {rounds.Max(round => round.Requests)} | {rounds.Sum(round => round.Failed + round.Skipped)} "
            + $"| {bound} | {times[0]:N1} ms | {times[Runs / 2]:N1} ms | {times[^1]:N1} ms | {(target is { } most ? $"{most:N0} ms" : "")} |");
        report.Add($"{(rest ? "REST" : "streams")}, {atOnce} at once", "p50", times[Runs / 2], "ms", target);
    }

    private static async Task<ImmutableArray<InstrumentId>> LiveAsync(IGrainFactory grains)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Limit)
        {
            var live = await grains.GetLiveInstrumentsAsync();
            var snapshots = await Task.WhenAll(live.Select(id => grains.GetGrain<ISymbolGrain>(id.ToString()).GetSnapshotAsync()));
            if (snapshots.Length == Symbols && snapshots.All(snapshot => snapshot is { Phase: SymbolPhase.Live, Mark: not null }))
                return live;
            await Task.Delay(Pause, TimeProvider.System);
        }

        throw new TimeoutException($"Not all of {Symbols} symbols are live after {Limit}.");
    }
}
