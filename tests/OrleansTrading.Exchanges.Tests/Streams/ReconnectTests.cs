using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class ReconnectTests
{
    [Fact]
    public async Task Connection_Dropped_IsMadeAnewAfterThreeSecondsAndSubscribedAgain()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade, StreamKind.MarkPrice);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        connection.Drop();
        await sink.UntilAsync("interrupted MarkPrice");
        await bench.WhenWaitingToReconnectAsync();
        subscription.GetHealth().ShouldAllBe(health => health.State == StreamState.Reconnecting && health.Reconnects == 1);

        bench.Time.Advance(TimeSpan.FromMilliseconds(2999));
        bench.Venue.HasWaitingConnection.ShouldBeFalse();
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = await bench.Venue.NextConnectionAsync();
        (await second.NextRequestAsync()).Names.Order().ShouldBe(["btcusdt@aggTrade", "btcusdt@markPrice@1s"]);
        await sink.UntilAsync("subscribed MarkPrice");
        await second.SendTradeAsync("BTCUSDT", 5);
        await sink.UntilAsync("Trade 5");
        subscription.GetHealth()[0].State.ShouldBe(StreamState.Live);
        bench.Streams.Statistics.Reconnects.ShouldBe(1);
    }

    [Fact]
    public async Task Connection_RefusedAgainAndAgain_IsTriedWithoutEndAndTheSinkIsToldOnce()
    {
        await using var bench = await StreamBench.StartAsync(
            options => options.Streams.MaxReconnectDelay = options.Streams.ReconnectDelay, watch => watch.DownAfter = TimeSpan.FromSeconds(10));
        bench.Venue.RefuseConnections = true;
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            await bench.Venue.Refused.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);
            await bench.WhenWaitingToReconnectAsync();
            bench.Time.Advance(TimeSpan.FromSeconds(3));
        }

        await bench.Venue.Refused.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);
        await bench.WhenWaitingToReconnectAsync();
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
        sink.WaitingNotes.ShouldBe(0);
        subscription.GetHealth()[0].State.ShouldBe(StreamState.Down);

        bench.Venue.RefuseConnections = false;
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
        subscription.GetHealth()[0].State.ShouldBe(StreamState.Waiting);
    }

    [Fact]
    public async Task Connection_DroppedAndASinkFails_OthersAreToldAndItIsMadeAnew()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Streams.MaxReconnectDelay = options.Streams.ReconnectDelay);
        var (failing, sink) = (new FailingSink(), new RecordingSink());
        await using var one = bench.Subscribe("BTCUSDT", failing, StreamKind.Trade);
        await using var two = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        for (var drop = 1; drop <= 3; drop++)
        {
            var connection = await RollOverBench.NextAsync(bench);
            await sink.UntilAsync("subscribed Trade");
            await connection.SendTradeAsync("BTCUSDT", drop);
            await sink.UntilAsync($"Trade {drop}");
            connection.Drop();
            await sink.UntilAsync("interrupted Trade");
            failing.Failures.ShouldBe(drop);
        }

        await RollOverBench.NextAsync(bench);
        bench.Streams.Statistics.Faults.ShouldBe(3);
        await sink.UntilAsync("subscribed Trade");
        bench.Streams.Statistics.Reconnects.ShouldBe(3);
    }

    [Fact]
    public async Task Request_WithoutAnswer_EndsTheConnection()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Venue.Acknowledge = false;
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await connection.NextRequestAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(12));
        await connection.Ended.WaitAsync(Patience.Long);
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
    }

    [Fact]
    public async Task Dispose_WhileWaitingToReconnect_EndsTheAttempts()
    {
        var bench = await StreamBench.StartAsync();
        bench.Venue.RefuseConnections = true;
        bench.Subscribe("BTCUSDT", new RecordingSink(), StreamKind.Trade);
        await bench.WhenWaitingToReconnectAsync();
        await bench.DisposeAsync().AsTask().WaitAsync(Patience.Long);
        bench.Time.ArmedTimers.ShouldBe(0);
    }
}
