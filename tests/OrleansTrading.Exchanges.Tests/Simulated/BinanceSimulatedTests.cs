using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Simulated;

public sealed class BinanceSimulatedTests : VenueConformance
{
    private protected override async Task<VenueBench> StartAsync() => await SimulatorBench.StartAsync();

    [Fact]
    public async Task Klines_ClosedByRest_EqualThoseClosedByStream()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(
            SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.Kline, KlineInterval.OneMinute)], sink);
        var closed = await sink.FirstClosed.Task.WaitAsync(Patience.Long);
        var klines = await bench.Rest.GetKlinesAsync(SimulatorBench.Bitcoin, KlineInterval.OneMinute, closed.OpenTime, closed.OpenTime, 1, default);
        klines.Single().ShouldBe(closed);
    }

    [Fact]
    public async Task Streams_OnTheWrongPath_AreFoundOut()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var log = new EventLog();
        await using var streams = new MarketStreams(
            new WrongPath(new BinanceStreamProtocol(bench.Environment)), bench.Settings.Streams, bench.Watch, new VenueClock(TimeProvider.System), TimeProvider.System, log);
        var sink = new RecordingSink();
        await using var subscription = streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.Trade)], sink);
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
        await log.WhenLoggedAsync(2303);
        streams.Statistics.Messages.ShouldBe(0);
        streams.Statistics.Resubscriptions.ShouldBe(1);
        streams.Statistics.Reconnects.ShouldBe(1);
    }
}
