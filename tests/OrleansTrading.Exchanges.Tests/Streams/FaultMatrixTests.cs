using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>Every kind of stream, alone and among a hundred, made silent in every way, on a clock moved by hand.</summary>
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<StreamKind, int> Matrix
    {
        get
        {
            var data = new TheoryData<StreamKind, int>();
            foreach (var kind in (StreamKind[])[StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth, StreamKind.Kline, StreamKind.MarkPrice])
            {
                data.Add(kind, 1);
                data.Add(kind, 100);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task LiquidStream_Frozen_IsFoundInFiveSecondsAndAskedForAlone(StreamKind kind, int symbols)
    {
        await using var market = await Market.StartAsync(kind, symbols);
        await market.WarmUpAsync();
        var before = market.Health.Select(health => health.Reconnects).ToArray();
        for (var second = 0; second < 5; second++)
        {
            market.Bench.Time.Advance(Second);
            await market.SendAsync(from: 1);
        }

        await market.Sinks[0].UntilAsync($"interrupted {kind}");
        var ending = await market.Connection.NextRequestAsync();
        (ending.Method, ending.Names.Single()).ShouldBe(("UNSUBSCRIBE", Frames.NameOf("S0USDT", kind)));
        var asking = await market.Connection.NextRequestAsync();
        (asking.Method, asking.Names.Single()).ShouldBe(("SUBSCRIBE", Frames.NameOf("S0USDT", kind)));
        await market.Sinks[0].UntilAsync($"subscribed {kind}");
        market.HealthOf(0).LastAction!.ShouldStartWith("asked for again after ");
        await market.SendAsync(from: 0);
        await market.Sinks[0].UntilAsync(Frames.IsData);
        for (var symbol = 0; symbol < symbols; symbol++)
            (market.HealthOf(symbol).State, market.HealthOf(symbol).Reconnects).ShouldBe((StreamState.Live, before[symbol] + (symbol == 0 ? 1 : 0)), $"symbol {symbol}");
        // The first attempt to connect failed.
        (market.Bench.Streams.Statistics.Reconnects, market.Bench.Streams.Statistics.Resubscriptions).ShouldBe((1, 1));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task AllStreams_Silent_AreFoundInFiveSecondsAndAskedForInOneBatch(StreamKind kind, int symbols)
    {
        await using var market = await Market.StartAsync(kind, symbols);
        await market.WarmUpAsync();
        market.Bench.Time.Advance(5 * Second);
        foreach (var sink in market.Sinks)
            await sink.UntilAsync($"interrupted {kind}");
        foreach (var method in (string[])["UNSUBSCRIBE", "SUBSCRIBE"])
        {
            var request = await market.Connection.NextRequestAsync();
            (request.Method, request.Names.Count).ShouldBe((method, symbols));
        }

        foreach (var sink in market.Sinks)
            await sink.UntilAsync($"subscribed {kind}");
        await market.SendAsync(from: 0);
        await market.Sinks[^1].UntilAsync(Frames.IsData);
        market.Health.ShouldAllBe(health => health.State == StreamState.Live);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Connection_Dropped_IsFoundAtOnceAndAllStreamsComeBack(StreamKind kind, int symbols)
    {
        await using var market = await Market.StartAsync(kind, symbols);
        market.Connection.Drop();
        foreach (var sink in market.Sinks)
            await sink.UntilAsync($"interrupted {kind}");
        await market.Bench.WhenWaitingToReconnectAsync();
        // The second wait in a row is twice the first.
        market.Bench.Time.Advance(TimeSpan.FromSeconds(6));
        market.Connection = await market.Bench.Venue.NextConnectionAsync();
        foreach (var sink in market.Sinks)
            await sink.UntilAsync($"subscribed {kind}");
        await market.SendAsync(from: 0);
        await market.Sinks[^1].UntilAsync(Frames.IsData);
        market.Health.ShouldAllBe(health => health.State == StreamState.Live && health.LastAction!.StartsWith("connection lost"));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Subscription_ThatNeverDelivers_IsAskedForAgainWithinTenSeconds(StreamKind kind, int symbols)
    {
        await using var market = await Market.StartAsync(kind, symbols);
        // A second has gone by since they were confirmed.
        market.Bench.Time.Advance(TimeSpan.FromSeconds(8));
        market.Health.ShouldAllBe(health => health.State == StreamState.Waiting);
        market.Bench.Time.Advance(Second);
        foreach (var sink in market.Sinks)
            await sink.UntilAsync($"interrupted {kind}");
        (await market.Connection.NextRequestAsync()).Names.Count.ShouldBe(symbols);
    }

    [Fact]
    public async Task Frames_ThatBringNothingNew_DoNotMoveTheLastDataTime()
    {
        foreach (var (kind, _) in Matrix.Select(row => row.Data).DistinctBy(row => row.Item1))
        {
            await using var market = await Market.StartAsync(kind, 1);
            await market.Connection.SendAsync(Frames.Of("S0USDT", kind, 7));
            await market.Sinks[0].UntilAsync(Frames.IsData);
            market.Bench.Time.Advance(Second);
            await market.Connection.SendAsync("""{"result":null,"id":99}""");
            await market.Connection.SendAsync(Frames.Of("S0USDT", kind, 7));
            await market.Sinks[0].UntilAsync(Frames.IsData);
            market.HealthOf(0).LastDataAge.ShouldBe(Second, $"{kind}");
        }
    }

    [Fact]
    public async Task ForcedOrders_QuietForDays_AreLiveAndAskedForOnce()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Liquidation);
        await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Liquidation");
        bench.Time.Advance(TimeSpan.FromHours(20));
        var health = subscription.GetHealth()[0];
        (health.State, health.StallAfter, health.Reconnects).ShouldBe((StreamState.Live, null, 0));
        bench.Streams.Statistics.Resubscriptions.ShouldBe(0);
    }

    private static class Frames
    {
        public static bool IsData(string note) => char.IsUpper(note[0]);

        public static string NameOf(string symbol, StreamKind kind) => symbol.ToLowerInvariant() + kind switch
        {
            StreamKind.Trade => "@aggTrade",
            StreamKind.BookTicker => "@bookTicker",
            StreamKind.Depth => "@depth@100ms",
            StreamKind.Kline => "@kline_1m",
            _ => "@markPrice@1s",
        };

        public static string Of(string symbol, StreamKind kind, long id) => $$"""{"stream":"{{NameOf(symbol, kind)}}","data":{{Data(symbol, kind, id)}}}""";

        private static string Data(string symbol, StreamKind kind, long id) => kind switch
        {
            StreamKind.Trade => $$"""{"e":"aggTrade","E":{{id}},"a":{{id}},"s":"{{symbol}}","p":"1","q":"2","f":1,"l":1,"T":{{id}},"m":true}""",
            StreamKind.BookTicker => $$"""{"e":"bookTicker","u":{{id}},"s":"{{symbol}}","b":"1.5","B":"1","a":"1.6","A":"1","T":{{id}},"E":{{id}}}""",
            StreamKind.Depth => $$"""{"e":"depthUpdate","E":{{id}},"T":{{id}},"s":"{{symbol}}","U":{{id}},"u":{{id}},"pu":{{id - 1}},"b":[["1.5","2"]],"a":[]}""",
            StreamKind.Kline => $$$"""{"e":"kline","E":{{{id}}},"s":"{{{symbol}}}","k":{"t":60000,"T":119999,"s":"{{{symbol}}}","i":"1m","f":1,"L":1,"o":"1","c":"1","h":"1","l":"1","v":"1","n":1,"x":false,"q":"1","V":"1","Q":"1","B":"0"}}""",
            _ => $$"""{"e":"markPriceUpdate","E":{{id}},"s":"{{symbol}}","p":"1.5","i":"1.5","P":"1.5","r":"0.0001","T":9000}""",
        };
    }

    /// <summary>Symbols that share one kind and one connection.</summary>
    private sealed class Market(StreamBench bench, StreamKind kind, List<RecordingSink> sinks, List<IMarketDataSubscription> parts) : IAsyncDisposable
    {
        private long _id;

        public StreamBench Bench => bench;

        public List<RecordingSink> Sinks => sinks;

        public required ScriptedConnection Connection { get; set; }

        public IEnumerable<StreamHealthSnapshot> Health => parts.Select(part => part.GetHealth()[0]);

        public StreamHealthSnapshot HealthOf(int symbol) => parts[symbol].GetHealth()[0];

        public static async Task<Market> StartAsync(StreamKind kind, int symbols)
        {
            var bench = await StreamBench.StartAsync();
            bench.Venue.RefuseConnections = true;
            var sinks = Enumerable.Range(0, symbols).Select(_ => new RecordingSink()).ToList();
            var request = new StreamRequest(kind, kind == StreamKind.Kline ? KlineInterval.OneMinute : default);
            // The first attempt fails, so that the second one finds all of them and asks for them at once.
            var parts = sinks.Select((sink, symbol) => bench.Subscribe($"S{symbol}USDT", sink, request)).ToList();
            await bench.WhenWaitingToReconnectAsync();
            bench.Venue.RefuseConnections = false;
            bench.Time.Advance(TimeSpan.FromSeconds(3));
            var connection = await bench.Venue.NextConnectionAsync();
            (await connection.NextRequestAsync()).Names.Count.ShouldBe(symbols);
            foreach (var sink in sinks)
                await sink.UntilAsync($"subscribed {kind}");
            // The pace of requests is not what this is about.
            bench.Time.Advance(Second);
            return new Market(bench, kind, sinks, parts) { Connection = connection };
        }

        /// <summary>Enough messages, a tenth of a second apart, to know each stream.</summary>
        public async Task WarmUpAsync()
        {
            for (var round = 0; round < 120; round++)
            {
                bench.Time.Advance(Tenth);
                await SendAsync(from: 0);
                // One connection keeps the order: when the last has come, all have.
                await sinks[^1].UntilAsync(Frames.IsData);
            }

            foreach (var sink in sinks.SkipLast(1))
            {
                while (sink.WaitingNotes > 0)
                    await sink.NextAsync();
            }
        }

        public async Task SendAsync(int from)
        {
            _id++;
            for (var symbol = from; symbol < sinks.Count; symbol++)
                await Connection.SendAsync(Frames.Of($"S{symbol}USDT", kind, _id));
            if (from > 0 && sinks.Count > from)
                await sinks[^1].UntilAsync(Frames.IsData);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var part in parts)
                await part.DisposeAsync();
            await bench.DisposeAsync();
        }
    }
}
