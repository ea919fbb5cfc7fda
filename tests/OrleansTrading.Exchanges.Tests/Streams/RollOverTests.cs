using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using static OrleansTrading.Exchanges.Tests.Streams.RollOverBench;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class RollOverTests
{
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
}
