using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Market;

public sealed class KrakenSymbolTests(SiloFixture silo)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Klines_OfAPairThatIsNotFollowed_ComeFromTheVenue()
    {
        var klines = (await silo.GetAsync("/api/v1/instruments/kraken:SOLUSD/klines?interval=1h&limit=100")).EnumerateArray().ToList();
        klines.Count.ShouldBe(100);
        klines.SkipLast(1).ShouldAllBe(kline => kline.GetProperty("closed").GetBoolean());
        klines[^1].GetProperty("closed").GetBoolean().ShouldBeFalse();
        klines.ShouldAllBe(kline => kline.GetProperty("volume").GetDouble() > 0);
    }

    [Fact]
    public async Task Pair_ThatKrakenDoesNotList_IsNotFound() =>
        (await silo.Client.GetAsync("/api/v1/instruments/kraken:NOSUCHUSD", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Symbol_MadeLive_FollowsTheStreamsThatKrakenHas()
    {
        var symbol = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<ISymbolGrain>("kraken:XBTUSD");
        await symbol.EnsureLiveAsync();
        var snapshot = await Eventually.GetAsync(
            symbol.GetSnapshotAsync, seen => seen is { Phase: SymbolPhase.Live, LastPrice: not null, Book: not null }, Limit, () => "kraken:XBTUSD is not live");
        snapshot.Streams.Select(stream => stream.Kind).ShouldBe([StreamKind.Kline, StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth], ignoreOrder: true);
        snapshot.IsSimulated.ShouldBeTrue();
        var status = await symbol.GetCandleStatusAsync();
        status.Intervals.Single(interval => interval.Interval == Domain.Candles.KlineInterval.OneMinute).Count.ShouldBeGreaterThanOrEqualTo(299);
        await symbol.ReleaseAsync();
    }
}
