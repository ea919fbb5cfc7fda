using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary><see cref="StreamWatchOptions.IdleTimeout"/>, with the times of single streams so long that they say nothing.</summary>
public sealed class IdleConnectionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Action<StreamWatchOptions> OnlyIdle = watch =>
    {
        watch.IdleTimeout = TimeSpan.FromSeconds(20);
        watch.TradeTimeout = watch.MarkPriceTimeout = watch.FirstMessageTimeout = TimeSpan.FromHours(1);
        watch.Adaptive = false;
    };

    [Fact]
    public async Task Connection_ThatBringsNothingAtAll_IsMadeAnewWhateverElseComes()
    {
        await using var bench = await StreamBench.StartAsync(watch: OnlyIdle);
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade, StreamKind.MarkPrice);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        await connection.SendMarkPriceAsync("BTCUSDT", 1);
        await sink.UntilAsync("MarkPrice 9000");
        bench.Time.Advance(10 * Second);
        // An answer and a frame that nobody asked for are no data.
        await connection.SendAsync("""{"result":null,"id":99}""");
        await connection.SendTradeAsync("NOBODYUSDT", 1);
        using var limit = new CancellationTokenSource(Patience.Long);
        while (bench.Streams.Statistics.Unknown == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        bench.Time.Advance(9 * Second);
        sink.WaitingNotes.ShouldBe(0);
        connection.Ended.IsCompleted.ShouldBeFalse();
        bench.Time.Advance(2 * Second);
        await connection.Ended.WaitAsync(Patience.Long);
        await sink.UntilAsync("interrupted MarkPrice");
        subscription.GetHealth().ShouldAllBe(health => health.LastAction!.StartsWith("connection replaced: no data at all for 2"));
        await bench.WhenWaitingToReconnectAsync();
        bench.Time.Advance(3 * Second);
        var young = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        await young.SendMarkPriceAsync("BTCUSDT", 2);
        await sink.UntilAsync("MarkPrice 9000");
        (subscription.GetHealth()[1].State, bench.Streams.Statistics.Reconnects).ShouldBe((StreamState.Live, 1));
    }

    [Fact]
    public async Task Connection_OfWhichOneStreamFlows_IsKept()
    {
        await using var bench = await StreamBench.StartAsync(watch: OnlyIdle);
        var sink = new RecordingSink();
        await using var subscription = bench.Subscribe("BTCUSDT", sink, StreamKind.Trade, StreamKind.MarkPrice);
        var connection = await bench.Venue.NextConnectionAsync();
        await sink.UntilAsync("subscribed MarkPrice");
        for (var id = 1; id <= 10; id++)
        {
            await connection.SendTradeAsync("BTCUSDT", id);
            (await sink.NextAsync()).ShouldBe($"Trade {id}");
            bench.Time.Advance(19 * Second);
        }

        connection.Ended.IsCompleted.ShouldBeFalse();
        (bench.Streams.Statistics.Reconnects, bench.Streams.Statistics.Resubscriptions).ShouldBe((0, 0));
    }
}
