using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Portfolio;
using OrleansTrading.Grains.Tests.Accounts;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Portfolio;

public sealed class PortfolioGrainTests
{
    [Fact]
    public async Task Portfolio_OfAPaperPosition_IsOnPaperAndMovesWithTheMark()
    {
        await using var cluster = await TradingCluster.StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(TradingCluster.Buy(2m, "one"))).Refusal.ShouldBeNull();
        var cash = (await Eventually.GetAsync(cluster.Paper.GetAsync, account => account.OpenPositions == 1, TradingCluster.Limit)).Cash;

        await cluster.MoveAsync(110m);
        var portfolio = await Eventually.GetAsync(() => Portfolio(cluster).GetAsync(), view => view.Paper.Total.Long == 220m, TradingCluster.Limit);

        portfolio.Paper.Total.Unrealised.ShouldBe(220m - (2 * 100.1m));
        portfolio.Paper.Assets.ShouldHaveSingleItem().Name.ShouldBe("BTC");
        portfolio.Paper.Venues.ShouldHaveSingleItem().Name.ShouldBe("fake");
        portfolio.Real.Total.ShouldBe(new Exposure("", 0, 0, 0, 0, 0));
        var capital = portfolio.Capital.ShouldHaveSingleItem();
        (capital.Account, capital.Cash, capital.Equity, capital.Long, capital.Short, capital.IsPaper).ShouldBe(("paper", cash, cash + 19.8m, 220m, 0m, true));
        capital.Free.ShouldBe(capital.Equity - capital.MarginUsed);
        portfolio.Unread.ShouldBeEmpty();
    }

    [Fact]
    public async Task Account_ThatFails_IsNamedAndHidesNoOther()
    {
        await using var cluster = await TradingCluster.StartAsync(
            trading: options => options.Accounts["broken"] = new AccountOptions { Venue = "paper" }, services: services => services.AddSingleton<IIncomingGrainCallFilter>(new Broken()));
        var portfolio = await Portfolio(cluster).GetAsync();
        var unread = portfolio.Unread.ShouldHaveSingleItem();
        (unread.Account, unread.Reason).ShouldBe(("broken", "Its events cannot be read."));
        portfolio.Capital.ShouldHaveSingleItem().Account.ShouldBe("paper");
    }

    private sealed class Broken : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => context.TargetId.Key.ToString() == "broken" && context.MethodName == nameof(IAccountGrain.GetAsync)
            ? Task.FromException(new InvalidDataException("Its events cannot be read."))
            : context.Invoke();
    }

    [Fact]
    public async Task Snapshot_OfAccounts_IsAPointOfTheirCurves()
    {
        await using var cluster = await TradingCluster.StartAsync();
        await Eventually.GetAsync(cluster.Paper.GetAsync, account => account.IsReady, TradingCluster.Limit);
        var silo = cluster.Market.Service<IServiceProvider>();
        var context = new RecordingJobContext();
        await ActivatorUtilities.CreateInstance<SnapshotCapitalJob>(silo).RunAsync(context, new NoParameters(), CancellationToken.None);

        var points = await cluster.Market.Service<ICapitalStore>().ListAsync("paper", 0, long.MaxValue, 10, CancellationToken.None);
        points.ShouldHaveSingleItem().Equity.ShouldBe(10_000m);
    }

    private static IPortfolioGrain Portfolio(TradingCluster cluster) => cluster.Market.Cluster.Client.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key);
}
