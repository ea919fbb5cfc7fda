using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolFlowTests : IAsyncDisposable
{
    private const long Start = 1_767_225_600_000;
    private const int Seconds = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    private readonly RecordingCapture _capture = new();
    private readonly FakeVenue _venue = new(Start + 30_000);

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task Flow_TradesAndBestPrices_AddUpBySecondAndAreToldOnceOver()
    {
        await using var cluster = await MarketCluster.StartAsync(_venue, services: services => services.AddSingleton<IMarketCapture>(_capture));
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        for (var second = 0; second < Seconds; second++)
        {
            var time = Start + (second * 1000);
            stream.Send(MarketEvent.ForBookTicker(new BookTicker(second + 1, time, 99, 1 + second, 101, 1), received: 0));
            // Bought and sold by takers: 3 at 100, 1 at 104.
            stream.Send(MarketEvent.ForTrade(new AggTrade((2 * second) + 1, time + 1, 100, 3, IsBuyerMaker: false), received: 0));
            stream.Send(MarketEvent.ForTrade(new AggTrade((2 * second) + 2, time + 2, 104, 1, IsBuyerMaker: true), received: 0));
        }

        var series = await Eventually.GetAsync(
            () => cluster.Symbol(Instrument).GetOrderFlowAsync(60), seen => seen.Buckets.Length == Seconds && seen.Buckets[^1].Trades == 2, Limit);

        series.CumulativeDelta.ShouldBe(2 * Seconds);
        series.Vwap.ShouldBe(101);
        series.Since.ShouldBe(Start);
        series.Buckets.Select(bucket => bucket.OpenTime).ShouldBe(Enumerable.Range(0, Seconds).Select(second => Start + (second * 1000L)));
        series.Buckets.ShouldAllBe(bucket => bucket.BuyVolume == 3 && bucket.SellVolume == 1 && bucket.BuyQuoteVolume == 300 && bucket.SellQuoteVolume == 104);
        series.Buckets.Skip(1).ShouldAllBe(bucket => bucket.Imbalance == 1 && bucket.BookChanges == 1, "a unit more is bid each second");
        (await cluster.Symbol(Instrument).GetOrderFlowAsync(5)).Buckets.Length.ShouldBe(5);

        // What is over was told to the recording; the rest follows when a later second begins, and not twice.
        var told = _capture.FeedOf(Instrument).Flow;
        told.Length.ShouldBeInRange(Seconds - 4, Seconds - 1);
        told.ShouldBe(series.Buckets[..told.Length]);
        stream.Send(MarketEvent.ForTrade(new AggTrade(41, Start + 60_000, 100, 3, IsBuyerMaker: false), received: 0));
        await Eventually.TrueAsync(() => Task.FromResult(_capture.FeedOf(Instrument).Flow.Length == Seconds), Limit);
        _capture.FeedOf(Instrument).Flow.ShouldBe(series.Buckets);
    }

    [Fact]
    public async Task Flow_BestPricesInterrupted_NoDifferenceIsTakenAcrossTheGap()
    {
        await using var cluster = await MarketCluster.StartAsync(_venue, services: services => services.AddSingleton<IMarketCapture>(_capture));
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(1, Start, 99, 1, 101, 1), received: 0));
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetOrderFlowAsync(60), seen => seen.Buckets.Length == 1, Limit);
        stream.Interrupt();
        stream.Connect();
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(2, Start + 1000, 99, 50, 101, 1), received: 0));
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(3, Start + 2000, 99, 52, 101, 1), received: 0));
        var series = await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetOrderFlowAsync(60), seen => seen.Buckets.Length == 3, Limit);
        series.Buckets.Select(bucket => bucket.Imbalance).ShouldBe([0, 0, 2]);
    }
}
