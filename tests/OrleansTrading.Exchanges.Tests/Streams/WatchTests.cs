using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class WatchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A lone stream whose stall is found before its connection counts as idle.</summary>
    private static readonly Action<StreamWatchOptions> FixedTrades = watch =>
        (watch.TradeTimeout, watch.IdleTimeout) = (TimeSpan.FromMinutes(2), TimeSpan.FromHours(1));

    [Fact]
    public async Task Stream_SilentWhileAnotherFlows_IsAskedForAgainAlone()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade, StreamKind.MarkPrice);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        await connection.NextRequestAsync();
        await connection.SendMarkPriceAsync("BTCUSDT", 1);
        await sink.UntilAsync("MarkPrice 9000");
        for (var second = 0; second < 16; second++)
        {
            await connection.SendTradeAsync("BTCUSDT", second);
            await sink.UntilAsync($"Trade {second}");
            bench.Time.Advance(Second);
        }

        (await sink.NextAsync()).ShouldBe("interrupted MarkPrice");
        var ending = await connection.NextRequestAsync();
        (ending.Method, ending.Names.Single()).ShouldBe(("UNSUBSCRIBE", "btcusdt@markPrice@1s"));
        var asking = await connection.NextRequestAsync();
        (asking.Method, asking.Names.Single()).ShouldBe(("SUBSCRIBE", "btcusdt@markPrice@1s"));
        (await sink.NextAsync()).ShouldBe("subscribed MarkPrice");
        var health = subscription.GetHealth();
        (health[0].State, health[0].Reconnects).ShouldBe((StreamState.Live, 0));
        (health[1].State, health[1].Reconnects).ShouldBe((StreamState.Waiting, 1));
        bench.Streams.Statistics.Resubscriptions.ShouldBe(1);
        connection.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Stream_WithoutFirstMessage_IsAskedForAgainAndThenItsConnectionIsReplaced()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.MarkPrice);
        var connection = await bench.Venue.NextConnectionAsync();
        (await sink.NextAsync()).ShouldBe("subscribed MarkPrice");
        bench.Time.Advance(TimeSpan.FromSeconds(9));
        sink.WaitingNotes.ShouldBe(0);
        bench.Time.Advance(Second);
        (await sink.NextAsync()).ShouldBe("interrupted MarkPrice");
        (await sink.NextAsync()).ShouldBe("subscribed MarkPrice");
        connection.Ended.IsCompleted.ShouldBeFalse();

        bench.Time.Advance(TimeSpan.FromSeconds(11));
        await connection.Ended.WaitAsync(Patience.Long);
        (await sink.NextAsync()).ShouldBe("interrupted MarkPrice");
        await bench.WhenWaitingToReconnectAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        await bench.Venue.NextConnectionAsync();
        (await sink.NextAsync()).ShouldBe("subscribed MarkPrice");
    }

    [Fact]
    public async Task Stream_SilentEvenOnANewConnection_IsAskedForAtGrowingIntervalsOnIt()
    {
        await using var bench = await StreamBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.MarkPrice);
        await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        bench.Time.Advance(TimeSpan.FromSeconds(11));
        await sink.UntilAsync("subscribed MarkPrice");
        bench.Time.Advance(TimeSpan.FromSeconds(11));
        await sink.UntilAsync("interrupted MarkPrice");
        await bench.WhenWaitingToReconnectAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        foreach (var seconds in (int[])[18, 36, 72, 144])
        {
            bench.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
            sink.WaitingNotes.ShouldBe(0);
            bench.Time.Advance(TimeSpan.FromSeconds(2));
            (await sink.NextAsync()).ShouldBe("interrupted MarkPrice");
            (await sink.NextAsync()).ShouldBe("subscribed MarkPrice");
        }

        connection.Ended.IsCompleted.ShouldBeFalse();
        bench.Streams.Statistics.Reconnects.ShouldBe(1);
    }

    [Fact]
    public async Task Stream_QuietByNature_IsGivenMoreTimeOnceThatIsKnown()
    {
        await using var bench = await StreamBench.StartAsync(watch: FixedTrades);
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        await connection.SendTradeAsync("BTCUSDT", 1);
        await sink.UntilAsync("Trade 1");
        bench.Time.Advance(TimeSpan.FromSeconds(121));
        await sink.UntilAsync("subscribed Trade");
        // Too late for a cure by asking again: this market just pauses.
        bench.Time.Advance(TimeSpan.FromSeconds(7));
        await connection.SendTradeAsync("BTCUSDT", 2);
        await sink.UntilAsync("Trade 2");
        bench.Time.Advance(TimeSpan.FromSeconds(250));
        // A frame that comes after the watch has had its turns shows that it had nothing to say.
        await connection.SendTradeAsync("BTCUSDT", 3);
        (await sink.NextAsync()).ShouldBe("Trade 3");
        bench.Streams.Statistics.Resubscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Stream_CuredByAskingAgain_IsWatchedAsBefore()
    {
        await using var bench = await StreamBench.StartAsync(watch: FixedTrades);
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        for (var stall = 0; stall < 3; stall++)
        {
            await connection.SendTradeAsync("BTCUSDT", stall);
            await sink.UntilAsync($"Trade {stall}");
            bench.Time.Advance(TimeSpan.FromSeconds(121));
            (await sink.NextAsync()).ShouldBe("interrupted Trade");
            (await sink.NextAsync()).ShouldBe("subscribed Trade");
        }

        bench.Streams.Statistics.Reconnects.ShouldBe(0);
    }

    [Fact]
    public async Task Stream_WithoutFirstMessageWhileOthersOfItsKindFlow_DoesNotCostTheConnection()
    {
        await using var bench = await StreamBench.StartAsync();
        var (busy, quiet) = (new RecordingSink(), new RecordingSink());
        await using var first = bench.Subscribe("BTCUSDT", busy, StreamKind.Trade);
        await using var second = bench.Subscribe("DULLUSDT", quiet, StreamKind.Trade);
        var connection = await bench.Venue.NextConnectionAsync();
        await busy.UntilAsync("subscribed Trade");
        await quiet.UntilAsync("subscribed Trade");
        for (var renewal = 0; renewal < 3; renewal++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(renewal == 2 ? 16 : 7));
            await connection.SendTradeAsync("BTCUSDT", renewal);
            await busy.UntilAsync($"Trade {renewal}");
            bench.Time.Advance(TimeSpan.FromSeconds(3));
            (await quiet.NextAsync()).ShouldBe("interrupted Trade");
            (await quiet.NextAsync()).ShouldBe("subscribed Trade");
        }

        connection.Ended.IsCompleted.ShouldBeFalse();
        bench.Streams.Statistics.Reconnects.ShouldBe(0);
    }
}
