using OrleansTrading.Domain.Streams;
using static OrleansTrading.Exchanges.Tests.Streams.RollOverBench;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>Something goes wrong while a connection is replaced.</summary>
public sealed class RollOverFailureTests
{
    [Fact]
    public async Task NewConnection_WithoutAStreamThatFlowsOnTheOldOne_IsGivenUpAndTheOldOneGoesOn()
    {
        await using var bench = await StartAsync(options => options.Streams.RollOverTime = TimeSpan.FromSeconds(5));
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        await old.SendTradeAsync("BTCUSDT", 1);
        await sink.UntilAsync("Trade 1");
        bench.Time.Advance(Age);
        var deaf = await NextAsync(bench);
        await deaf.NextRequestAsync();
        var id = 1;
        for (var second = 0; second < 40 && !deaf.Ended.IsCompleted; second++)
        {
            await old.SendTradeAsync("BTCUSDT", ++id);
            (await sink.NextAsync()).ShouldBe($"Trade {id}");
            bench.Time.Advance(Second);
        }

        await deaf.Ended.WaitAsync(Patience.Long);
        await TickUntilAsync(bench, bench.Log.WhenLoggedAsync(2313));
        var young = await NextAsync(bench);
        await old.SendTradeAsync("BTCUSDT", ++id);
        await young.SendTradeAsync("BTCUSDT", id);
        (await sink.NextAsync()).ShouldBe($"Trade {id}");
        await RolledOverAsync(bench, old);
        sink.WaitingNotes.ShouldBe(0);
        var statistics = bench.Streams.Statistics;
        (statistics.RollOvers, statistics.Reconnects).ShouldBe((1, 0));
    }

    [Fact]
    public async Task OldConnection_EndedByTheVenueBeforeTheNewOneIsReady_IsAnInterruption()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Venue.Acknowledge = false;
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        var request = await young.NextRequestAsync();
        old.Drop();
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
        await young.ConfirmAsync(request);
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
        await young.SendTradeAsync("BTCUSDT", 9);
        (await sink.NextAsync()).ShouldBe("Trade 9");
        bench.Streams.Statistics.Reconnects.ShouldBe(1);
    }

    [Fact]
    public async Task NewConnection_Refused_IsTriedAgainWhileTheOldOneGoesOn()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Venue.RefuseConnections = true;
        bench.Time.Advance(Age);
        await TickUntilAsync(bench, bench.Venue.Refused.Reader.WaitToReadAsync().AsTask());
        await bench.Log.WhenLoggedAsync(2313);
        await old.SendTradeAsync("BTCUSDT", 1);
        (await sink.NextAsync()).ShouldBe("Trade 1");
        bench.Venue.RefuseConnections = false;
        await NextAsync(bench);
        await RolledOverAsync(bench, old);
        sink.WaitingNotes.ShouldBe(0);
    }

    [Fact]
    public async Task Sink_FullWhileTwoConnectionsBring_LosesNothingAndHearsNothingTwice()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        await young.NextRequestAsync();
        sink.SetRoom(2);
        for (var id = 1; id <= 6; id++)
        {
            await old.SendTradeAsync("BTCUSDT", id);
            await young.SendTradeAsync("BTCUSDT", id);
        }

        await sink.Waiting.Task.WaitAsync(Patience.Long);
        sink.SetRoom(100);
        for (var id = 1; id <= 6; id++)
            (await sink.NextAsync()).ShouldBe($"Trade {id}");
        await RolledOverAsync(bench, old);
        await young.SendTradeAsync("BTCUSDT", 7);
        (await sink.NextAsync()).ShouldBe("Trade 7");
    }

    [Fact]
    public async Task Dispose_WhileRollingOver_EndsBothConnections()
    {
        var bench = await StartAsync();
        var sink = new RecordingSink();
        bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Time.Advance(Age);
        await NextAsync(bench);
        await bench.DisposeAsync().AsTask().WaitAsync(Patience.Long);
        bench.Time.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Sink_FailsWhenTheStreamChangesHands_OthersAreToldAndTheConnectionIsMadeAnew()
    {
        await using var bench = await StartAsync();
        var (failing, sink) = (new FailingSink(), new RecordingSink());
        await using var one = bench.Subscribe("BTCUSDT", failing, StreamKind.Trade);
        await using var two = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Venue.Acknowledge = false;
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        await young.NextRequestAsync();
        old.Drop();
        await sink.UntilAsync("interrupted Trade");
        await young.Ended.WaitAsync(Patience.Long);
        bench.Venue.Acknowledge = true;
        var third = await NextAsync(bench);
        await sink.UntilAsync("subscribed Trade");
        await third.SendTradeAsync("BTCUSDT", 9);
        await sink.UntilAsync("Trade 9");
        bench.Streams.Statistics.Faults.ShouldBeGreaterThan(0);
    }
}
