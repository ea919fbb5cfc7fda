using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class StormTests
{
    private const int Connections = 300;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Time moves on between the moment when a connection is allowed and the one when it is made.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Connections_ThreeHundredLostAtOnce_ComeBackSpreadAndWithinTheLimitWithOneRequestEach()
    {
        var (time, random) = (new ManualTimeProvider(), new Random(3));
        var venue = new MemoryVenue(time, random);
        var options = new BinanceOptions { SimulatorAddress = "http://127.0.0.1:1" };
        options.Streams.MaxStreamsPerConnection = 20;
        var forever = TimeSpan.FromDays(1);
        var watch = new StreamWatchOptions { FirstMessageTimeout = forever, IdleTimeout = forever, TradeTimeout = forever, Adaptive = false };
        await using var streams = new MarketStreams(
            venue, new Random(3), new BinanceStreamProtocol(new BinanceEnvironment(options)), options.Streams, watch,
            new VenueClock(time), time, NullLogger.Instance, dials: null);
        var sink = new TruthSink();
        for (var index = 0; index < Connections * 20; index++)
            streams.Subscribe(new InstrumentId("binance", $"S{index}"), [new StreamRequest(StreamKind.Trade)], sink);
        await UntilAsync(venue, time, () => sink.Subscribed == Connections * 20);
        venue.Dials.Count.ShouldBe(Connections);

        var lostAt = time.GetElapsedTime(0);
        foreach (var socket in venue.Open)
            socket.Drop();
        await UntilAsync(venue, time, () => sink.Subscribed == Connections * 40);
        var dials = venue.Dials;
        dials.Count.ShouldBe(Connections * 2);
        dials.Max(end => dials.Count(dial => dial <= end && dial > end - Window + Slack)).ShouldBeLessThanOrEqualTo(options.Streams.MaxConnectionsPerFiveMinutes);
        var back = dials.Where(dial => dial > lostAt).ToList();
        back.Min().ShouldBeGreaterThanOrEqualTo(lostAt + options.Streams.ReconnectDelay);
        foreach (var socket in venue.Open)
            socket.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Dials_BudgetRunsLow_RepairsGoBeforeReplacements()
    {
        var time = new ManualTimeProvider();
        using var gate = new DialGate(new RequestGate(new RateBudget(8, Window), TimeSpan.FromMinutes(6), time, NullLogger.Instance), 8, time);
        for (var dial = 0; dial < 5; dial++)
            await gate.EnterAsync(DialPurpose.Repair, CancellationToken.None);
        await gate.EnterAsync(DialPurpose.RollOver, CancellationToken.None);
        var replacement = gate.EnterAsync(DialPurpose.RollOver, CancellationToken.None);
        replacement.IsCompleted.ShouldBeFalse();
        await gate.EnterAsync(DialPurpose.Repair, CancellationToken.None);
        await gate.EnterAsync(DialPurpose.Repair, CancellationToken.None);
        var repair = gate.EnterAsync(DialPurpose.Repair, CancellationToken.None);
        repair.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(4));
        (repair.IsCompleted, replacement.IsCompleted).ShouldBe((false, false));
        time.Advance(TimeSpan.FromSeconds(61));
        await repair.WaitAsync(Patience.Long);
        // Its own look comes every few seconds.
        await time.WhenArmedAsync(1).WaitAsync(Patience.Long);
        time.Advance(TimeSpan.FromSeconds(5));
        await replacement.WaitAsync(Patience.Long);
    }

    /// <summary>Time passes until it has happened; each step gives the connector's threads a turn.</summary>
    private static async Task UntilAsync(MemoryVenue venue, ManualTimeProvider time, Func<bool> happened)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!happened())
        {
            deadline.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMilliseconds(500));
            await venue.DeliverAsync(all: true);
            await Task.Yield();
        }
    }
}
