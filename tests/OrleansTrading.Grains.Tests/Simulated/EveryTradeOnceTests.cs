using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Simulated;

/// <summary>After any fault, what was told equals the simulator's truth: every trade once, every closed candle as it is.</summary>
public sealed class EveryTradeOnceTests
{
    private const long Minute = 60_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<FaultKind, int> Faults() => new()
    {
        { FaultKind.Drop, 1 }, { FaultKind.Freeze, 2 }, { FaultKind.Silence, 3 }, { FaultKind.Duplicate, 4 }, { FaultKind.Reorder, 5 },
        { FaultKind.Malformed, 6 }, { FaultKind.Delay, 7 }, { FaultKind.Http, 8 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Trades_OneSymbolUnderAFault_AreToldOnceEach(FaultKind kind, int seed)
    {
        await using var cluster = await SimulatedCluster.StartAsync(symbols: 1, seed, speed: 60);
        await FollowAsync(cluster);
        Inject(cluster, kind);
        await ShouldEqualTruthAsync(cluster);

        // These faults take frames away: had nothing been asked for, the fault would not have struck.
        if (kind is FaultKind.Drop or FaultKind.Freeze or FaultKind.Silence or FaultKind.Malformed or FaultKind.Http)
            cluster.Capture.FeedOf(cluster.Instruments.Single()).Trades.ShouldContain(told => told.IsRepaired);
    }

    [Fact]
    public async Task Trades_HundredSymbolsUnderAllFaultsTogether_AreToldOnceEach()
    {
        await using var cluster = await SimulatedCluster.StartAsync(symbols: 100, seed: 11, speed: 10, tradesPerSecond: 1);
        await FollowAsync(cluster);
        foreach (var (kind, _) in Faults().Select(row => row.Data))
            Inject(cluster, kind);
        await ShouldEqualTruthAsync(cluster);
        cluster.Instruments.ShouldAllBe(instrument => cluster.Capture.FeedOf(instrument).Trades.Any(told => told.IsRepaired));
    }

    private static async Task FollowAsync(SimulatedCluster cluster)
    {
        foreach (var instrument in cluster.Instruments)
            await cluster.Symbol(instrument).EnsureLiveAsync();
        foreach (var instrument in cluster.Instruments)
            await Eventually.TrueAsync(() => Task.FromResult(cluster.Capture.FeedOf(instrument).Trades.Length > 0), Limit);
    }

    private static void Inject(SimulatedCluster cluster, FaultKind kind)
    {
        // Trades have to pass before there is a connection again, however slowly they come.
        if (kind == FaultKind.Drop)
            cluster.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Refuse, DurationMs = 1_000 });
        cluster.Simulator.Faults.Inject(kind switch
        {
            FaultKind.Drop => new FaultRequest { Fault = kind },
            FaultKind.Delay => new FaultRequest { Fault = kind, DelayMs = 700, DurationMs = 1_500 },
            FaultKind.Malformed => new FaultRequest { Fault = kind, Count = 200 },
            FaultKind.Duplicate or FaultKind.Reorder => new FaultRequest { Fault = kind, DurationMs = 2_000 },
            FaultKind.Http => new FaultRequest { Fault = kind, Status = 503, DurationMs = 1_500 },
            FaultKind.Silence => new FaultRequest { Fault = kind, DurationMs = 2_500 },
            _ => new FaultRequest { Fault = kind, Stream = "aggTrade", DurationMs = 4_000 },
        });
        if (kind == FaultKind.Http)
            cluster.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Malformed, Stream = "aggTrade", DurationMs = 1_500 });
    }

    /// <summary>A stretch of the market after the faults are over is waited for; by its end everything before it has to be there.</summary>
    private static async Task ShouldEqualTruthAsync(SimulatedCluster cluster)
    {
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Simulator.Faults.Active.Count == 0), Limit);
        var end = cluster.Simulator.Clock.Now;
        foreach (var instrument in cluster.Instruments)
            await TradesAsync(cluster, instrument, end);
        foreach (var instrument in cluster.Instruments)
            await CandlesAsync(cluster, instrument, end.ToUnixTimeMilliseconds());
    }

    private static async Task TradesAsync(SimulatedCluster cluster, InstrumentId instrument, DateTimeOffset end)
    {
        var feed = cluster.Capture.FeedOf(instrument);
        var first = feed.Trades.Min(told => told.Trade.Id);
        var truth = cluster.Simulator.Market.Trades(instrument.Symbol, end.AddHours(-1), end).Where(trade => trade.AggregateId >= first)
            .Select(trade => new AggTrade(
                trade.AggregateId, trade.Time.ToUnixTimeMilliseconds(), (double)trade.Price, (double)trade.Quantity, trade.BuyerIsMaker)).ToArray();
        var last = truth[^1].Id;
        var told = await Eventually.GetAsync(
            () => Task.FromResult(feed.Trades.Select(told => told.Trade).Where(trade => trade.Id <= last).ToArray()),
            told => told.Length >= truth.Length, Limit, describe: told => $"{instrument}: {told.Length} trades of {truth.Length}");
        told.OrderBy(trade => trade.Id).ShouldBe(truth);
    }

    private static async Task CandlesAsync(SimulatedCluster cluster, InstrumentId instrument, long end)
    {
        var open = (end / Minute * Minute) - (10 * Minute);
        var truth = cluster.Simulator.Market.Klines(
            instrument.Symbol, "1m", DateTimeOffset.FromUnixTimeMilliseconds(open), DateTimeOffset.FromUnixTimeMilliseconds(open + (9 * Minute)), cluster.Simulator.Clock.Now);
        var klines = await Eventually.GetAsync(
            async () => (await cluster.Symbol(instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 60, open, open + (9 * Minute)))).Klines,
            list => list.Length == 10 && list.All(kline => kline.Closed), Limit);
        klines.ShouldBe(truth.Select(candle => new Kline(
            candle.OpenTime.ToUnixTimeMilliseconds(), (double)candle.Open, (double)candle.High, (double)candle.Low, (double)candle.Close,
            (double)candle.Volume, (double)candle.QuoteVolume, (double)candle.TakerBuyVolume, (double)candle.TakerBuyQuoteVolume, (int)candle.Trades, Closed: true)));
    }
}
