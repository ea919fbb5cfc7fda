using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Streams;

public class StreamTests
{
    [Fact]
    public async Task Klines_OverAMinuteEnd_CloseWithWhatRestTells()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@kline_1m", "btcusdt@kline_5m");
        simulation.Advance(15);

        var frame = await client.NextAsync();
        while (!frame.GetProperty("k").GetProperty("x").GetBoolean())
        {
            frame = await client.NextAsync();
        }

        var kline = frame.GetProperty("k");
        kline.GetProperty("i").GetString().ShouldBe("1m");
        var row = (await simulation.JsonAsync($"/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime={kline.GetProperty("t").GetInt64()}&limit=1"))[0];
        string[] fields = ["o", "h", "l", "c", "v"];
        for (var i = 0; i < fields.Length; i++)
        {
            kline.GetProperty(fields[i]).GetString().ShouldBe(row[i + 1].GetString());
        }

        kline.GetProperty("T").GetInt64().ShouldBe(row[6].GetInt64());
        kline.GetProperty("q").GetString().ShouldBe(row[7].GetString());
        kline.GetProperty("n").GetInt64().ShouldBe(row[8].GetInt64());
        kline.GetProperty("V").GetString().ShouldBe(row[9].GetString());
        kline.GetProperty("Q").GetString().ShouldBe(row[10].GetString());
    }

    [Fact]
    public async Task AggTrades_WhileTimePasses_AreAllTradesOfTheMarket()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/stream?streams=ethusdt@aggTrade");
        // A round trip on the connection: the stream in the address is subscribed by now.
        await client.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Advance(30);

        var expected = simulation.Host.Market.Trades("ETHUSDT", Simulation.Start.AddMilliseconds(1), Simulation.Start.AddSeconds(30));
        foreach (var trade in expected)
        {
            var message = await client.NextAsync();
            message.GetProperty("stream").GetString().ShouldBe("ethusdt@aggTrade");
            var data = message.GetProperty("data");
            data.GetProperty("a").GetInt64().ShouldBe(trade.AggregateId);
            decimal.Parse(data.GetProperty("p").GetString()!, CultureInfo.InvariantCulture).ShouldBe(trade.Price);
            decimal.Parse(data.GetProperty("q").GetString()!, CultureInfo.InvariantCulture).ShouldBe(trade.Quantity);
            data.GetProperty("T").GetInt64().ShouldBe(trade.Time.ToUnixTimeMilliseconds());
            data.GetProperty("m").GetBoolean().ShouldBe(trade.BuyerIsMaker);
        }

        expected.Count.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("depth@100ms")]
    [InlineData("depth")]
    [InlineData("depth@500ms")]
    public async Task Depth_SnapshotAndUpdates_GiveTheMarketsBook(string stream)
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/public/ws");
        await client.SubscribeAsync($"btcusdt@{stream}");
        simulation.Advance(1.03);
        var snapshot = await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=1000");
        simulation.Advance(20);

        var book = new LocalBook(snapshot);
        var until = Simulation.Start.AddSeconds(20).ToUnixTimeMilliseconds();
        JsonElement update;
        do
        {
            update = await client.NextAsync();
            book.Apply(update);
        }
        while (update.GetProperty("E").GetInt64() < until);

        book.Applied.ShouldBeGreaterThan(10);
        var truth = simulation.Host.Market.Book("BTCUSDT", DateTimeOffset.FromUnixTimeMilliseconds(update.GetProperty("E").GetInt64()));
        book.Bids.ShouldBe(truth.Bids.Select(level => (level.Price, level.Quantity)));
        book.Asks.ShouldBe(truth.Asks.Select(level => (level.Price, level.Quantity)));
    }

    [Theory]
    [InlineData("depth@100ms")]
    [InlineData("depth")]
    [InlineData("depth@500ms")]
    public async Task Depth_SnapshotFromWithinAnUpdate_GivesTheMarketsBookWithThatUpdate(string stream)
    {
        await using var simulation = await Simulation.StartAsync(options => options.TradesPerSecond = 60);
        await using var client = await simulation.ConnectAsync("/public/ws");
        await client.SubscribeAsync($"btcusdt@{stream}");
        for (var round = 0; round < 60; round++)
        {
            simulation.Advance(0.15);
            var snapshot = await simulation.JsonAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=1000");
            simulation.Advance(0.5);
            var book = new LocalBook(snapshot);
            JsonElement update;
            do
            {
                update = await client.NextAsync();
                book.Apply(update);
            }
            while (book.Applied == 0);

            var truth = simulation.Host.Market.Book("BTCUSDT", DateTimeOffset.FromUnixTimeMilliseconds(update.GetProperty("E").GetInt64()));
            book.Bids.ShouldBe(truth.Bids.Select(level => (level.Price, level.Quantity)), $"round {round}");
            book.Asks.ShouldBe(truth.Asks.Select(level => (level.Price, level.Quantity)), $"round {round}");
        }
    }

    [Fact]
    public async Task BookTicker_ShowsTheTopOfTheBook()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/public/ws/solusdt@bookTicker");
        await client.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Advance(5);
        for (var i = 0; i < 10; i++)
        {
            var ticker = await client.NextAsync();
            var book = simulation.Host.Market.Book("SOLUSDT", DateTimeOffset.FromUnixTimeMilliseconds(ticker.GetProperty("E").GetInt64()), 1);
            decimal.Parse(ticker.GetProperty("b").GetString()!, CultureInfo.InvariantCulture).ShouldBe(book.Bids[0].Price);
            decimal.Parse(ticker.GetProperty("B").GetString()!, CultureInfo.InvariantCulture).ShouldBe(book.Bids[0].Quantity);
            decimal.Parse(ticker.GetProperty("a").GetString()!, CultureInfo.InvariantCulture).ShouldBe(book.Asks[0].Price);
            decimal.Parse(ticker.GetProperty("A").GetString()!, CultureInfo.InvariantCulture).ShouldBe(book.Asks[0].Quantity);
        }
    }

    [Theory]
    [InlineData("/market/ws", "btcusdt@bookTicker", "btcusdt@aggTrade")]
    [InlineData("/public/ws", "btcusdt@aggTrade", "btcusdt@bookTicker")]
    [InlineData("/private/ws", "btcusdt@aggTrade", null)]
    public async Task Stream_OnAnotherPath_IsAcceptedAndStaysSilent(string path, string wrong, string? right)
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync(path);
        await client.SubscribeAsync(wrong, "nosuchusdt@aggTrade", "btcusdt@nothing");
        if (right is not null)
        {
            await client.SubscribeAsync(right);
        }

        simulation.Advance(10);
        var kind = right?.Split('@')[1];
        for (var i = 0; i < 5 && right is not null; i++)
        {
            (await client.NextAsync()).GetProperty("e").GetString().ShouldBe(kind);
        }

        var listed = await client.RequestAsync("LIST_SUBSCRIPTIONS");
        listed.GetProperty("result").EnumerateArray().Select(name => name.GetString()).ShouldContain(wrong);
        if (right is null)
        {
            // Nothing came before the answer: the path sends none of it.
            (await simulation.JsonAsync("/admin/state")).GetProperty("sent").EnumerateObject().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Frames_OfTheSameSeed_AreByteIdentical()
    {
        var first = await RecordAsync();
        first.Count.ShouldBeGreaterThan(200);
        (await RecordAsync()).ShouldBe(first);
    }

    private static async Task<List<string>> RecordAsync()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/stream");
        await client.SubscribeAsync("btcusdt@aggTrade", "btcusdt@kline_1m", "ethusdt@aggTrade", "solusdt@markPrice@1s", "bnbusdt@ticker", "!miniTicker@arr");
        simulation.Advance(20);
        var end = Simulation.Start.AddSeconds(20).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var frames = new List<string>();
        while (frames.Count == 0 || !frames[^1].Contains($"\"24hrMiniTicker\",\"E\":{end}", StringComparison.Ordinal))
        {
            frames.Add(await client.NextTextAsync());
        }

        frames.Add(await simulation.GetAsync("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=100"));
        frames.Add(await simulation.GetAsync("/fapi/v1/exchangeInfo"));
        frames.Add(await simulation.GetAsync("/fapi/v1/depth?symbol=ETHUSDT&limit=100"));
        return frames;
    }
}
