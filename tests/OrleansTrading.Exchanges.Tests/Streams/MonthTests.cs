using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class MonthTests
{
    private static readonly StreamRequest[] Kinds =
    [
        new(StreamKind.Trade), new(StreamKind.Kline, KlineInterval.OneMinute), new(StreamKind.BookTicker), new(StreamKind.Depth), new(StreamKind.MarkPrice),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20260102)]
    public async Task Streams_ThirtyDaysWithDailyRollOvers_LoseNothingAndTellNothingTwice(int seed)
    {
        var (time, random) = (new ManualTimeProvider(), new Random(seed));
        var venue = new MemoryVenue(time, random);
        var options = Settings();
        await using var streams = new MarketStreams(
            venue, new Random(seed), new BinanceStreamProtocol(new BinanceEnvironment(options)), options.Streams, Patient(),
            new VenueClock(time), time, NullLogger.Instance, dials: null);
        var begin = time.GetUtcNow().ToUnixTimeMilliseconds();
        var market = Enumerable.Range(0, 3).Select(index => new MarketTruth(venue, $"S{index}USDT", begin / 60_000 * 60_000)).ToList();
        var sinks = market.ConvertAll(_ => new TruthSink());
        for (var index = 0; index < market.Count; index++)
            streams.Subscribe(new InstrumentId("binance", market[index].Symbol), Kinds, sinks[index]);
        using (var deadline = new CancellationTokenSource(Patience.Long))
        {
            while (sinks.Any(sink => sink.Subscribed < Kinds.Length))
            {
                await MoveAsync(TimeSpan.FromMilliseconds(100), all: true, [], venue, time, random);
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, deadline.Token);
            }
        }

        const int Connections = 5;
        venue.Open.Count.ShouldBe(Connections);
        for (var day = 1; day <= 30; day++)
        {
            // Until the first may be replaced time runs in long steps; then it is second by second until all have been.
            var first = venue.Open.Min(socket => socket.OpenedAt) + (options.Streams.MaxConnectionAge * (1 - options.Streams.AgeSpread));
            while (time.GetElapsedTime(0) + TimeSpan.FromMinutes(10) < first)
                await MoveAsync(TimeSpan.FromMinutes(10), all: true, market, venue, time, random);
            for (var step = 0; step < 6000 && streams.Statistics.RollOvers < Connections * day; step++)
                await MoveAsync(TimeSpan.FromSeconds(1), all: false, market, venue, time, random);
            streams.Statistics.RollOvers.ShouldBe(Connections * day, $"day {day}, seed {seed}");
            venue.Open.ShouldAllBe(socket => time.GetElapsedTime(0) - socket.OpenedAt < TimeSpan.FromHours(24));
        }

        await venue.DeliverAsync(all: true);
        for (var index = 0; index < market.Count; index++)
        {
            var (truth, told) = (market[index], sinks[index]);
            told.Faults.ShouldBeEmpty($"seed {seed}");
            (told.Trades, told.ClosedCandles, told.Tickers, told.Depths, told.Marks).ShouldBe(
                (truth.Trades, truth.ClosedCandles, truth.Tickers, truth.Depths, truth.Marks), $"seed {seed}");
            told.ClosedCandles.ShouldBeGreaterThan(29 * 1440 * 9 / 10);
            told.Subscribed.ShouldBe(Kinds.Length);
        }

        (streams.Statistics.Reconnects, streams.Statistics.Resubscriptions).ShouldBe((0, 0));
        venue.Dials.Count.ShouldBe(Connections * 31);
    }

    private static BinanceOptions Settings()
    {
        var options = new BinanceOptions { SimulatorAddress = "http://127.0.0.1:1" };
        (options.Streams.MaxStreamsPerConnection, options.Streams.AgeSpread) = (3, 0.002);
        (options.Streams.WatchPeriod, options.Streams.RequestTimeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        options.Streams.RollOverTime = TimeSpan.FromMinutes(10);
        return options;
    }

    /// <summary>Time runs in long steps here: silence is not what this is about.</summary>
    private static StreamWatchOptions Patient()
    {
        var forever = TimeSpan.FromDays(40);
        return new StreamWatchOptions
        {
            FirstMessageTimeout = forever, IdleTimeout = forever, TradeTimeout = forever, OrderBookTimeout = forever, KlineTimeout = forever,
            MarkPriceTimeout = forever, Adaptive = false,
        };
    }

    private static async Task MoveAsync(
        TimeSpan by, bool all, List<MarketTruth> market, MemoryVenue venue, ManualTimeProvider time, Random random)
    {
        time.Advance(by);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var symbol in market)
            symbol.MoveTo(now, random);
        await venue.DeliverAsync(all);
    }
}
