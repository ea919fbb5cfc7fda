using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>An independent client takes the simulator for a venue, and ends up with what the simulator holds.</summary>
public abstract class CcxtMarketConformance(ClientSession session)
{
    private protected JsonElement Seen => session.Seen;

    private protected DateTimeOffset End => session.End;

    private protected abstract SimulatorMarket Market { get; }

    /// <summary>The truth's name of bitcoin.</summary>
    protected abstract string Symbol { get; }

    /// <summary>Bitcoins in one of the units of trades and books.</summary>
    protected virtual decimal Unit => 1;

    /// <summary>Levels of the watched book.</summary>
    protected abstract int Levels { get; }

    [Fact]
    public void FetchOhlcv_GivesTheMarketsCandles()
    {
        var rows = Seen.GetProperty("ohlcv").EnumerateArray().ToList();
        rows.Count.ShouldBe(100);
        // The last candle was still open when it was fetched.
        foreach (var row in rows.SkipLast(1))
        {
            var open = Time(row[0]);
            var truth = Market.Klines(Symbol, "5m", open, open, End).Single();
            (row[1].GetDecimal(), row[2].GetDecimal(), row[3].GetDecimal(), row[4].GetDecimal(), row[5].GetDecimal())
                .ShouldBe((truth.Open, truth.High, truth.Low, truth.Close, truth.Volume));
        }
    }

    [Fact]
    public void FetchTicker_GivesThePricesOfTheDay()
    {
        var ticker = Seen.GetProperty("ticker");
        var minutes = Market.Klines(Symbol, "1m", End.AddDays(-1), End, End);
        ticker.GetProperty("high").GetDecimal().ShouldBeInRange(minutes.Min(candle => candle.High), minutes.Max(candle => candle.High));
        ticker.GetProperty("last").GetDecimal().ShouldBeInRange(minutes.Min(candle => candle.Low), minutes.Max(candle => candle.High));
        ticker.GetProperty("bid").GetDecimal().ShouldBeLessThan(ticker.GetProperty("ask").GetDecimal());
    }

    [Fact]
    public void FetchOrderBook_GivesABookOfTheMarket()
    {
        var book = Seen.GetProperty("book");
        var bids = Side(book, "bids", 20);
        bids.Count.ShouldBe(20);
        bids.ShouldBe(bids.OrderByDescending(level => level.Price));
        bids[0].Price.ShouldBeLessThan(Side(book, "asks", 1).Single().Price);
    }

    [Theory]
    [InlineData("trades", 60)]
    [InlineData("fetchedTrades", 20)]
    public void Trades_AreTheMarkets(string list, int least)
    {
        var trades = Seen.GetProperty(list).EnumerateArray().ToList();
        trades.Count.ShouldBeGreaterThanOrEqualTo(least);
        trades.Select(trade => trade.GetProperty("id").GetString()).Distinct().Count().ShouldBe(trades.Count, "each comes once, a snapshot's too");
        foreach (var trade in trades)
        {
            var time = Time(trade.GetProperty("timestamp"));
            var id = trade.GetProperty("id").GetString();
            var truth = Market.Trades(Symbol, time, time).Single(candidate => candidate.AggregateId.ToString(CultureInfo.InvariantCulture) == id);
            trade.GetProperty("price").GetDecimal().ShouldBe(truth.Price);
            (trade.GetProperty("amount").GetDecimal() * Unit).ShouldBe(truth.Quantity);
            trade.GetProperty("side").GetString().ShouldBe(truth.BuyerIsMaker ? "sell" : "buy");
        }
    }

    [Fact]
    public void WatchOhlcv_GivesTheRunningCandle()
    {
        var row = Seen.GetProperty("candles").EnumerateArray().Last();
        var open = Time(row[0]);
        var truth = Market.Klines(Symbol, "1m", open, open, End).Single();
        row[1].GetDecimal().ShouldBe(truth.Open);
        row[2].GetDecimal().ShouldBeLessThanOrEqualTo(truth.High);
        row[3].GetDecimal().ShouldBeGreaterThanOrEqualTo(truth.Low);
        row[5].GetDecimal().ShouldBeInRange(0, truth.Volume);
    }

    [Fact]
    public void WatchOrderBook_AfterManyUpdates_IsTheMarketsBook()
    {
        var book = Seen.GetProperty("watchedBook");
        var truth = Market.Book(Symbol, Time(book.GetProperty("timestamp")), Levels);
        var bids = Side(book, "bids", Levels);
        bids.Count.ShouldBe(Levels);
        bids.ShouldBe(truth.Bids.Select(level => (level.Price, level.Quantity)));
        Side(book, "asks", Levels).ShouldBe(truth.Asks.Select(level => (level.Price, level.Quantity)));
    }

    [Fact]
    public void WatchTicker_GivesABestBidBelowTheBestAsk()
    {
        var ticker = Seen.GetProperty("watchedTicker");
        ticker.GetProperty("bid").GetDecimal().ShouldBeLessThan(ticker.GetProperty("ask").GetDecimal());
    }

    private protected static DateTimeOffset Time(JsonElement milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64());

    private List<(decimal Price, decimal Quantity)> Side(JsonElement book, string side, int count) =>
        [.. book.GetProperty(side).EnumerateArray().Take(count).Select(level => (level[0].GetDecimal(), level[1].GetDecimal() * Unit))];
}
