using OrleansTrading.Dashboard.Instruments.Chart;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Instruments.Chart;

public sealed class IndicatorCacheTests
{
    private readonly IndicatorCache _cache = new();
    private readonly CandleHistory _market = new(new ManualTimeProvider());

    [Fact]
    public void SameCandles_AreWorkedOutOnce_WhateverTheOpenOneDoes()
    {
        var klines = _market.Held(300);
        var values = Of("BTCUSDT", klines.AsSpan());
        var moved = klines.SetItem(299, klines[299] with { Close = 1 });
        Of("BTCUSDT", moved.AsSpan()).ShouldBeSameAs(values);
        Of("BTCUSDT", klines.SetItem(7, klines[7] with { Close = 1 }).AsSpan()).ShouldNotBeSameAs(values);
        _cache.Computed.ShouldBe(2);
    }

    [Fact]
    public void NextClosedCandle_TakesThePlaceOfTheLast()
    {
        var klines = _market.Held(1200);
        for (var count = 1000; count <= 1199; count++)
            Of("BTCUSDT", klines.AsSpan()[..count]);
        (_cache.Computed, _cache.Candles).ShouldBe((200, 1199));
    }

    [Fact]
    public void ManyCharts_KeepNoMoreCandlesThanTheBound_AndTheLastUsedStay()
    {
        var klines = _market.Held(3000);
        var first = Of("A", klines.AsSpan());
        for (var i = 0; i < 50; i++)
        {
            Of($"B{i}", klines.AsSpan());
            Of("A", klines.AsSpan()).ShouldBeSameAs(first);
            _cache.Candles.ShouldBeLessThanOrEqualTo(IndicatorCache.MostCandles);
        }

        Of("B0", klines.AsSpan());
        _cache.Computed.ShouldBe(52);
    }

    private Domain.Indicators.IndicatorValues[] Of(string symbol, ReadOnlySpan<Kline> klines) => _cache.Of(new InstrumentId("binance", symbol), KlineInterval.OneMinute, klines);
}
