using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>One busy stream that stalls on a connection on which 199 others flow: the others pay for it only when nothing else helps.</summary>
public sealed class StallAmongManyTests
{
    private const int Streams = 200;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Stall_CuredByAskingAgain_NeverCostsTheOthersTheirConnection()
    {
        await using var crowd = await Crowd.StartAsync();
        await crowd.LearnAsync();
        for (var stall = 1; stall <= 4; stall++)
        {
            await crowd.StallAsync();
            await crowd.SendFirstAsync();
            crowd.HealthOf(0).State.ShouldBe(StreamState.Live);
            crowd.Bench.Streams.Statistics.Resubscriptions.ShouldBe(stall);
        }

        crowd.Connection.Ended.IsCompleted.ShouldBeFalse();
        crowd.ExpectOthersUntouched();
    }

    [Fact]
    public async Task Stall_ThatAskingAgainDoesNotCure_CostsTheConnectionOnce()
    {
        await using var crowd = await Crowd.StartAsync();
        await crowd.LearnAsync();
        await crowd.StallAsync();
        // The first message of the new subscription has nine seconds.
        await crowd.OthersFlowAsync(seconds: 8);
        crowd.Connection.Ended.IsCompleted.ShouldBeFalse();
        crowd.ExpectOthersUntouched();
        crowd.Bench.Time.Advance(3 * Second);
        await crowd.Connection.Ended.WaitAsync(Patience.Long);
        await crowd.Sinks[^1].UntilAsync("interrupted Trade");
        crowd.HealthOf(0).LastAction!.ShouldStartWith("connection replaced: 1 streams stayed silent after they were asked for again, among them s0usdt@aggTrade");
    }

    private sealed class Crowd(StreamBench bench, List<RecordingSink> sinks, List<IMarketDataSubscription> parts, ScriptedConnection connection) : IAsyncDisposable
    {
        /// <summary>Streams that came before the first attempt had failed have lost their connection once.</summary>
        private readonly int[] _before = [.. parts.Select(part => part.GetHealth()[0].Reconnects)];
        private int _id;
        private int _firstId;

        public StreamBench Bench => bench;

        public List<RecordingSink> Sinks => sinks;

        public ScriptedConnection Connection => connection;

        public static async Task<Crowd> StartAsync()
        {
            var bench = await StreamBench.StartAsync();
            bench.Venue.RefuseConnections = true;
            var sinks = Enumerable.Range(0, Streams).Select(_ => new RecordingSink()).ToList();
            // The first attempt fails, so that the second one finds all of them and asks for them in two requests.
            var parts = sinks.Select((sink, symbol) => bench.Subscribe($"S{symbol}USDT", sink, StreamKind.Trade)).ToList();
            await bench.WhenWaitingToReconnectAsync();
            bench.Venue.RefuseConnections = false;
            bench.Time.Advance(3 * Second);
            var connection = await bench.Venue.NextConnectionAsync();
            ((await connection.NextRequestAsync()).Names.Count + (await connection.NextRequestAsync()).Names.Count).ShouldBe(Streams);
            foreach (var sink in sinks)
                await sink.UntilAsync("subscribed Trade");
            // The pace of requests is not what this is about.
            bench.Time.Advance(Second);
            return new Crowd(bench, sinks, parts, connection);
        }

        public StreamHealthSnapshot HealthOf(int symbol) => parts[symbol].GetHealth()[0];

        /// <summary>The first stream is known to bring ten messages a second.</summary>
        public async Task LearnAsync()
        {
            await OthersFlowAsync(seconds: 1);
            for (var message = 0; message < 120; message++)
            {
                bench.Time.Advance(Second / 10);
                await SendFirstAsync();
            }
        }

        public async Task SendFirstAsync()
        {
            await connection.SendTradeAsync("S0USDT", ++_firstId);
            await sinks[0].UntilAsync($"Trade {_firstId}");
        }

        /// <summary>The first stream says nothing until it is asked for again.</summary>
        public async Task StallAsync()
        {
            await OthersFlowAsync(seconds: 5);
            await sinks[0].UntilAsync("interrupted Trade");
            foreach (var method in (string[])["UNSUBSCRIBE", "SUBSCRIBE"])
            {
                var request = await connection.NextRequestAsync();
                (request.Method, request.Names.Single()).ShouldBe((method, "s0usdt@aggTrade"));
            }

            await sinks[0].UntilAsync("subscribed Trade");
            HealthOf(0).LastAction!.ShouldStartWith("asked for again after ");
        }

        public async Task OthersFlowAsync(int seconds)
        {
            for (var second = 0; second < seconds; second++)
            {
                bench.Time.Advance(Second);
                _id++;
                for (var symbol = 1; symbol < Streams; symbol++)
                    await connection.SendTradeAsync($"S{symbol}USDT", _id);
                await sinks[^1].UntilAsync($"Trade {_id}");
            }
        }

        public void ExpectOthersUntouched()
        {
            for (var symbol = 1; symbol < Streams; symbol++)
                HealthOf(symbol).Reconnects.ShouldBe(_before[symbol], $"symbol {symbol}");
            // The first attempt to connect, which failed.
            bench.Streams.Statistics.Reconnects.ShouldBe(1);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var part in parts)
                await part.DisposeAsync();
            await bench.DisposeAsync();
        }
    }
}
