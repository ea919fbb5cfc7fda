using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;
using SiloCommandLine = OrleansTrading.Silo.Hosting.CommandLine;

namespace OrleansTrading.Benchmarks.Collection;

/// <summary>
/// Symbols that nothing is known of, brought live through their grains: history of every interval by REST from a venue
/// in another process that takes 100 ms for each answer, then the streams. Each run has a silo and a store of its own.
/// The venue is asked for the same candles beforehand by somebody else: it makes them up as they are asked for, 432,000
/// minutes for 300 days of one symbol, and that arithmetic is not the silo's.
/// </summary>
[Description("Cold collection of 39 symbols from a venue with 100 ms latency")]
internal static class ColdCollectionBenchmark
{
    private const int Symbols = 39;
    private const int Runs = 5;
    private const double LatencyMilliseconds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync($"""
            ## Cold collection: {Symbols} symbols, a venue with {LatencyMilliseconds:N0} ms latency in another process

            | candles of | requests | bound: latency x requests / at once | fastest | p50 of {Runs} | slowest | target |
            |---|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var intervals in new[] { "1m", "1m,5m,15m,1h,4h,1d" })
        {
            var times = new List<double>();
            for (var run = 0; run < Runs; run++)
                times.Add(await CollectAsync(intervals));
            times.Sort();
            var requests = Symbols * intervals.Split(',').Length;
            var bound = Math.Ceiling(requests / 32.0) * LatencyMilliseconds;
            report.Add($"39 symbols, {intervals}", "p50", times[Runs / 2], "ms", 1_000);
            await report.WriteLineAsync(
                $"| {intervals} | {requests} | {bound:N0} ms | {times[0]:N0} ms | {times[Runs / 2]:N0} ms | {times[^1]:N0} ms | 1,000 ms |");
        }

        await report.WriteLineAsync();
    }

    /// <returns>Milliseconds until the last symbol is live.</returns>
    private static async Task<double> CollectAsync(string intervals)
    {
        await using var venue = await HostProcess.StartSimulatorAsync(["--symbols", $"{Symbols + 1}", "--latency", $"{LatencyMilliseconds}ms"]);
        await AskBeforehandAsync(venue.Address, intervals);
        using var data = new TemporaryDirectory();

        // One symbol is followed from the start: what is measured is a silo that runs, not one that starts.
        await using var host = await SiloHost.StartAsync(SiloCommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--Venues:Binance:SimulatorAddress", venue.Address.ToString(),
            "--Watchlist:Top", "1", "--Market:Intervals", intervals, "--Logging:LogLevel:Default", "Error",
        ]), CancellationToken.None);
        var grains = host.App.Services.GetRequiredService<IGrainFactory>();
        var listed = await host.App.Services.GetRequiredService<IVenueConnector>().Rest.GetInstrumentsAsync(CancellationToken.None);
        var all = listed.Select(instrument => instrument.Id).ToList();
        var first = await FirstLiveAsync(grains, all);
        var rest = all.Where(id => id != first).Take(Symbols).ToList();

        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(rest.Select(id => grains.GetGrain<ISymbolGrain>(id.ToString()).EnsureLiveAsync()));
        await Task.WhenAll(rest.Select(id => LiveAsync(grains, id)));
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task AskBeforehandAsync(Uri venue, string intervals)
    {
        const int Candles = 400;
        using var client = new HttpClient { BaseAddress = venue };
        using var listing = JsonDocument.Parse(await client.GetByteArrayAsync("fapi/v1/exchangeInfo"));
        var questions =
            from symbol in listing.RootElement.GetProperty("symbols").EnumerateArray()
            from interval in intervals.Split(',')
            select $"fapi/v1/klines?symbol={symbol.GetProperty("symbol").GetString()}&interval={interval}&limit={Candles}";
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (question, token) =>
            await client.GetByteArrayAsync(question, token));
    }

    private static async Task<InstrumentId> FirstLiveAsync(IGrainFactory grains, IEnumerable<InstrumentId> all) =>
        await (await Task.WhenAny(all.Select(async id =>
        {
            await LiveAsync(grains, id);
            return id;
        })));

    private static async Task LiveAsync(IGrainFactory grains, InstrumentId id)
    {
        var grain = grains.GetGrain<ISymbolGrain>(id.ToString());
        var begun = Stopwatch.GetTimestamp();
        while ((await grain.GetSnapshotAsync()).Phase != SymbolPhase.Live)
        {
            if (Stopwatch.GetElapsedTime(begun) > Limit)
                throw new TimeoutException($"{id} is not live after {Limit}.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
