using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>An independent client takes the simulator for the venue, and ends up with what the simulator holds.</summary>
public sealed class CcxtTests(CcxtSession session) : IClassFixture<CcxtSession>
{
    private const string Symbol = "BTCUSDT";

    private JsonElement Seen => session.Seen;

    private SimulatorMarket Market => session.Market;

    [Fact]
    public void LoadMarkets_FindsEverySymbolWithItsTickAndStep()
    {
        var markets = Seen.GetProperty("markets").EnumerateArray().ToDictionary(market => market.GetProperty("id").GetString()!);
        markets.Keys.Order().ShouldBe(Market.Symbols.Order());
        foreach (var listed in Market.Listed)
        {
            var market = markets[listed.Spec.Name];
            market.GetProperty("swap").GetBoolean().ShouldBeTrue();
            market.GetProperty("linear").GetBoolean().ShouldBeTrue();
            market.GetProperty("active").GetBoolean().ShouldBeTrue();
            market.GetProperty("precision").GetProperty("price").GetDecimal().ShouldBe(listed.Spec.Price(listed.Spec.TickUnits));
            market.GetProperty("precision").GetProperty("amount").GetDecimal().ShouldBe(listed.Spec.Quantity(listed.Spec.StepUnits));
        }
    }

    [Fact]
    public void FetchOhlcv_GivesTheMarketsCandles()
    {
        var rows = Seen.GetProperty("ohlcv").EnumerateArray().ToList();
        rows.Count.ShouldBe(100);
        // The last candle was still open when it was fetched.
        foreach (var row in rows.SkipLast(1))
        {
            var open = Time(row[0]);
            var truth = Market.Klines(Symbol, "5m", open, open, session.End).Single();
            Candle(row).ShouldBe((truth.Open, truth.High, truth.Low, truth.Close, truth.Volume));
        }
    }

    [Fact]
    public void FetchTicker_GivesTheRollingDay()
    {
        var ticker = Seen.GetProperty("ticker");
        var info = ticker.GetProperty("info");
        var open = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(info.GetProperty("openTime").ToString(), CultureInfo.InvariantCulture));
        var at = Time(ticker.GetProperty("timestamp"));
        var minutes = Market.Klines(Symbol, "1m", open, at, at);
        ticker.GetProperty("open").GetDecimal().ShouldBe(minutes[0].Open);
        ticker.GetProperty("last").GetDecimal().ShouldBe(minutes[^1].Close);
        ticker.GetProperty("high").GetDecimal().ShouldBe(minutes.Max(candle => candle.High));
        ticker.GetProperty("baseVolume").GetDecimal().ShouldBe(minutes.Sum(candle => candle.Volume));
    }

    [Fact]
    public void FetchOrderBook_GivesTheMarketsBook() => BookIsTrue(Seen.GetProperty("book"), "timestamp", 20);

    [Fact]
    public void FetchFundingRate_GivesTheMarketsFunding()
    {
        var funding = Seen.GetProperty("funding");
        var truth = Market.Funding(Symbol, Time(funding.GetProperty("timestamp")));
        funding.GetProperty("markPrice").GetDecimal().ShouldBe(truth.MarkPrice);
        funding.GetProperty("indexPrice").GetDecimal().ShouldBe(truth.IndexPrice);
        funding.GetProperty("fundingRate").GetDecimal().ShouldBe(truth.Rate);
        Time(funding.GetProperty("fundingTimestamp")).ShouldBe(truth.NextFundingTime);
    }

    [Fact]
    public void WatchTrades_GivesTheMarketsTrades()
    {
        var trades = Seen.GetProperty("trades").EnumerateArray().ToList();
        trades.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var trade in trades)
        {
            var time = Time(trade.GetProperty("timestamp"));
            var id = trade.GetProperty("id").GetString();
            var truth = Market.Trades(Symbol, time, time).Single(candidate => candidate.LastTradeId.ToString(CultureInfo.InvariantCulture) == id);
            trade.GetProperty("price").GetDecimal().ShouldBe(truth.Price);
            trade.GetProperty("amount").GetDecimal().ShouldBe(truth.Quantity);
            trade.GetProperty("side").GetString().ShouldBe(truth.BuyerIsMaker ? "sell" : "buy");
        }
    }

    [Fact]
    public void WatchOhlcv_GivesTheRunningCandle()
    {
        var row = Seen.GetProperty("candles")[0];
        var open = Time(row[0]);
        var truth = Market.Klines(Symbol, "1m", open, open, session.End).Single();
        row[1].GetDecimal().ShouldBe(truth.Open);
        row[2].GetDecimal().ShouldBeLessThanOrEqualTo(truth.High);
        row[3].GetDecimal().ShouldBeGreaterThanOrEqualTo(truth.Low);
        row[5].GetDecimal().ShouldBeInRange(0.000001m, truth.Volume);
    }

    [Fact]
    public void WatchOrderBook_GivesTheMarketsBook() => BookIsTrue(Seen.GetProperty("watchedBook"), "timestamp", 10);

    private void BookIsTrue(JsonElement book, string time, int levels)
    {
        var truth = Market.Book(Symbol, Time(book.GetProperty(time)), levels);
        Levels(book.GetProperty("bids"), levels).ShouldBe(truth.Bids.Select(level => (level.Price, level.Quantity)));
        Levels(book.GetProperty("asks"), levels).ShouldBe(truth.Asks.Select(level => (level.Price, level.Quantity)));
    }

    private static IEnumerable<(decimal Price, decimal Quantity)> Levels(JsonElement side, int count) =>
        side.EnumerateArray().Take(count).Select(level => (level[0].GetDecimal(), level[1].GetDecimal()));

    private static (decimal Open, decimal High, decimal Low, decimal Close, decimal Volume) Candle(JsonElement row) =>
        (row[1].GetDecimal(), row[2].GetDecimal(), row[3].GetDecimal(), row[4].GetDecimal(), row[5].GetDecimal());

    private static DateTimeOffset Time(JsonElement milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64());
}
