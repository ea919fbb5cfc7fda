using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Kraken;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>An independent client takes the simulator for Kraken, and ends up with what the simulator holds.</summary>
public sealed class KrakenCcxtTests(KrakenCcxtSession session) : IClassFixture<KrakenCcxtSession>
{
    private const string Symbol = "BTCUSDT";

    private JsonElement Seen => session.Seen;

    private SimulatorMarket Market => session.Market;

    [Fact]
    public void LoadMarkets_FindsEveryPairWithItsDecimals()
    {
        var markets = Seen.GetProperty("markets").EnumerateArray().ToDictionary(market => market.GetProperty("altname").GetString()!);
        var pairs = new KrakenPairs(Market).All;
        markets.Keys.Order().ShouldBe(pairs.Select(pair => pair.Altname).Order());
        foreach (var pair in pairs)
        {
            var market = markets[pair.Altname];
            market.GetProperty("id").GetString().ShouldBe(pair.Name);
            market.GetProperty("symbol").GetString().ShouldBe(pair.Symbol);
            market.GetProperty("spot").GetBoolean().ShouldBeTrue();
            market.GetProperty("active").GetBoolean().ShouldBeTrue();
            market.GetProperty("precision").GetProperty("price").GetDouble().ShouldBe(Math.Pow(10, -pair.PriceDecimals), 1e-12);
        }
    }

    [Fact]
    public void FetchStatus_SaysOnline() => Seen.GetProperty("status").GetProperty("status").GetString().ShouldBe("ok");

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
            (row[1].GetDecimal(), row[2].GetDecimal(), row[3].GetDecimal(), row[4].GetDecimal(), row[5].GetDecimal())
                .ShouldBe((truth.Open, truth.High, truth.Low, truth.Close, truth.Volume));
        }
    }

    [Fact]
    public void FetchTicker_GivesThePricesOfTheDay()
    {
        var ticker = Seen.GetProperty("ticker");
        var minutes = Market.Klines(Symbol, "1m", session.End.AddDays(-1), session.End, session.End);
        ticker.GetProperty("high").GetDecimal().ShouldBeInRange(minutes.Min(candle => candle.High), minutes.Max(candle => candle.High));
        ticker.GetProperty("last").GetDecimal().ShouldBeInRange(minutes.Min(candle => candle.Low), minutes.Max(candle => candle.High));
        ticker.GetProperty("bid").GetDecimal().ShouldBeLessThan(ticker.GetProperty("ask").GetDecimal());
    }

    [Fact]
    public void FetchOrderBook_GivesABookOfTheMarket()
    {
        var book = Seen.GetProperty("book");
        var bids = Levels(book.GetProperty("bids"), 20).ToList();
        bids.Count.ShouldBe(20);
        bids.ShouldBe(bids.OrderByDescending(level => level.Price));
        bids[0].Price.ShouldBeLessThan(Levels(book.GetProperty("asks"), 1).Single().Price);
    }

    [Theory]
    [InlineData("trades", 60)]
    [InlineData("fetchedTrades", 20)]
    public void Trades_AreTheMarkets(string list, int least)
    {
        var trades = Seen.GetProperty(list).EnumerateArray().ToList();
        trades.Count.ShouldBeGreaterThanOrEqualTo(least);
        trades.Select(trade => trade.GetProperty("id").GetString()).Distinct().Count().ShouldBe(trades.Count, "each comes once, the snapshot's too");
        foreach (var trade in trades)
        {
            var time = Time(trade.GetProperty("timestamp"));
            var id = trade.GetProperty("id").GetString();
            var truth = Market.Trades(Symbol, time, time).Single(candidate => candidate.AggregateId.ToString(CultureInfo.InvariantCulture) == id);
            trade.GetProperty("price").GetDecimal().ShouldBe(truth.Price);
            trade.GetProperty("amount").GetDecimal().ShouldBe(truth.Quantity);
            trade.GetProperty("side").GetString().ShouldBe(truth.BuyerIsMaker ? "sell" : "buy");
        }
    }

    [Fact]
    public void WatchOhlcv_GivesTheRunningCandle()
    {
        var row = Seen.GetProperty("candles").EnumerateArray().Last();
        var open = Time(row[0]);
        var truth = Market.Klines(Symbol, "1m", open, open, session.End).Single();
        row[1].GetDecimal().ShouldBe(truth.Open);
        row[2].GetDecimal().ShouldBeLessThanOrEqualTo(truth.High);
        row[3].GetDecimal().ShouldBeGreaterThanOrEqualTo(truth.Low);
        row[5].GetDecimal().ShouldBeInRange(0.000001m, truth.Volume);
    }

    [Fact]
    public void WatchOrderBook_AfterManyUpdates_IsTheMarketsBook()
    {
        var book = Seen.GetProperty("watchedBook");
        var truth = Market.Book(Symbol, Time(book.GetProperty("timestamp")), 25);
        Levels(book.GetProperty("bids"), 25).ShouldBe(truth.Bids.Select(level => (level.Price, level.Quantity)));
        Levels(book.GetProperty("asks"), 25).ShouldBe(truth.Asks.Select(level => (level.Price, level.Quantity)));
    }

    [Fact]
    public void WatchTicker_GivesABestBidBelowTheBestAsk()
    {
        var ticker = Seen.GetProperty("watchedTicker");
        ticker.GetProperty("bid").GetDecimal().ShouldBeLessThan(ticker.GetProperty("ask").GetDecimal());
    }

    private static IEnumerable<(decimal Price, decimal Quantity)> Levels(JsonElement side, int count) =>
        side.EnumerateArray().Take(count).Select(level => (level[0].GetDecimal(), level[1].GetDecimal()));

    private static DateTimeOffset Time(JsonElement milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64());
}
