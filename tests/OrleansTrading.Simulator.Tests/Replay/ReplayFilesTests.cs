using System.ComponentModel.DataAnnotations;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Replay;

namespace OrleansTrading.Simulator.Tests.Replay;

public sealed class ReplayFilesTests : IDisposable
{
    private const long T0 = 1_700_000_040_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Klines_WithAndWithoutHeaderZippedOrNot_AreRead()
    {
        Write("AAAUSDT-1m-2023-11.csv", Dump(T0, 3));
        Write("3m/BBBUSDT.csv", "close,open,high,low,volume,Timestamp\n1.5,1.2,2.0,1.0,10.25," + (T0 / 180_000 * 180_000) + "\n");
        Write("CCCUSDT.csv", Dump(T0, 3));
        using (var archive = ZipFile.Open(Path.Combine(_folder.FullName, "DDDUSDT-1m-2023-11-14.zip"), ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("DDDUSDT-1m-2023-11-14.csv").Open()))
        {
            writer.Write(Dump(T0 * 1_000, 3, microseconds: true));
        }

        Write("notes/readme.csv", "a,b\n1,2\n");
        Write("funding/AAAUSDT.csv", "timestamp,symbol,funding_rate\n1,AAAUSDT,0.1\n");

        var market = Load();

        market.Symbols.Order().ShouldBe(["AAAUSDT", "BBBUSDT", "CCCUSDT", "DDDUSDT"]);
        var all = DateTimeOffset.FromUnixTimeMilliseconds(T0 + 1_000_000);
        foreach (var symbol in new[] { "AAAUSDT", "CCCUSDT", "DDDUSDT" })
        {
            var candles = market.Klines(symbol, "1m", DateTimeOffset.UnixEpoch, all, all);
            candles.Select(candle => candle.OpenTime.ToUnixTimeMilliseconds()).ShouldBe([T0, T0 + 60_000, T0 + 120_000]);
            candles[1].High.ShouldBe(102.5m);
            candles[1].TakerBuyQuoteVolume.ShouldBe(201.25m);
            candles[1].Trades.ShouldBe(7);
        }

        var single = market.Klines("BBBUSDT", "3m", DateTimeOffset.UnixEpoch, all, all).Single();
        (single.Open, single.High, single.Low, single.Close, single.Volume).ShouldBe((1.2m, 2.0m, 1.0m, 1.5m, 10.25m));
    }

    [Theory]
    [InlineData(",1,2,3\n")]
    [InlineData("\"\n")]
    [InlineData("1700000040000,100,99,98,100,1,1700000099999,100,1,1,100,0\n")]
    [InlineData("1700000040000,100,101,0,100,1,1700000099999,100,1,1,100,0\n")]
    [InlineData("1700000040000,100,101,99,100,-1,1700000099999,100,1,1,100,0\n")]
    [InlineData("9223372036854775807,100,101,99,100,1,1700000099999,100,1,1,100,0\n")]
    [InlineData("1700000040000,1e27,1e27,1e27,1e27,1,1700000099999,100,1,1,100,0\n")]
    public void Klines_ThatCannotBe_AreRefused(string text)
    {
        Write("AAAUSDT-1m-2023-11.csv", text);
        Should.Throw<InvalidDataException>(Load);
    }

    [Fact]
    public void AggTrades_OfADump_AreServedAsTheyAreAndMakeCandles()
    {
        Write("AAAUSDT-aggTrades-2023-11-14.csv", string.Join('\n',
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker",
            $"500,10.0,2,900,901,{T0},false",
            $"501,10.5,1,902,902,{T0 + 30_000},true",
            $"502,9.5,4,903,905,{T0 + 60_000},True"));

        var market = Load();

        var end = DateTimeOffset.FromUnixTimeMilliseconds(T0 + 120_000);
        var trades = market.Trades("AAAUSDT", DateTimeOffset.UnixEpoch, end);
        trades.Select(trade => (trade.AggregateId, trade.Price, trade.Quantity, trade.BuyerIsMaker))
            .ShouldBe([(500, 10m, 2m, false), (501, 10.5m, 1m, true), (502, 9.5m, 4m, true)]);
        var candles = market.Klines("AAAUSDT", "1m", DateTimeOffset.UnixEpoch, end, end);
        candles.Select(candle => (candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, candle.QuoteVolume, candle.Trades, candle.TakerBuyVolume))
            .ShouldBe([(10m, 10.5m, 10m, 10.5m, 3m, 30.5m, 3, 2m), (9.5m, 9.5m, 9.5m, 9.5m, 4m, 38m, 3, 0m)]);
    }

    [Fact]
    public void MadeUpTrades_OfAnyCandle_AddUpToIt()
    {
        var cases = from open in Gen.Choose(100, 200)
                    from close in Gen.Choose(100, 200)
                    from up in Gen.Choose(0, 50)
                    from down in Gen.Choose(0, 50)
                    from steps in Gen.OneOf(Gen.Choose(4, 30), Gen.Choose(4, 100_000_000))
                    from trades in Gen.OneOf(Gen.Choose(4, 20), Gen.Choose(4, 100_000))
                    from buys in Gen.Choose(0, 1_000)
                    from quote in Gen.Choose(0, 1_000_000)
                    select (open, close, up, down, steps, trades, buys, quote);
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var candle = Candle.Starting(VenueInterval.Find("1h")!, T0 / VenueInterval.Hour * VenueInterval.Hour);
            candle.StandStill(item.open * 10);
            candle.Close = item.close * 10;
            candle.High = (Math.Max(item.open, item.close) + item.up) * 10;
            candle.Low = (Math.Min(item.open, item.close) - item.down) * 10;
            candle.Volume = item.steps * 5L;
            candle.TakerBuyVolume = (long)item.steps * item.buys / 1_000 * 5;
            candle.QuoteVolume = candle.Volume * 100 + item.quote;
            candle.TakerBuyQuote = candle.TakerBuyVolume == candle.Volume ? candle.QuoteVolume : candle.TakerBuyVolume * 100;
            candle.Trades = item.trades;
            candle.FirstTradeId = 77;
            candle.LastTradeId = 76 + item.trades;

            var block = new TradeBlock();
            new CandleTrades(3, 10, 5, 60).Fill(candle, 1, 77, block);

            var sum = Candle.Starting(VenueInterval.Find("1h")!, candle.OpenTime);
            foreach (ref readonly var trade in block.Trades)
            {
                trade.Quantity.ShouldBeGreaterThan(0);
                (trade.Price % 10).ShouldBe(0);
                trade.Time.ShouldBeInRange(candle.OpenTime, candle.CloseTime);
                sum.Add(trade);
            }

            Print(sum).ShouldBe(Print(candle));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Minutes_WithinAnHourThatWasRecorded_AddUpToIt()
    {
        var open = T0 / VenueInterval.Hour * VenueInterval.Hour;
        Write("1h/AAAUSDT.csv", $"timestamp,open,high,low,close,volume,quote_volume,trades,close_time\n{open},10.0,12.0,9.0,11.5,1234.56,13000.123,5000,{open + 3_599_999}\n");
        var market = Load();
        var from = DateTimeOffset.FromUnixTimeMilliseconds(open);
        var minutes = market.Klines("AAAUSDT", "1m", from, from.AddHours(1), from.AddHours(2));
        minutes.Count.ShouldBe(60);
        minutes[0].Open.ShouldBe(10m);
        minutes[^1].Close.ShouldBe(11.5m);
        minutes.Max(candle => candle.High).ShouldBe(12m);
        minutes.Min(candle => candle.Low).ShouldBe(9m);
        minutes.Sum(candle => candle.Volume).ShouldBe(1234.56m);
        minutes.Sum(candle => candle.QuoteVolume).ShouldBe(13000.123m);
        minutes.Sum(candle => candle.Trades).ShouldBe(5000);
    }

    [Theory]
    [InlineData("AAAUSDT-1m-2023-11.csv", "1700000040000,1,2,x,1,1\n", "line 1")]
    [InlineData("AAAUSDT.csv", "1700000040000,1,2,1,1,1\n", "interval")]
    [InlineData("notes.csv", "hello\n", "holds no candles")]
    public void File_ThatCannotBePlayed_IsNamed(string name, string content, string expected)
    {
        Write(name, content);
        Should.Throw<InvalidDataException>(() => Load()).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Start_OutsideTheData_IsRefused()
    {
        Write("AAAUSDT-1m-2023-11.csv", Dump(T0, 3));
        var options = new SimulatorOptions { ReplayDirectory = _folder.FullName, ReplayFrom = DateTimeOffset.UnixEpoch };
        (await Should.ThrowAsync<InvalidDataException>(SimulatorHost.StartAsync(options))).Message.ShouldContain("expected 2023-11-14");
        options.ReplayDirectory += "-none";
        (await Should.ThrowAsync<ValidationException>(SimulatorHost.StartAsync(options))).Message.ShouldContain("neither a folder nor a file");
    }

    private static string Dump(long time, int rows, bool microseconds = false)
    {
        var minute = microseconds ? 60_000_000L : 60_000L;
        return string.Concat(Enumerable.Range(0, rows).Select(i =>
            $"{time + i * minute},{100 + i}.0,{101 + i}.5,{99 + i}.0,{101 + i}.0,4.00,{time + (i + 1) * minute - 1},402.50,7,2.00,201.25,0\n"));
    }

    private static string Print(Candle candle) =>
        string.Join(' ', typeof(Candle).GetFields().Select(field => $"{field.Name}={field.GetValue(candle)}"));

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private SimulatorMarket Load() =>
        ReplayMarket.Load(new SimulatorOptions { ReplayDirectory = _folder.FullName }, NullLogger.Instance).Market;
}
