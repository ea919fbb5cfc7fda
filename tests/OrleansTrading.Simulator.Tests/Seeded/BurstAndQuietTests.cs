using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Seeded;

public class BurstAndQuietTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Burst_TenTimes_HasAboutTenTimesTheTradesAndAllElseHolds()
    {
        var market = Load(new SimulatorOptions { Symbols = 2, Burst = "10@12:00/10m" });
        var before = market.Trades("BTCUSDT", Noon.AddMinutes(-10), Noon.AddMilliseconds(-1));
        var during = market.Trades("BTCUSDT", Noon, Noon.AddMinutes(10).AddMilliseconds(-1));
        var after = market.Trades("BTCUSDT", Noon.AddMinutes(10), Noon.AddMinutes(20).AddMilliseconds(-1));
        (during.Count / (double)before.Count).ShouldBeInRange(7, 13);
        (during.Count / (double)after.Count).ShouldBeInRange(7, 13);
        Ids(before.Concat(during).Concat(after)).ShouldBe(Enumerable.Range(0, before.Count + during.Count + after.Count).Select(i => before[0].AggregateId + i));
        ShouldAddUp(market, "BTCUSDT", Noon.AddMinutes(-2), 14);
    }

    [Fact]
    public void Burst_SameSeedAndTime_IsTheSameMarketWheneverItIsAskedFor()
    {
        var options = new SimulatorOptions { Symbols = 1, Burst = "10@12:00/10m" };
        var (one, other) = (Load(options), Load(options));
        other.Trades("BTCUSDT", Noon.AddDays(3), Noon.AddDays(3).AddMinutes(1));
        one.Trades("BTCUSDT", Noon, Noon.AddMinutes(3)).ShouldBe(other.Trades("BTCUSDT", Noon, Noon.AddMinutes(3)));
    }

    [Fact]
    public void Burst_AnyTrade_IsFoundByItsId()
    {
        var listed = Load(new SimulatorOptions { Symbols = 1, Burst = "10@12:00/10m" }).Find("BTCUSDT")!;
        foreach (var minute in Enumerable.Range(-3, 16))
        {
            var trades = TradeQueries.Between(listed.Market, Noon.AddMinutes(minute).ToUnixTimeMilliseconds(), Noon.AddMinutes(minute + 1).ToUnixTimeMilliseconds() - 1, int.MaxValue);
            TradeQueries.FromId(listed.Market, trades[^1].AggregateId, Noon.AddHours(1).ToUnixTimeMilliseconds(), 1).ShouldBe([trades[^1]]);
        }
    }

    [Fact]
    public void Quiet_AnySymbolAndTime_TradesEveryFewMinutesWithoutAGapInIds() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).SelectMany(seed => Gen.Choose(0, 2_000).Select(hours => (seed, hours))).ToArbitrary(), item =>
        {
            var market = Load(new SimulatorOptions { Symbols = 6, QuietSymbols = 2, Seed = item.seed });
            var from = Noon.AddHours(-item.hours);
            var trades = market.Trades(market.Symbols[^1], from, from.AddHours(16).AddMilliseconds(-1));
            return trades.Count is > 160 and < 320
                && trades.Zip(trades.Skip(1)).All(pair => pair.Second.AggregateId == pair.First.AggregateId + 1 && pair.Second.Time >= pair.First.Time)
                && trades.All(trade => trade.Price > 0 && trade.Quantity > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Quiet_Candles_AddUpAndLieFlatWhereNothingWasTraded()
    {
        var market = Load(new SimulatorOptions { Symbols = 3, QuietSymbols = 1 });
        ShouldAddUp(market, market.Symbols[^1], Noon, 180);
        var listed = market.Find(market.Symbols[^1])!;
        var trades = market.Trades(market.Symbols[^1], Noon, Noon.AddHours(3));
        foreach (var trade in trades)
            TradeQueries.FromId(listed.Market, trade.AggregateId, Noon.AddDays(1).ToUnixTimeMilliseconds(), 1).Single().AggregateId.ShouldBe(trade.AggregateId);
    }

    private static IEnumerable<long> Ids(IEnumerable<SimulatedTrade> trades) => trades.Select(trade => trade.AggregateId);

    private static void ShouldAddUp(SimulatorMarket market, string symbol, DateTimeOffset from, int minutes)
    {
        var candles = market.Klines(symbol, "1m", from, from.AddMinutes(minutes - 1), from.AddDays(1));
        candles.Count.ShouldBe(minutes);
        var last = 0m;
        foreach (var candle in candles)
        {
            var trades = market.Trades(symbol, candle.OpenTime, candle.CloseTime);
            candle.Volume.ShouldBe(trades.Sum(trade => trade.Quantity));
            candle.Closed.ShouldBeTrue();
            if (trades.Count > 0)
                (candle.Open, candle.High, candle.Low, candle.Close).ShouldBe((trades[0].Price, trades.Max(trade => trade.Price), trades.Min(trade => trade.Price), trades[^1].Price));
            else if (last > 0)
                (candle.Open, candle.High, candle.Low, candle.Close).ShouldBe((last, last, last, last));
            last = candle.Close;
        }
    }

    private static SimulatorMarket Load(SimulatorOptions options)
    {
        options.Start = Noon;
        options.Validate().ShouldBeEmpty();
        return PlayedMarket.Load(options, TimeProvider.System, NullLogger.Instance).Market;
    }
}
