using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

/// <summary>
/// The hand-over between REST and stream loses and doubles no candle: whatever the order of interruptions, late answers,
/// failures and restarts of the grain, in the end store and memory equal the market.
/// </summary>
public sealed class HandOverTests
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;
    private const int Steps = 150;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    public static TheoryData<int> Seeds => [1, 2, 3, 675411578, 336109746, Random.Shared.Next()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task SymbolGrain_AnyInterruptions_EndsComplete(int seed)
    {
        var venue = new FakeVenue(Start + 30_000, seed);
        await using var cluster = await MarketCluster.StartAsync(venue);
        var storm = new Storm(cluster, new Random(seed));
        await cluster.Symbol(Instrument).EnsureLiveAsync();

        for (var step = 0; step < Steps; step++)
            await storm.StepAsync();
        await storm.CalmAsync();

        var last = venue.Now / Minute * Minute;
        foreach (var interval in new[] { KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes })
        {
            var length = interval.ToMilliseconds();
            var to = interval.OpenTimeOf(last) - length;
            var expected = Truth(venue, interval, to);
            var stored = await Eventually.GetAsync(
                () => cluster.Store.ReadKlinesAsync(Instrument, interval, Start, to, 100_000, default),
                klines => klines.Count == expected.Length,
                Limit,
                () => $"seed {seed}, {interval.ToCode()}, expected {expected.Length}");
            stored.ShouldBe(expected, $"seed {seed}, store");
            var count = Math.Min(20, expected.Length);
            var held = await cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(interval, count, null, to));
            held.Klines.ToArray().ShouldBe(expected[^count..], $"seed {seed}, memory");
        }
    }

    private static Kline[] Truth(FakeVenue venue, KlineInterval interval, long to)
    {
        var count = (int)((to - Start) / interval.ToMilliseconds()) + 1;
        return [.. Enumerable.Range(0, count).Select(i => venue.Market.At(interval, Start + (i * interval.ToMilliseconds()), venue.Now))];
    }

    private sealed class Storm(MarketCluster cluster, Random random)
    {
        private readonly FakeVenue _venue = cluster.Venue;
        private long _open = Start;

        public async Task StepAsync()
        {
            // A call between the steps lets the grain take its turns among them.
            await cluster.Symbol(Instrument).GetSnapshotAsync();
            switch (random.Next(12))
            {
                case 0:
                    Stream?.Interrupt();
                    break;
                case 1 or 2:
                    Stream?.Connect();
                    break;
                case 3:
                    _venue.HoldAnswers();
                    break;
                case 4 or 5:
                    _venue.ReleaseAnswers();
                    break;
                case 6:
                    _venue.Failure = random.Next(2) == 0 ? new VenueException(ErrorKind.Network, isTransient: true, "made up") : null;
                    break;
                case 7 when random.Next(6) == 0:
                    await cluster.Symbol(Instrument).ReleaseAsync();
                    await cluster.Symbol(Instrument).EnsureLiveAsync();
                    break;
                case 8:
                    Stream?.SendKline(_open);
                    break;
                default:
                    CloseMinute();
                    break;
            }
        }

        public async Task CalmAsync()
        {
            _venue.Failure = null;
            _venue.ReleaseAnswers();
            await cluster.Symbol(Instrument).EnsureLiveAsync();
            await Eventually.TrueAsync(() => Task.FromResult(Stream is not null), Limit);
            if (!Stream!.IsConnected)
                Stream.Connect();
            CloseMinute();
            Stream.SendKline(_open);
            await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), snapshot => snapshot.Phase == SymbolPhase.Live, Limit);
        }

        private FakeSubscription? Stream => _venue.SubscriptionOf(Instrument);

        private void CloseMinute()
        {
            _venue.MoveTo(_open + (Minute / 2));
            Stream?.SendKline(_open);
            _venue.MoveTo(_open + Minute + 1);
            Stream?.SendKline(_open);
            if (random.Next(5) == 0)
                Stream?.SendKline(_open);
            _open += Minute;
        }
    }
}
