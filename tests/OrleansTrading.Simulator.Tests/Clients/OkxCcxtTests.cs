using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>An independent client takes the simulator for OKX, checksums of books included, and ends up with what the simulator holds.</summary>
public sealed class OkxCcxtTests(OkxCcxtSession session) : IClassFixture<OkxCcxtSession>
{
    private const string Symbol = "BTC-USDT-SWAP";
    private const decimal Contract = 0.01m;

    private JsonElement Seen => session.Seen;

    private SimulatorMarket Market => session.OkxMarket;

    [Fact]
    public void LoadMarkets_FindsEverySwapWithItsContract()
    {
        var markets = Seen.GetProperty("markets").EnumerateArray().ToDictionary(market => market.GetProperty("id").GetString()!);
        markets.Keys.Order().ShouldBe(Market.Symbols.Order());
        var bitcoin = markets[Symbol];
        bitcoin.GetProperty("symbol").GetString().ShouldBe("BTC/USDT:USDT");
        (bitcoin.GetProperty("swap").GetBoolean(), bitcoin.GetProperty("linear").GetBoolean(), bitcoin.GetProperty("active").GetBoolean()).ShouldBe((true, true, true));
        bitcoin.GetProperty("contractSize").GetDecimal().ShouldBe(Contract);
        bitcoin.GetProperty("precision").GetProperty("price").GetDecimal().ShouldBe(0.1m);
        bitcoin.GetProperty("precision").GetProperty("amount").GetDecimal().ShouldBe(0.1m);
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
        foreach (var trade in trades)
        {
            var time = Time(trade.GetProperty("timestamp"));
            var id = trade.GetProperty("id").GetString();
            var truth = Market.Trades(Symbol, time, time).Single(candidate => candidate.AggregateId.ToString(CultureInfo.InvariantCulture) == id);
            trade.GetProperty("price").GetDecimal().ShouldBe(truth.Price);
            (trade.GetProperty("amount").GetDecimal() * Contract).ShouldBe(truth.Quantity);
            trade.GetProperty("side").GetString().ShouldBe(truth.BuyerIsMaker ? "sell" : "buy");
        }
    }

    [Fact]
    public void FetchFundingRate_GivesTheMarketsFunding()
    {
        var funding = Seen.GetProperty("fundingRate");
        var truth = Market.Funding(Symbol, Time(funding.GetProperty("fundingTimestamp")).AddMilliseconds(-1));
        funding.GetProperty("fundingRate").GetDecimal().ShouldBe(truth.Rate);
        Time(funding.GetProperty("fundingTimestamp")).ShouldBe(truth.NextFundingTime);
    }

    [Fact]
    public void FetchOpenInterest_GivesTheMarkets()
    {
        var interest = Seen.GetProperty("openInterest");
        interest.GetProperty("baseVolume").GetDecimal().ShouldBe(Market.Funding(Symbol, Time(interest.GetProperty("timestamp"))).OpenInterest);
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
        row[5].GetDecimal().ShouldBeInRange(0, truth.Volume);
    }

    [Fact]
    public void WatchOrderBook_AfterManyUpdates_IsTheMarketsBook()
    {
        var book = Seen.GetProperty("watchedBook");
        var truth = Market.Book(Symbol, Time(book.GetProperty("timestamp")), 400);
        var bids = Levels(book.GetProperty("bids"), 400).Select(level => (level.Price, level.Size * Contract)).ToList();
        bids.Count.ShouldBe(400);
        bids.ShouldBe(truth.Bids.Select(level => (level.Price, level.Quantity)));
        Levels(book.GetProperty("asks"), 400).Select(level => (level.Price, level.Size * Contract)).ShouldBe(truth.Asks.Select(level => (level.Price, level.Quantity)));
    }

    [Fact]
    public void WatchTicker_GivesABestBidBelowTheBestAsk()
    {
        var ticker = Seen.GetProperty("watchedTicker");
        ticker.GetProperty("bid").GetDecimal().ShouldBeLessThan(ticker.GetProperty("ask").GetDecimal());
    }

    private static IEnumerable<(decimal Price, decimal Size)> Levels(JsonElement side, int count) =>
        side.EnumerateArray().Take(count).Select(level => (level[0].GetDecimal(), level[1].GetDecimal()));

    private static DateTimeOffset Time(JsonElement milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64());
}
