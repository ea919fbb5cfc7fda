using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class MarketStreamsTests
{
    [Fact]
    public async Task Subscribe_EveryKind_GoesToItsPathAndDelivers()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink,
            new StreamRequest(StreamKind.Trade), new(StreamKind.BookTicker), new(StreamKind.Depth), new(StreamKind.MarkPrice),
            new(StreamKind.Kline, KlineInterval.OneMinute), new(StreamKind.Kline, KlineInterval.OneHour));
        ScriptedConnection[] both = [await bench.Venue.NextConnectionAsync(), await bench.Venue.NextConnectionAsync()];
        var publicOne = both.Single(connection => connection.Path == "/public/stream");
        var market = both.Single(connection => connection.Path == "/market/stream");
        (await publicOne.NextRequestAsync()).Names.Order().ShouldBe(["btcusdt@bookTicker", "btcusdt@depth@100ms"]);
        (await market.NextRequestAsync()).Names.Order().ShouldBe(
            ["btcusdt@aggTrade", "btcusdt@kline_1h", "btcusdt@kline_1m", "btcusdt@markPrice@1s"]);

        await publicOne.SendBookTickerAsync("BTCUSDT", 11);
        await sink.UntilAsync("BookTicker 11");
        await publicOne.SendDepthAsync("BTCUSDT");
        await sink.UntilAsync("Depth 5 7 4 1 2");
        await market.SendTradeAsync("BTCUSDT", 12);
        await sink.UntilAsync("Trade 12");
        await market.SendKlineAsync("BTCUSDT", "1h", 3_600_000);
        await sink.UntilAsync("Kline OneHour 3600000");
        subscription.GetHealth().Select(health => health.State).ShouldBe(
            [StreamState.Live, StreamState.Live, StreamState.Live, StreamState.Waiting, StreamState.Waiting, StreamState.Live]);
        await market.SendMarkPriceAsync("BTCUSDT", 5000);
        await sink.UntilAsync("MarkPrice 9000");
        await market.SendKlineAsync("BTCUSDT", "1m", 60_000);
        await sink.UntilAsync("Kline OneMinute 60000");
        bench.Connector.Clock.Now.ShouldBe(5000);
        var statistics = bench.Streams.Statistics;
        (statistics.Connections, statistics.Subscriptions, statistics.Messages, statistics.Malformed, statistics.Unknown).ShouldBe((2, 6, 6, 0, 0));
    }

    [Fact]
    public async Task OnSubscribed_BeforeTheVenueHasConfirmed_IsNotCalled()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Venue.Acknowledge = false;
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        var request = await connection.NextRequestAsync();
        await connection.SendTradeAsync("BTCUSDT", 1);
        (await sink.NextAsync()).ShouldBe("Trade 1");
        await connection.ConfirmAsync(request);
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
    }

    [Fact]
    public async Task Subscribe_ManySymbols_FillsConnectionsAndPacesRequests()
    {
        await using var bench = await StreamBench.StartAsync(options =>
        {
            options.Streams.MaxStreamsPerConnection = 40;
            options.Streams.MaxStreamsPerRequest = 10;
        });
        // One stream first, so that the others find the connection open and are asked for by its pace.
        var sink = new RecordingSink();
        await using var first = bench.Subscribe("FIRST", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        (await connection.NextRequestAsync()).Names.ShouldBe(["first@aggTrade"]);
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        var others = Enumerable.Range(0, 49).Select(index => bench.Subscribe($"S{index}", sink, StreamKind.Trade)).ToList();
        var second = await bench.Venue.NextConnectionAsync();
        var asked = new List<string>();
        for (var request = 0; request < 3; request++)
            asked.AddRange((await connection.NextRequestAsync()).Names);
        asked.Count.ShouldBeLessThanOrEqualTo(30);
        // Two watches, and the wait of the first connection's sender.
        await bench.Time.WhenArmedAsync(3).WaitAsync(Patience.Long);
        connection.WaitingRequests.ShouldBe(0);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1100));
        while (asked.Count < 39)
        {
            var request = await connection.NextRequestAsync();
            request.Names.Count.ShouldBeLessThanOrEqualTo(10);
            asked.AddRange(request.Names);
        }

        asked.Distinct().Count().ShouldBe(39);
        asked.AddRange((await second.NextRequestAsync()).Names);
        asked.Count.ShouldBe(49);
        foreach (var other in others)
            await other.DisposeAsync();
        await second.Ended.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task Deliver_SinkIsFull_HoldsBackAndLosesNothing()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        sink.SetRoom(3);
        for (var id = 0; id < 10; id++)
            await connection.SendTradeAsync("BTCUSDT", id);
        await sink.Waiting.Task.WaitAsync(Patience.Long);
        // A reader that is held back is not a silent stream.
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        sink.WaitingNotes.ShouldBe(3);
        sink.SetRoom(100);
        for (var id = 0; id < 10; id++)
            (await sink.NextAsync()).ShouldBe($"Trade {id}");
        connection.WaitingRequests.ShouldBe(1);
        bench.Streams.Statistics.Resubscriptions.ShouldBe(0);
    }

    [Fact]
    public async Task Dispose_WhileTheReaderWaitsForItsRoom_FreesTheOthersAndCallsNoMore()
    {
        await using var bench = await StreamBench.StartAsync();
        var (full, other) = (new RecordingSink(), new RecordingSink());
        var blocked = bench.Subscribe("BTCUSDT", full, StreamKind.Trade);
        await using var free = bench.Subscribe("ETHUSDT", other, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await full.UntilAsync("subscribed Trade");
        await other.UntilAsync("subscribed Trade");
        full.SetRoom(0);
        await connection.SendTradeAsync("BTCUSDT", 1);
        await connection.SendTradeAsync("ETHUSDT", 2);
        await full.Waiting.Task.WaitAsync(Patience.Long);
        await blocked.DisposeAsync();
        full.IsForbidden = true;
        await other.UntilAsync("Trade 2");
        ScriptedRequest request;
        do
            request = await connection.NextRequestAsync();
        while (request.Method != "UNSUBSCRIBE");
        request.Names.ShouldBe(["btcusdt@aggTrade"]);
        await connection.SendTradeAsync("BTCUSDT", 3);
        await connection.SendTradeAsync("ETHUSDT", 4);
        await other.UntilAsync("Trade 4");
        full.CalledWhenForbidden.ShouldBeFalse();
        bench.Streams.Statistics.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_LastSubscription_ClosesTheConnection()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        await subscription.DisposeAsync();
        await connection.Ended.WaitAsync(Patience.Long);

        await using var again = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
    }

    [Fact]
    public async Task Subscribe_TheSameStreamTwice_IsOneStreamWithTwoSinks()
    {
        await using var bench = await StreamBench.StartAsync();
        var (early, late) = (new RecordingSink(), new RecordingSink());
        var first = bench.Subscribe("BTCUSDT", early, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await early.UntilAsync("subscribed Trade");
        await using var second = bench.Subscribe("BTCUSDT", late, StreamKind.Trade);
        await late.UntilAsync("subscribed Trade");
        await connection.SendTradeAsync("BTCUSDT", 1);
        (await early.NextAsync()).ShouldBe("Trade 1");
        (await late.NextAsync()).ShouldBe("Trade 1");
        bench.Streams.Statistics.Subscriptions.ShouldBe(1);
        await first.DisposeAsync();
        await connection.SendTradeAsync("BTCUSDT", 2);
        (await late.NextAsync()).ShouldBe("Trade 2");
        early.WaitingNotes.ShouldBe(0);
    }

    [Fact]
    public async Task Frames_MalformedAndUnknown_AreCountedAndTheStreamGoesOn()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        await connection.SendAsync("""{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade",""");
        await connection.SendTradeAsync("BTCUSDT", 1, price: "NaN");
        await connection.SendTradeAsync("BTCUSDT", 2, price: "-1");
        await connection.SendTradeAsync("ETHUSDT", 3);
        await connection.SendAsync("""{"e":"somethingNew"}""");
        await connection.SendTradeAsync("BTCUSDT", 4);
        (await sink.NextAsync()).ShouldBe("Trade 4");
        var statistics = bench.Streams.Statistics;
        (statistics.Malformed, statistics.Unknown, statistics.Messages, statistics.Reconnects).ShouldBe((3, 2, 1, 0));
    }

    [Fact]
    public async Task Subscribe_VenueRefusesOneName_TheOthersAreFoundAndServed()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Streams.MaxRequestsPerSecond = 100);
        bench.Venue.Acknowledge = false;
        var sinks = Enumerable.Range(0, 5).Select(_ => new RecordingSink()).ToArray();
        await using var zero = bench.Subscribe("S0", sinks[0], StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        for (var index = 1; index < 5; index++)
            bench.Subscribe($"S{index}", sinks[index], StreamKind.Trade);
        var served = Enumerable.Range(0, 5).Where(index => index != 3).Select(index => sinks[index].NextAsync()).ToList();
        var confirmed = new List<string>();
        while (confirmed.Count < 4)
        {
            var request = await connection.NextRequestAsync();
            if (request.Names.Contains("s3@aggTrade"))
            {
                await connection.SendAsync($$"""{"error":{"code":2,"msg":"Invalid request: invalid stream"},"id":{{request.Id}}}""");
                continue;
            }

            await connection.ConfirmAsync(request);
            confirmed.AddRange(request.Names);
        }

        (await Task.WhenAll(served)).ShouldAllBe(notice => notice == "subscribed Trade");
        sinks[3].WaitingNotes.ShouldBe(0);
    }
}
