using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Streams;

public class MaxSpeedTests
{
    [Fact]
    public async Task Clock_WithoutSubscribers_StandsStill()
    {
        await using var simulation = await MaxAsync();
        simulation.Advance(10);
        simulation.Host.Clock.Now.ShouldBe(Simulation.Start);
    }

    [Fact]
    public async Task Consumer_HoweverSlow_GetsEveryTradeInOrder()
    {
        await using var simulation = await MaxAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade", "ethusdt@aggTrade", "btcusdt@kline_1m");
        // Far more than the queues and the sockets hold: the engine has had to wait for this consumer.
        var last = new Dictionary<string, long>();
        for (var i = 0; i < 60_000; i++)
        {
            var frame = await client.NextAsync();
            if (frame.GetProperty("e").GetString() != "aggTrade")
            {
                continue;
            }

            var symbol = frame.GetProperty("s").GetString()!;
            var id = frame.GetProperty("a").GetInt64();
            if (last.TryGetValue(symbol, out var before))
            {
                id.ShouldBe(before + 1);
            }

            last[symbol] = id;
        }

        last.Count.ShouldBe(2);
        // About an hour of this market; how far the engine is ahead of its consumer is up to the queues between them.
        simulation.Host.Clock.Now.ShouldBeGreaterThan(Simulation.Start.AddMinutes(30));
    }

    private static Task<Simulation> MaxAsync() => Simulation.StartAsync(options => options.Speed = double.PositiveInfinity);
}
