using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Collection;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Grains.Watchlists;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Collection;

public sealed class CollectMarketJobTests
{
    private const long Now = 1_767_225_630_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task RunAsync_OneSymbolFails_IsCountedByKindAndTheRestGoesOn(int concurrency)
    {
        var venue = Venue(5);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster, 5);
        venue.FailureOf = (Id(2), new VenueException(ErrorKind.UnknownSymbol, isTransient: false, "made up"));

        var context = await cluster.RunAsync<CollectMarketJob, CollectMarketParameters>(new() { Rest = true, Concurrency = concurrency });

        context.Successes.ShouldBe(4);
        context.Failures.ShouldBe([(Id(2).ToString(), nameof(ErrorKind.UnknownSymbol))]);
        context.Output.ShouldNotBeNull().ShouldStartWith("4/5 ok, 1 failed, took ");
    }

    [Fact]
    public async Task RunAsync_OneSymbolFailsInAWayNobodyExpects_TheRestGoesOn()
    {
        var venue = Venue(5);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster, 5);
        venue.FailureOf = (Id(2), new InvalidOperationException("made up"));

        var context = await cluster.RunAsync<CollectMarketJob, CollectMarketParameters>(new() { Rest = true, Concurrency = 1 });

        context.Successes.ShouldBe(4);
        context.Failures.ShouldHaveSingleItem().Item.ShouldBe(Id(2).ToString());
    }

    [Fact]
    public async Task RunAsync_EverySymbolFails_IsAFailedRun()
    {
        var venue = Venue(2);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster, 2);
        venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "made up");

        var failure = await Should.ThrowAsync<JobFailedException>(
            () => cluster.RunAsync<CollectMarketJob, CollectMarketParameters>(new() { Rest = true }));

        failure.Message.ShouldStartWith("0/2 ok, 2 failed, took ");
    }

    [Fact]
    public async Task RunAsync_BudgetShort_SkipsAndCountsTheReason()
    {
        var venue = Venue(3);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster, 3);
        venue.BudgetWait = TimeSpan.FromSeconds(30);

        var context = await cluster.RunAsync<CollectMarketJob, CollectMarketParameters>(new() { Rest = true });

        context.Failures.Select(failure => failure.Kind).ShouldBe(["BudgetShort", "BudgetShort", "BudgetShort"]);
        context.Output.ShouldNotBeNull().ShouldEndWith("(3 skipped)");
    }

    [Fact]
    public async Task RefreshJobs_Run_TellWhatChanged()
    {
        var venue = Venue(3);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster, 3);

        (await cluster.RunAsync<RefreshEliteJob, NoParameters>(new())).Output.ShouldBe("3 instruments: 0 joined, 0 left, 0 warmed ahead");
        (await cluster.RunAsync<RefreshOverlayJob, NoParameters>(new())).Output.ShouldBe("0 instruments: 0 joined, 0 left, 0 warmed ahead");

        venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "made up");
        await Should.ThrowAsync<InvalidOperationException>(() => cluster.RunAsync<RefreshOverlayJob, NoParameters>(new()));
    }

    private static FakeVenue Venue(int symbols)
    {
        var venue = new FakeVenue(Now);
        for (var i = 0; i < symbols; i++)
        {
            venue.Listed.Add(new InstrumentInfo(Id(i), $"S{i}", "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true));
            venue.Tickers.Add(new Ticker24Hours(Id(i), 100, 100, i + 1, Now));
        }

        return venue;
    }

    private static InstrumentId Id(int i) => new("fake", $"S{i}USDT");

    private static async Task LiveAsync(MarketCluster cluster, int count) =>
        await Eventually.TrueAsync(
            async () =>
            {
                var live = await cluster.Cluster.Client.GetLiveInstrumentsAsync();
                var snapshots = await Task.WhenAll(live.Select(id => cluster.Symbol(id).GetSnapshotAsync()));
                return snapshots.Length == count && snapshots.All(snapshot => snapshot.Phase == SymbolPhase.Live);
            },
            Limit);
}
