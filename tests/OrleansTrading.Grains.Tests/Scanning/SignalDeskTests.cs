using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Scanning.ScanCluster;

namespace OrleansTrading.Grains.Tests.Scanning;

public sealed class SignalDeskTests
{
    /// <remarks>The made-up prices jump by a good part of themselves: targets near by, or they would lie below zero.</remarks>
    private static readonly Action<SignalOptions> Eager = options => (options.Threshold, options.StopAtr, options.TargetsAtr) = (10, 0.3, "0.2,0.4");

    [Fact]
    public async Task Desk_RunTwiceOnTheSameCandles_RaisesEachSignalOnce()
    {
        await using var cluster = await StartAsync(NewVenue(), signals: Eager);
        var told = new List<TradeSignal>();
        await using var subscription = Subscribe(cluster, told);

        var first = await cluster.Desk.RunAsync([], CancellationToken.None);
        var second = await cluster.Desk.RunAsync([], CancellationToken.None);

        first.Raised.ShouldNotBeEmpty();
        first.Raised.ShouldAllBe(signal => Math.Abs(signal.Score) >= 10 && signal.Targets.Length == 2);
        first.Raised.Select(signal => signal.Score).ShouldBe(first.Scan.Results.Select(result => result.Reading.Score));
        second.Raised.ShouldBeEmpty();
        (await cluster.Signals.ListAsync(null, null, null, 100, CancellationToken.None)).Count.ShouldBe(first.Raised.Length);
        await Eventually.TrueAsync(() => Task.FromResult(subscription.Handled == first.Raised.Length), Limit);
        told.ShouldBe(first.Raised);
    }

    [Fact]
    public async Task Desk_AfterARestart_DoesNotRaiseAgain()
    {
        var venue = NewVenue();
        int raised;
        var cluster = await StartAsync(venue, signals: Eager);
        await using (cluster)
            raised = (await cluster.Desk.RunAsync([], CancellationToken.None)).Raised.Length;
        raised.ShouldBeGreaterThan(0);

        await using var again = await StartAsync(venue, signals: Eager, store: cluster.Signals);

        var round = await again.Desk.RunAsync([], CancellationToken.None);
        round.Raised.ShouldBeEmpty();
        round.Scan.Results.Length.ShouldBe(raised);
    }

    [Fact]
    public async Task Desk_WhenACandleHasClosed_RaisesItsSignals()
    {
        await using var cluster = await StartAsync(NewVenue(), signals: Eager);
        await cluster.Desk.RunAsync([], CancellationToken.None);
        var raised = 0;
        for (var minute = 1; minute <= 4; minute++)
        {
            var closed = Start + ((minute - 1) * Minute);
            cluster.Venue.MoveTo(closed + Minute + 1_000);
            foreach (var id in Instruments)
            {
                await cluster.StreamAsync(id, closed);
                await cluster.StreamAsync(id, closed + Minute);
            }

            var round = await cluster.Desk.RunAsync([], CancellationToken.None);

            round.Raised.ShouldAllBe(signal => signal.CandleOpenTime == closed);
            round.Raised.Length.ShouldBe(round.Scan.Results.Count(result => result.Reading.OpenTime == closed));
            raised += round.Raised.Length;
        }

        raised.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task ScanMarket_Run_FeedsSignalsAndChoosesItsNextSlot()
    {
        await using var cluster = await StartAsync(NewVenue(), signals: Eager);
        var job = cluster.Market.Cluster.GetSiloServiceProvider().GetRequiredService<ScanMarketJob>();
        var context = new RecordingContext();

        await job.RunAsync(context, new ScanMarketParameters(), CancellationToken.None);

        (context.SucceededCount, context.FailedCount).ShouldBe((12, 0));
        context.Output.ShouldStartWith("12 readings in ");
        // Prices that jump by a good part of themselves every minute are as busy as can be.
        context.Next.ShouldBe(TimeSpan.FromSeconds(15));
        (await cluster.Signals.ListAsync(null, null, null, 100, CancellationToken.None)).ShouldNotBeEmpty();
    }

    private static IEventSubscription Subscribe(ScanCluster cluster, List<TradeSignal> told) =>
        cluster.Market.Cluster.GetSiloServiceProvider().GetRequiredService<IEventBus>().Subscribe<SignalRaised>("test", (raised, _) =>
        {
            told.Add(raised.Signal);
            return ValueTask.CompletedTask;
        });

    private sealed class RecordingContext : JobContext
    {
        public int SucceededCount { get; private set; }

        public int FailedCount { get; private set; }

        public string Output { get; private set; } = "";

        public TimeSpan? Next { get; private set; }

        public override string RunId => "run";

        public override JobTriggerKind Trigger => JobTriggerKind.Manual;

        public override DateTimeOffset? Slot => null;

        public override int Attempt => 1;

        public override void Report(int done, int total, string? message = null)
        {
        }

        public override void Succeeded() => SucceededCount++;

        public override void Failed(string item, string kind, string message) => FailedCount++;

        public override void Log(string message, JobLogLevel level = JobLogLevel.Information)
        {
        }

        public override void SetOutput(string output) => Output = output;

        public override void NextAfter(TimeSpan delay) => Next = delay;
    }
}
