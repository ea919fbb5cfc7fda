using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Tests.Seeded;

public class SeededMarketTests
{
    private static readonly long Day = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void Trades_OfAnyMinute_AddUpToItsCandle()
    {
        var minutes = ArbMap.Default.GeneratorFor<int>().Select(n => Day + Math.Abs((long)n % 400_000) * VenueInterval.Minute);
        var cases = from seed in ArbMap.Default.GeneratorFor<int>()
                    from symbol in Gen.Choose(0, 44)
                    from minute in minutes
                    select (seed, symbol, minute);
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var market = Build(item.seed, item.symbol);
            var candle = Candles(market, "1m", item.minute, 1).Single();
            var block = new TradeBlock();
            market.FillTrades(item.minute, block);
            var sum = Candle.Starting(VenueInterval.Find("1m")!, item.minute);
            foreach (var trade in block.Trades)
            {
                sum.Add(trade);
            }

            sum.ShouldBe(candle);
            Well(block, market.Spec, item.minute);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("5m", 5)]
    [InlineData("4h", 240)]
    [InlineData("1d", 1440)]
    [InlineData("1w", 10080)]
    public void LongerCandle_IsTheSumOfItsMinutes(string name, int minutes)
    {
        var market = Build(11, 3);
        var interval = VenueInterval.Find(name)!;
        var open = interval.OpenOf(Day + 3 * VenueInterval.Day);
        var sum = Candle.Starting(interval, open);
        foreach (var minute in Candles(market, "1m", open, minutes))
        {
            sum.Add(minute);
        }

        Candles(market, name, open, 1).Single().ShouldBe(sum);
    }

    [Theory]
    [InlineData("1h")]
    [InlineData("4h")]
    [InlineData("1d")]
    [InlineData("3d")]
    public void Candles_AskedForAgainAndOverlapping_AreTheSameAsAfresh(string name)
    {
        var interval = VenueInterval.Find(name)!;
        var open = interval.OpenOf(Day);
        var fresh = Candles(Build(11, 3), name, open, 40);
        var market = Build(11, 3);
        List<Candle> found = [];

        // While the sixth candle runs, then with a hole between what is known and what is new, then all.
        var length = interval.Next(open) - open;
        market.AppendCandles(interval, open, null, 40, open + 5 * length + length / 3, found);
        Candles(market, name, open + 20 * length, 5);
        found.Count.ShouldBe(6);
        found[5].ShouldNotBe(fresh[5]);
        Candles(market, name, open, 40).ShouldBe(fresh);
        Candles(market, name, open, 40).ShouldBe(fresh);
    }

    [Fact]
    public void Candles_Adjoin()
    {
        var candles = Candles(Build(7, 0), "1m", Day, 3_000);
        foreach (var (before, after) in candles.Zip(candles.Skip(1)))
        {
            after.Open.ShouldBe(before.Close);
            after.OpenTime.ShouldBe(before.CloseTime + 1);
            after.FirstTradeId.ShouldBe(before.LastTradeId + 1);
        }
    }

    [Fact]
    public void RunningCandle_HoldsTheTradesSoFar()
    {
        var market = Build(5, 1);
        var now = Day + 7 * VenueInterval.Hour + 1_234_567;
        foreach (var name in new[] { "1m", "1h", "1d" })
        {
            var interval = VenueInterval.Find(name)!;
            var open = interval.OpenOf(now);
            var found = new List<Candle>();
            market.AppendCandles(interval, null, null, 1, now, found);
            var sum = Candle.Starting(interval, open);
            foreach (var trade in TradeQueries.Between(market, open, now, int.MaxValue))
            {
                sum.Add(trade);
            }

            found.Single().ShouldBe(sum);
        }
    }

    [Fact]
    public void AggregateIds_AreContiguousAcrossMinutesAndCanBeLookedUp()
    {
        var market = Build(9, 2);
        var trades = TradeQueries.Between(market, Day, Day + 10 * VenueInterval.Minute - 1, int.MaxValue);
        for (var i = 1; i < trades.Count; i++)
        {
            trades[i].AggregateId.ShouldBe(trades[i - 1].AggregateId + 1);
            trades[i].FirstTradeId.ShouldBe(trades[i - 1].LastTradeId + 1);
            trades[i].Time.ShouldBeGreaterThanOrEqualTo(trades[i - 1].Time);
        }

        var middle = trades[trades.Count / 2];
        TradeQueries.FromId(market, middle.AggregateId, long.MaxValue - 1, 3).ShouldBe(trades.GetRange(trades.Count / 2, 3));
    }

    [Fact]
    public void Market_OfTheSameSeed_IsTheSameInAnotherInstance()
    {
        var first = Build(123, 4);
        var second = Build(123, 4);
        // Asked in another order, so that nothing can depend on what was asked before.
        var late = Candles(second, "1h", Day + 90 * VenueInterval.Day, 50);
        var early = Candles(second, "1h", Day, 50);
        Candles(first, "1h", Day, 50).ShouldBe(early);
        Candles(first, "1h", Day + 90 * VenueInterval.Day, 50).ShouldBe(late);
        Candles(Build(124, 4), "1h", Day, 50).ShouldNotBe(early);
    }

    [Fact]
    public void Catalogue_OfTwoThousand_HasDistinctNames()
    {
        var symbols = SymbolCatalogue.Build(1, SymbolCatalogue.Largest, 3);
        symbols.Select(symbol => symbol.Spec.Name).Distinct().Count().ShouldBe(SymbolCatalogue.Largest);
        symbols.ShouldAllBe(symbol => symbol.BasePrice > symbol.Spec.TickUnits * Math.Pow(10, -symbol.Spec.PriceDecimals) * 100);
    }

    private static void Well(TradeBlock block, SymbolSpec spec, long minute)
    {
        foreach (ref readonly var trade in block.Trades)
        {
            trade.Quantity.ShouldBeGreaterThan(0);
            (trade.Quantity % spec.StepUnits).ShouldBe(0);
            trade.Price.ShouldBeGreaterThan(0);
            (trade.Price % spec.TickUnits).ShouldBe(0);
            trade.Time.ShouldBeInRange(minute, minute + VenueInterval.Minute - 1);
            trade.LastTradeId.ShouldBeGreaterThanOrEqualTo(trade.FirstTradeId);
        }
    }

    private static SymbolMarket Build(int seed, int symbol)
    {
        var options = new SimulatorOptions { Seed = seed, Symbols = symbol + 1 };
        return PlayedMarket.Load(options, TimeProvider.System, NullLogger.Instance).Market.Listed[symbol].Market;
    }

    private static List<Candle> Candles(SymbolMarket market, string interval, long start, int count)
    {
        var found = new List<Candle>();
        market.AppendCandles(VenueInterval.Find(interval)!, start, null, count, long.MaxValue / 2, found);
        return found;
    }
}
