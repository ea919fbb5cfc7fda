using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Faults;

/// <summary>A price gap between venues: everything that one venue tells of the symbol is off by the same, and nothing of the others is.</summary>
public class PriceShiftTests
{
    private const string Symbol = "BTCUSDT";

    [Fact]
    public async Task Shift_MovesTradesBookCandlesAndMarksOfOneVenueTogether()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var untouched = await Simulation.StartAsync();
        var before = Book(await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20"));
        using (var response = await simulation.Http.PostAsJsonAsync(
            new Uri("/admin/price", UriKind.Relative), new { venue = "binance", symbol = Symbol, percent = 2.0, durationMs = 90_000 }))
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        // What has been served of the present stays.
        Book(await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20")).ShouldBe(before);
        simulation.Advance(40);
        untouched.Advance(40);
        var offset = Book(await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20"))[0].Price - Book(await untouched.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20"))[0].Price;
        (offset / before[0].Price).ShouldBe(0.02m, 0.0001m);
        // How much rests at a price hangs on the price; the best ones are as far apart as they were.
        Spread(await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20")).ShouldBe(Spread(await untouched.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20")));
        var (mark, flat) = (await simulation.JsonAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT"), await untouched.JsonAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT"));
        (Amount(mark, "markPrice") - Amount(flat, "markPrice")).ShouldBe(offset, offset * 0.001m);
        (Amount(mark, "indexPrice") - Amount(flat, "indexPrice")).ShouldBe(offset, offset * 0.001m);
        (await simulation.GetAsync("/0/public/Depth?pair=XBTUSD")).ShouldBe(await untouched.GetAsync("/0/public/Depth?pair=XBTUSD"));
        (await simulation.GetAsync("/fapi/v1/depth?symbol=ETHUSDT&limit=20")).ShouldBe(await untouched.GetAsync("/fapi/v1/depth?symbol=ETHUSDT&limit=20"));
        simulation.Advance(200);
        untouched.Advance(200);
        (await simulation.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20")).ShouldBe(await untouched.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20"));
        TradesAgree(simulation, untouched, offset);
    }

    [Theory]
    [InlineData("1m")]
    [InlineData("15m")]
    [InlineData("4h")]
    public async Task Candles_AcrossAShift_AreTheSumOfItsTrades(string interval)
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = "binance", Symbol = Symbol, Percent = -3, DurationMs = 95_000 });
        simulation.Advance(1_200);
        var now = simulation.Host.Clock.Now;
        foreach (var candle in simulation.Host.Market.Klines(Symbol, interval, Simulation.Start.AddMinutes(-5), now, now))
        {
            var trades = simulation.Host.Market.Trades(Symbol, candle.OpenTime, candle.CloseTime < now ? candle.CloseTime : now);
            (candle.Open, candle.High, candle.Low, candle.Close).ShouldBe(
                (trades[0].Price, trades.Max(trade => trade.Price), trades.Min(trade => trade.Price), trades[^1].Price));
            candle.Volume.ShouldBe(trades.Sum(trade => trade.Quantity));
            candle.QuoteVolume.ShouldBe(trades.Sum(trade => trade.Quantity * trade.Price));
            candle.TakerBuyQuoteVolume.ShouldBe(trades.Where(trade => !trade.BuyerIsMaker).Sum(trade => trade.Quantity * trade.Price));
        }
    }

    [Fact]
    public async Task Streams_AcrossAShift_TellWhatTheMarketHolds()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade", "btcusdt@kline_1m");
        await using var depth = await simulation.ConnectAsync("/public/ws");
        await depth.SubscribeAsync("btcusdt@depth@100ms");
        simulation.Advance(5);
        var book = new LocalBook(await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=1000"));
        var id = simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = "binance", Symbol = Symbol, Percent = 1 });
        simulation.Advance(5);
        simulation.Host.Faults.Active.Single().Id.ShouldBe(id);
        simulation.Host.Faults.Clear(id).ShouldBeTrue();
        simulation.Advance(70);
        simulation.Host.Faults.Active.ShouldBeEmpty();
        var truth = simulation.Host.Market.Trades(Symbol, Simulation.Start.AddMilliseconds(1), simulation.Host.Clock.Now);
        (truth.Max(trade => trade.Price) / truth.Min(trade => trade.Price)).ShouldBeGreaterThan(1.008m);
        var next = 0;
        while (next < truth.Count)
        {
            var frame = await client.NextAsync();
            if (frame.GetProperty("e").GetString() == "aggTrade")
            {
                Amount(frame, "p").ShouldBe(truth[next].Price);
                frame.GetProperty("a").GetInt64().ShouldBe(truth[next++].AggregateId);
            }
            else if (frame.GetProperty("k").GetProperty("x").GetBoolean())
            {
                var candle = frame.GetProperty("k");
                var open = DateTimeOffset.FromUnixTimeMilliseconds(candle.GetProperty("t").GetInt64());
                var held = simulation.Host.Market.Klines(Symbol, "1m", open, open, simulation.Host.Clock.Now).Single();
                (Amount(candle, "h"), Amount(candle, "l"), Amount(candle, "q")).ShouldBe((held.High, held.Low, held.QuoteVolume));
            }
        }

        JsonElement update;
        do
        {
            update = await depth.NextAsync();
            book.Apply(update);
        }
        while (update.GetProperty("E").GetInt64() < simulation.Host.Clock.Milliseconds / 100 * 100);

        var held2 = simulation.Host.Market.Book(Symbol, DateTimeOffset.FromUnixTimeMilliseconds(update.GetProperty("E").GetInt64()), 50);
        book.Bids.Take(50).ShouldBe(held2.Bids.Select(level => (level.Price, level.Quantity)));
        book.Asks.Take(50).ShouldBe(held2.Asks.Select(level => (level.Price, level.Quantity)));
    }

    [Fact]
    public async Task KrakenAlone_CanBeShifted()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var untouched = await Simulation.StartAsync();
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = "kraken", Symbol = Symbol, Percent = 1 });
        simulation.Advance(30);
        untouched.Advance(30);
        (await simulation.GetAsync("/fapi/v1/aggTrades?symbol=BTCUSDT")).ShouldBe(await untouched.GetAsync("/fapi/v1/aggTrades?symbol=BTCUSDT"));
        var shifted = (await simulation.JsonAsync("/0/public/Trades?pair=XBTUSD")).GetProperty("result").EnumerateObject().First().Value;
        var flat = (await untouched.JsonAsync("/0/public/Trades?pair=XBTUSD")).GetProperty("result").EnumerateObject().First().Value;
        (decimal.Parse(shifted.EnumerateArray().Last()[0].GetString()!, CultureInfo.InvariantCulture) / decimal.Parse(flat.EnumerateArray().Last()[0].GetString()!, CultureInfo.InvariantCulture)).ShouldBe(1.01m, 0.0002m);
        shifted[0][0].GetString().ShouldBe(flat[0][0].GetString());
        var book = (await simulation.JsonAsync("/admin/truth/book?symbol=BTCUSDT&venue=kraken")).GetProperty("bids")[0][0].GetString();
        var told = (await simulation.JsonAsync("/0/public/Depth?pair=XBTUSD")).GetProperty("result").EnumerateObject().First().Value.GetProperty("bids")[0][0].GetString();
        decimal.Parse(told!, CultureInfo.InvariantCulture).ShouldBe(decimal.Parse(book!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Stop_GoesOffAtThePriceThatAScriptedGapMakes()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await client.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010");
        var bid = simulation.Host.Market.Book(Symbol, simulation.Host.Clock.Now, 1).Bids[0].Price;
        var trigger = Math.Round(bid * 0.99m, 1).ToString(CultureInfo.InvariantCulture);
        await client.PostAsync("/fapi/v1/algoOrder", $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.010&reduceOnly=true&triggerPrice={trigger}");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = "binance", Symbol = Symbol, Percent = -3, DurationMs = 60_000 });
        simulation.Advance(10);
        (await client.GetAsync("/fapi/v3/positionRisk")).GetArrayLength().ShouldBe(0);
        Amount((await client.GetAsync("/fapi/v1/userTrades", "symbol=BTCUSDT")).EnumerateArray().Last(), "price").ShouldBe(bid * 0.97m, bid * 0.005m);
    }

    [Theory]
    [InlineData("{\"symbol\":\"BTCUSDT\",\"percent\":1}", "venue")]
    [InlineData("{\"venue\":\"bitmex\",\"symbol\":\"BTCUSDT\",\"percent\":1}", "venue")]
    [InlineData("{\"venue\":\"binance\",\"symbol\":\"NOPE\",\"percent\":1}", "symbol")]
    [InlineData("{\"venue\":\"binance\",\"percent\":1}", "symbol")]
    [InlineData("{\"venue\":\"binance\",\"symbol\":\"BTCUSDT\"}", "percent")]
    [InlineData("{\"venue\":\"binance\",\"symbol\":\"BTCUSDT\",\"percent\":-95}", "percent")]
    [InlineData("{\"venue\":\"binance\",\"symbol\":\"BTCUSDT\",\"percent\":1,\"durationMs\":0}", "durationMs")]
    public async Task Post_OfAGapThatIsWrong_NamesTheField(string body, string field)
    {
        await using var simulation = await Simulation.StartAsync();
        using var response = await simulation.Http.PostAsync(new Uri("/admin/price", UriKind.Relative), new StringContent(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static void TradesAgree(Simulation simulation, Simulation untouched, decimal offset)
    {
        var (start, end) = (Simulation.Start, simulation.Host.Clock.Now);
        var shift = simulation.Host.Market.Find(Symbol)!.Market.ShouldBeOfType<ShiftedSymbolMarket>().Shifts.All.Single();
        var pairs = simulation.Host.Market.Trades(Symbol, start, end).Zip(untouched.Host.Market.Trades(Symbol, start, end)).ToList();
        pairs.Count.ShouldBeGreaterThan(100);
        foreach (var (shifted, flat) in pairs)
        {
            var time = flat.Time.ToUnixTimeMilliseconds();
            shifted.ShouldBe(flat with { Price = flat.Price + (time >= shift.Start && time < shift.End ? offset : 0) });
        }
    }

    private static decimal Spread(JsonElement depth) => decimal.Parse(depth.GetProperty("asks")[0][0].GetString()!, CultureInfo.InvariantCulture)
        - decimal.Parse(depth.GetProperty("bids")[0][0].GetString()!, CultureInfo.InvariantCulture);

    private static List<(decimal Price, decimal Quantity)> Book(JsonElement depth) =>
        [.. depth.GetProperty("bids").EnumerateArray().Concat(depth.GetProperty("asks").EnumerateArray())
            .Select(level => (decimal.Parse(level[0].GetString()!, CultureInfo.InvariantCulture), decimal.Parse(level[1].GetString()!, CultureInfo.InvariantCulture)))];

    private static decimal Amount(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
