using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Benchmarks.Comparing;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Collection;

namespace OrleansTrading.Benchmarks.Collection;

/// <summary>
/// Rounds of collection of live symbols from a venue in another process that takes 100 ms for each answer: candles, mark price with
/// funding, and open interest of every symbol, all by REST although the streams are live; and the same as it is run by itself, from
/// the streams. A symbol's own requests go out together, so that one symbol takes one answer's time.
/// </summary>
[Description("collect: rounds of 39 live symbols from a venue with 100 ms latency, and the same by npm ccxt")]
internal static class CollectBenchmark
{
    private const int Symbols = 39;
    private const int Runs = 7;
    private const int AtOnce = 32;

    /// <summary>Two candles, and what is collected besides is no larger than two more.</summary>
    private const int RowsOfEach = 4;
    private const double LatencyMilliseconds = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string[] Questions = ["fapi/v1/klines?interval=1m&limit=2&symbol=", "fapi/v1/premiumIndex?symbol=", "fapi/v1/openInterest?symbol="];

    public static async Task RunAsync(Report report)
    {
        await using var market = await LiveMarket.StartAsync(Symbols, LatencyMilliseconds);
        var collector = market.Services.GetRequiredService<MarketCollector>();

        await report.WriteLineAsync($"""
            ## Collection: {Symbols} live symbols, a venue with {LatencyMilliseconds:N0} ms latency in another process

            | from | symbols at once | requests | failed | bound: latency x rounds | fastest | p50 of {Runs} | slowest | target |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        await MeasureAsync(report, collector, market.Instruments, rest: true, AtOnce, 1_000);
        await MeasureAsync(report, collector, market.Instruments, rest: true, atOnce: 1, 5_000);
        await MeasureAsync(report, collector, market.Instruments, rest: false, AtOnce, null);
        await WriteAsync(report, "npm ccxt, REST", await CcxtAsync(market.Venue));
        await WriteAsync(report, "bound: the same requests, answers thrown away", await BareAsync(market));
        var copied = BareCopy.Milliseconds(Symbols * RowsOfEach * Unsafe.SizeOf<Kline>());
        await report.WriteLineAsync($"| bound: two candles, mark price and open interest of each copied in memory | | | | | | {copied:N5} ms | | |");
        report.Add("bound: what is collected of each copied in memory", "p50", copied, "ms");
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

    private static async Task<double[]?> CcxtAsync(Uri venue) =>
        await NodeScript.RunAsync("ccxt", "ccxt-market.mjs", Limit, "collect", venue.ToString(), $"{Symbols}", $"{Runs}", $"{AtOnce}") is { } answer
            ? [.. answer.GetProperty("milliseconds").EnumerateArray().Select(run => run.GetDouble())]
            : null;

    private static async Task<double[]> BareAsync(LiveMarket market)
    {
        using var client = new HttpClient { BaseAddress = market.Venue };
        var times = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(market.Instruments, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (instrument, token) =>
                await Task.WhenAll(Questions.Select(question => client.GetByteArrayAsync(question + instrument.Symbol, token))));
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        // The first round makes the connections.
        return [.. times.Skip(1)];
    }

    private static async Task WriteAsync(Report report, string name, double[]? times)
    {
        if (times is null)
        {
            await report.WriteLineAsync($"| {name} | not installed | | | | | | | |");
            return;
        }

        Array.Sort(times);
        await report.WriteLineAsync($"| {name} | {AtOnce} | {Symbols * Questions.Length} | | | {times[0]:N1} ms | {times[times.Length / 2]:N1} ms | {times[^1]:N1} ms | |");
        report.Add(name, "p50", times[times.Length / 2], "ms");
    }
}
