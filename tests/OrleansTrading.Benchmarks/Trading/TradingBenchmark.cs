using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.Events;

namespace OrleansTrading.Benchmarks.Trading;

/// <summary>Every step between a price and an order, each by itself, with the time that it may take at most.</summary>
[Description("trading: every step between a price and an order, each with its target")]
internal static class TradingBenchmark
{
    private const int WarmUps = 20_000;
    private const int Runs = 100_000;

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync($"""
            ## Trading: from a price to an order

            {LatencySamples.Header}
            """);
        await report.WriteAsync("stream message: frame parsed, looked up, handed over", StreamMessage(), 0.05);
        await using (var silo = await TradingSilo.StartAsync())
        {
            await report.WriteAsync("market update: in the symbol's queue until a caller sees it", await MarketUpdateAsync(silo), 0.1);
            await report.WriteAsync($"capital of {TradingSilo.Accounts} accounts, asked and added up", await CapitalAsync(silo), 5);
        }

        await report.WriteAsync("risk check: 100 positions, no limit breached", LatencySamples.Measure(new MadeUpRisk(100, isCut: false).Check, WarmUps, Runs), 0.05);
        await report.WriteAsync("risk check: 100 positions, cut to what a limit leaves", LatencySamples.Measure(new MadeUpRisk(100, isCut: true).Check, WarmUps, Runs), 0.05);
        await report.WriteAsync("execution decision: order of an account of 100 positions checked, reserved, made an intent", Decision(), 0.2);
        await report.WriteAsync("1,000 positions of an account valued: profit, margin, equity", Aggregation(), 1);
        await report.WriteAsync("exposure of 1,000 positions by asset, venue and account", ExposureOf(), 1);
        await report.WriteAsync("arbitrage: 50 assets at 3 venues, 50 levels a side, both ways", Arbitrage(), 5);
        await report.WriteAsync("event: published until its subscriber has it", await DispatchAsync(), 0.01);
    }

    private static LatencySamples StreamMessage()
    {
        var frame = Encoding.UTF8.GetBytes(
            """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1767225600123,"a":7,"s":"BTCUSDT","p":"60123.40","q":"0.125","f":1,"l":2,"T":1767225600120,"m":false}}""");
        var (reader, streams, taken) = (new BinanceFrameReader(), new StreamTable(), 0L);
        var timeouts = new StreamTimeouts(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        streams.Add(new MarketStream("btcusdt@aggTrade", new InstrumentId("binance", "BTCUSDT"), new StreamRequest(StreamKind.Trade), timeouts));
        var samples = LatencySamples.Measure(i => taken += reader.Read(frame, streams, i) == FrameKind.Event ? reader.Event.EventTime : throw new InvalidOperationException(reader.Defect.ToString()), WarmUps, Runs);
        return taken > 0 ? samples : throw new InvalidOperationException("Nothing was read.");
    }

    private static Task<LatencySamples> MarketUpdateAsync(TradingSilo silo)
    {
        var symbol = silo.Grains.GetGrain<ISymbolGrain>(silo.Instrument.ToString());
        var price = 100.0;
        return LatencySamples.MeasureAsync(
            async i =>
            {
                price += 1;
                silo.Venue.Send(silo.Instrument, MarketEvent.ForMarkPrice(new MarkPrice(silo.Now + i, price, price, 0, 0), TimeProvider.System.GetTimestamp()));
                while ((await symbol.GetSnapshotAsync()).Mark?.Price != price)
                    await Task.Yield();
            },
            2_000, 20_000);
    }

    private static Task<LatencySamples> CapitalAsync(TradingSilo silo)
    {
        var portfolio = silo.Grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key);
        return LatencySamples.MeasureAsync(
            async _ =>
            {
                if ((await portfolio.GetAsync()).Capital.Length != TradingSilo.Accounts)
                    throw new InvalidOperationException("An account did not answer.");
            },
            500, 5_000);
    }

    private static LatencySamples Decision()
    {
        var account = new MadeUpAccount(100);
        return LatencySamples.Measure(account.DecideAndForget, 2_000, 20_000);
    }

    private static LatencySamples Aggregation()
    {
        var (account, sum) = (new MadeUpAccount(1_000), 0m);
        var samples = LatencySamples.Measure(
            _ => sum += AccountValuation.Equity(account.Book, account) + AccountValuation.MarginUsed(account.Book, account, AccountRules.Default), 200, 5_000);
        return sum > 0 ? samples : throw new InvalidOperationException("Nothing was valued.");
    }

    private static LatencySamples ExposureOf()
    {
        var random = new Random(1);
        HeldPosition[] positions =
        [
            .. Enumerable.Range(0, 1_000).Select(i => new HeldPosition(
                $"account{i % 10}", new InstrumentId(i % 2 == 0 ? "binance" : "okx", $"S{i % 100}USDT"), $"S{i % 100}", random.Next(-1000, 1000) / 10m, 1.2345m, 1)),
        ];
        var count = 0;
        var samples = LatencySamples.Measure(_ => count += ExposureReport.Of(positions).Total.Positions, 200, 5_000);
        return count > 0 ? samples : throw new InvalidOperationException("Nothing was added up.");
    }

    private static LatencySamples Arbitrage()
    {
        var random = new Random(2);
        var rules = new ArbitrageRules(1_000, 5, 2, TimeSpan.FromSeconds(5));
        var assets = Enumerable.Range(0, 50).Select(_ => new[] { "binance", "okx", "kraken" }.Select(venue => MadeUpMarkets.Market(venue, random)).ToArray()).ToArray();
        var count = 0;
        var samples = LatencySamples.Measure(
            _ =>
            {
                foreach (var markets in assets)
                    count += ArbitrageMath.Compare(markets, rules).Length;
            },
            200, 5_000);
        return count > 0 ? samples : throw new InvalidOperationException("Nothing was compared.");
    }

    private static async Task<LatencySamples> DispatchAsync()
    {
        await using var provider = new ServiceCollection().AddLogging().AddEventBus().BuildServiceProvider();
        var bus = provider.GetRequiredService<IEventBus>();
        var (seen, happened) = (0, new WatchlistChanged(0, "elite", [], []));
        await using var subscription = bus.Subscribe<WatchlistChanged>("benchmark", (_, _) =>
        {
            Volatile.Write(ref seen, seen + 1);
            return ValueTask.CompletedTask;
        });
        var expected = 0;
        return LatencySamples.Measure(
            _ =>
            {
                bus.Publish(happened);
                expected++;
                var spin = default(SpinWait);
                while (Volatile.Read(ref seen) != expected)
                    spin.SpinOnce(sleep1Threshold: -1);
            },
            WarmUps, Runs);
    }
}
