using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Arbitrage;

/// <summary>What is made of opportunities where they are executed.</summary>
public sealed partial class ArbitrageGrainTests
{
    [Fact]
    public async Task Gap_Executed_HoldsBothLegsAndClosesThemWhenThePricesMeet()
    {
        await using var cluster = await StartAsync(execute: true);
        var account = await TradableAsync(cluster);

        Move(_other, Dear, previous: 10, bid: 110);
        var held = (await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Holding }])).Trades[0];
        (held.Buy.Instrument, held.Sell.Instrument, held.Buy.Held, held.Sell.Held).ShouldBe((Cheap, Dear, held.Quantity, held.Quantity));
        (await account.GetPositionsAsync()).Select(position => (position.Position.Key.Instrument, position.Position.Quantity))
            .ShouldBe([(Cheap, held.Quantity), (Dear, -held.Quantity)]);

        Move(_other, Dear, previous: 11, bid: 100);
        var done = (await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Done }])).Trades[0];
        (done.Buy.Held, done.Sell.Held).ShouldBe((0m, 0m));
        // Bought at 101 and sold at 100, sold at 110 and bought at 101.
        done.Cash.ShouldBe(8 * held.Quantity);
        (await account.GetPositionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Leg_ClosedFromOutside_HasTheOtherClosedAfterIt()
    {
        await using var cluster = await StartAsync(execute: true);
        var account = await TradableAsync(cluster);
        Move(_other, Dear, previous: 10, bid: 110);
        await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Holding }]);

        (await account.CloseAsync("by-hand", new PositionKey(Dear, PositionSide.Net), 1, "test")).Refusal.ShouldBeNull();
        var done = (await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Done }])).Trades[0];
        done.Reason.ShouldNotBeNull().ShouldStartWith("A leg was closed from outside");
        (await account.GetPositionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Gap_WhereTheAccountHasAPosition_IsNotExecutedBeforeItIsClosed()
    {
        await using var cluster = await StartAsync(execute: true);
        var account = await TradableAsync(cluster);
        (await account.PlaceAsync(new PlaceOrder(
            "by-hand", OrderPurpose.Manual, Dear, OrderSide.Buy, null, OrderType.Market, 0.5m, null, null, null, null, TimeInForce.GoodTillCancel, false, null, "test"))).Refusal.ShouldBeNull();
        await Eventually.GetAsync(account.GetPositionsAsync, positions => positions.Length == 1, Limit);

        Move(_other, Dear, previous: 10, bid: 110);
        var seen = await LookAsync(cluster, view => !view.Open.IsEmpty);
        (await LookAsync(cluster, view => view.LookedAt > seen.LookedAt)).Trades.ShouldBeEmpty("a leg would take from it");
        (await account.GetPositionsAsync()).Select(view => (view.Position.Key.Instrument, view.Position.Quantity)).ShouldBe([(Dear, 0.5m)]);
        await ReopenAsync(cluster, previous: 11);
        var again = await LookAsync(cluster, view => !view.Open.IsEmpty);
        (await LookAsync(cluster, view => view.LookedAt > again.LookedAt)).Trades.ShouldBeEmpty();
        _lines.All.Where(line => line.StartsWith("4839 ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain($"an open order in {Dear}");

        (await account.CloseAsync("by-hand-2", new PositionKey(Dear, PositionSide.Net), 1, "test")).Refusal.ShouldBeNull();
        await Eventually.GetAsync(account.GetPositionsAsync, positions => positions.IsEmpty, Limit);
        await ReopenAsync(cluster, previous: 13);
        await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Holding }]);
    }

    [Fact]
    public async Task Rest_OfLessThanAnOrder_IsNeitherInTheWayNorAMissingLeg()
    {
        _trouble.Besides = (Dear, 0.0005m);
        await using var cluster = await StartAsync(execute: true);
        await TradableAsync(cluster);
        Move(_other, Dear, previous: 10, bid: 110);
        var held = await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Holding }]);
        (await LookAsync(cluster, view => view.LookedAt > held.LookedAt)).Trades[0].Stage.ShouldBe(ArbitrageStage.Holding);

        _trouble.Besides = (Dear, 0.001m);
        var done = (await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Done }])).Trades[0];
        done.Reason.ShouldNotBeNull().ShouldStartWith("A leg was closed from outside");
    }

    [Fact]
    public async Task Trade_WhoseAccountDoesNotSayWhatItHolds_IsClosedWhenThePricesMeet()
    {
        await using var cluster = await StartAsync(execute: true);
        await TradableAsync(cluster);
        Move(_other, Dear, previous: 10, bid: 110);
        var held = await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Holding }]);
        _trouble.ArePositionsUnknown = true;
        var asked = await LookAsync(cluster, view => view.LookedAt > held.LookedAt);
        await LookAsync(cluster, view => view.LookedAt > asked.LookedAt);
        Move(_other, Dear, previous: 11, bid: 100);
        (await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Done }])).Trades[0].Reason.ShouldBe("Both legs are closed.");
        _lines.All.Where(line => line.StartsWith("4840 ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("account paper");
    }

    [Fact]
    public async Task Gap_WithAnAccountThatIsNotOnPaper_IsNotExecuted()
    {
        _trouble.IsLive = true;
        await using var cluster = await StartAsync(execute: true);
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        Move(_other, Dear, previous: 10, bid: 110);
        await LookAsync(cluster, view => !view.Open.IsEmpty);
        await Eventually.TrueAsync(() => Task.FromResult(_trouble.Asked > 0), Limit);
        var view = await LookAsync(cluster, view => view.LookedAt > _trouble.LastAskedAt);
        view.Trades.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leg_Alone_IsTakenBackAndItsAlertEndsThoughThatFailedOnce()
    {
        (_trouble.Refused, _trouble.FailingClears) = (Dear, 1);
        await using var cluster = await StartAsync(execute: true);
        var account = cluster.Cluster.Client.GetGrain<IAccountGrain>("paper");
        await Eventually.GetAsync(account.GetAsync, view => view.IsReady, Limit);
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        Price(_one, Cheap, 100);

        Move(_other, Dear, previous: 10, bid: 110);
        var done = (await LookAsync(cluster, view => view.Trades is [{ Stage: ArbitrageStage.Done }])).Trades[0];
        done.Cash.ShouldBe(-done.Quantity, "bought at 101 and sold at 100");
        var alerts = cluster.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
        var all = await Eventually.GetAsync(() => alerts.ListAsync(openOnly: false, 10), list => list is [{ ClearedAt: not null }], Limit);
        all[0].Key.ShouldBe($"arbitrage-leg/{done.Id}");
        _trouble.FailingClears.ShouldBeLessThan(0, "it was tried again");
    }

    [Fact]
    public async Task Gap_WhoseAccountDoesNotAnswer_IsStoredAllTheSame()
    {
        _trouble.AreAccountsDeaf = true;
        await using var cluster = await StartAsync(execute: true);
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        Move(_other, Dear, previous: 10, bid: 110);
        var stored = await Eventually.GetAsync(() => cluster.Service<IArbitrageStore>().ListAsync("BTC", null, 10, CancellationToken.None), list => list.Count > 0, Limit);
        (stored[0].Spread.Buy, stored[0].Spread.Sell).ShouldBe((Cheap, Dear));
    }

    [Fact]
    public async Task Trade_StoredWithoutItsInstruments_IsLoggedAndForgotten()
    {
        var (states, grain) = (new LastingGrainStorage(), GrainId.Create("arbitrage", "BTC"));
        ArbitrageLeg Leg(OrderSide side) => new(default, side, 2, 0);
        var trade = new ArbitrageTrade("arb/BTC/1/a-b", "paper", Leg(OrderSide.Buy), Leg(OrderSide.Sell), 2, 1, 1, ArbitrageStage.Unwinding, 0, 1, null, null);
        var stored = new ArbitrageTradesState { Trades = [trade, trade with { Id = "arb/BTC/0/a-b", Stage = ArbitrageStage.Done, DoneAt = 2 }] };
        await states.WriteStateAsync("arbitrage", grain, new GrainState<ArbitrageTradesState>(stored));
        await using var cluster = await StartAsync(execute: true, states: states);
        await LookAsync(cluster, view => view.Spreads.Length == 2 && view.Trades.IsEmpty);
        await Eventually.TrueAsync(
            async () =>
            {
                var read = new GrainState<ArbitrageTradesState>();
                await states.ReadStateAsync("arbitrage", grain, read);
                return read.State!.Trades.IsEmpty;
            },
            Limit);
        _lines.All.Where(line => line.StartsWith("4841 ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain(trade.Id);
    }

    /// <summary>The account, once it can trade and both books can be compared.</summary>
    private async Task<IAccountGrain> TradableAsync(MarketCluster cluster)
    {
        var account = cluster.Cluster.Client.GetGrain<IAccountGrain>("paper");
        await Eventually.GetAsync(account.GetAsync, view => view.IsReady, Limit);
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        Price(_one, Cheap, 100);
        Price(_other, Dear, 110);
        return account;
    }

    private async Task ReopenAsync(MarketCluster cluster, long previous)
    {
        Move(_other, Dear, previous, bid: 100);
        await LookAsync(cluster, view => view.Open.IsEmpty);
        Move(_other, Dear, previous + 1, bid: 110);
    }
}
