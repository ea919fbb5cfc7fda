using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class RollOverTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Age = TimeSpan.FromHours(23);

    [Fact]
    public async Task Connection_Old_IsReplacedWithoutInterruptionDoubleOrGap()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade, StreamKind.MarkPrice);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        await old.SendTradeAsync("BTCUSDT", 1);
        await sink.UntilAsync("Trade 1");
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        (await young.NextRequestAsync()).Names.Order().ShouldBe(["btcusdt@aggTrade", "btcusdt@markPrice@1s"]);

        // The new connection is ahead: what the old one still has to bring comes first, and all of it once.
        await young.SendTradeAsync("BTCUSDT", 4);
        await old.SendTradeAsync("BTCUSDT", 2);
        await old.SendTradeAsync("BTCUSDT", 3);
        (await sink.NextAsync()).ShouldBe("Trade 2");
        (await sink.NextAsync()).ShouldBe("Trade 3");
        await old.SendTradeAsync("BTCUSDT", 4);
        (await sink.NextAsync()).ShouldBe("Trade 4");
        await young.SendTradeAsync("BTCUSDT", 5);
        (await sink.NextAsync()).ShouldBe("Trade 5");
        await old.SendTradeAsync("BTCUSDT", 5);
        await old.SendMarkPriceAsync("BTCUSDT", 77);
        (await sink.NextAsync()).ShouldBe("MarkPrice 9000");
        old.Ended.IsCompleted.ShouldBeFalse();
        await young.SendMarkPriceAsync("BTCUSDT", 77);
        await young.SendTradeAsync("BTCUSDT", 6);
        (await sink.NextAsync()).ShouldBe("Trade 6");
        await RolledOverAsync(bench, old);
        await young.SendTradeAsync("BTCUSDT", 7);
        (await sink.NextAsync()).ShouldBe("Trade 7");
        var statistics = bench.Streams.Statistics;
        (statistics.RollOvers, statistics.Reconnects, statistics.Connections).ShouldBe((1, 0, 1));
        subscription.GetHealth().ShouldAllBe(health => health.Reconnects == 0);
    }

    [Fact]
    public async Task Connection_OldAndQuiet_IsReplacedWhenTheNewOneIsConfirmed()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        await RolledOverAsync(bench, old);
        await young.SendTradeAsync("BTCUSDT", 1);
        (await sink.NextAsync()).ShouldBe("Trade 1");
    }

    [Fact]
    public async Task Connection_WhatComesWhileTheOldOneCloses_IsTold()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed Trade");
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        bench.Venue.HoldClose();
        await TickUntilAsync(bench, old.CloseSeen);
        await old.SendTradeAsync("BTCUSDT", 1);
        (await sink.NextAsync()).ShouldBe("Trade 1");
        bench.Venue.AllowClose();
        await bench.Log.WhenLoggedAsync(2311);
        await young.SendTradeAsync("BTCUSDT", 2);
        (await sink.NextAsync()).ShouldBe("Trade 2");
    }

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
        await bench.Log.WhenLoggedAsync(2313);
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
    public async Task Streams_ThatComeAndGoMeanwhile_AreServedByBothAndStayOnTheNewOne()
    {
        await using var bench = await StartAsync();
        var (first, second, third) = (new RecordingSink(), new RecordingSink(), new RecordingSink());
        await using var one = bench.Subscribe("BTCUSDT", first, StreamKind.Trade);
        var leaving = bench.Subscribe("ETHUSDT", second, StreamKind.Trade);
        var old = await bench.Venue.NextConnectionAsync();
        await first.UntilAsync("subscribed Trade");
        await second.UntilAsync("subscribed Trade");
        bench.Time.Advance(Age);
        var young = await NextAsync(bench);
        (await young.NextRequestAsync()).Names.Order().ShouldBe(["btcusdt@aggTrade", "ethusdt@aggTrade"]);
        await leaving.DisposeAsync();
        second.IsForbidden = true;
        await using var three = bench.Subscribe("SOLUSDT", third, StreamKind.Trade);
        await third.UntilAsync("subscribed Trade");
        await using var late = bench.Subscribe("BTCUSDT", second = new RecordingSink(), StreamKind.Trade);
        await second.UntilAsync("subscribed Trade");
        List<string> asked = [];
        while (!asked.Contains("UNSUBSCRIBE ethusdt@aggTrade") || !asked.Contains("SUBSCRIBE solusdt@aggTrade"))
        {
            bench.Time.Advance(Second);
            var request = await young.NextRequestAsync();
            asked.AddRange(request.Names.Select(name => $"{request.Method} {name}"));
        }

        await RolledOverAsync(bench, old);
        await young.SendTradeAsync("SOLUSDT", 1);
        (await third.NextAsync()).ShouldBe("Trade 1");
        await young.SendTradeAsync("BTCUSDT", 2);
        (await first.NextAsync()).ShouldBe("Trade 2");
        (await second.NextAsync()).ShouldBe("Trade 2");
        bench.Streams.Statistics.Subscriptions.ShouldBe(2);
        await one.DisposeAsync();
        await late.DisposeAsync();
        await three.DisposeAsync();
        await young.Ended.WaitAsync(Patience.Long);
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
    public async Task Connections_OfTheSameAge_AreReplacedOneAtATime()
    {
        await using var bench = await StartAsync(options => options.Streams.MaxStreamsPerConnection = 1);
        var sink = new RecordingSink();
        List<IMarketDataSubscription> subscriptions = [];
        List<ScriptedConnection> olds = [];
        for (var index = 0; index < 4; index++)
        {
            subscriptions.Add(bench.Subscribe($"S{index}", sink, StreamKind.Trade));
            olds.Add(await bench.Venue.NextConnectionAsync());
            await sink.UntilAsync("subscribed Trade");
        }

        bench.Time.Advance(Age);
        for (var done = 1; done <= 4; done++)
        {
            await NextAsync(bench);
            bench.Venue.HasWaitingConnection.ShouldBeFalse();
            await TickUntilAsync(bench, Task.WhenAny(olds.Where(old => !old.Ended.IsCompleted).Select(old => old.Ended)));
            olds.Count(old => old.Ended.IsCompleted).ShouldBe(done);
        }

        foreach (var subscription in subscriptions)
            await subscription.DisposeAsync();
    }

    /// <summary>Silence is not what these tests are about.</summary>
    private static Task<StreamBench> StartAsync(Action<BinanceOptions>? configure = null) => StreamBench.StartAsync(configure, watch =>
    {
        watch.FirstMessageTimeout = watch.IdleTimeout = TimeSpan.FromDays(2);
        watch.TradeTimeout = watch.OrderBookTimeout = watch.KlineTimeout = watch.MarkPriceTimeout = TimeSpan.FromDays(2);
        watch.Adaptive = false;
    });

    /// <summary>The old one is closed, and the new one is alone.</summary>
    private static async Task RolledOverAsync(StreamBench bench, ScriptedConnection old)
    {
        await TickUntilAsync(bench, old.CloseSeen);
        await bench.Log.WhenLoggedAsync(2311);
        await old.Ended.WaitAsync(Patience.Long);
    }

    /// <summary>The next connection that is made while time passes.</summary>
    private static async Task<ScriptedConnection> NextAsync(StreamBench bench)
    {
        await TickUntilAsync(bench, bench.Venue.WhenConnectionWaitsAsync());
        return await bench.Venue.NextConnectionAsync();
    }

    /// <summary>Lets time pass in small steps until it has happened; each gives the connector's threads a turn.</summary>
    private static async Task TickUntilAsync(StreamBench bench, Task happened)
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        while (!happened.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token));
        }
    }
}
