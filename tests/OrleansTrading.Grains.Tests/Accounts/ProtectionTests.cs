using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class ProtectionTests : IAsyncDisposable
{
    private const string Live = "live";
    private static readonly GuardPlan Stopped = new(95.06m, [], null, null, null, null);

    private readonly StopTrading _trading = new(100);
    private readonly Watches _watches = new();

    public ValueTask DisposeAsync() => _trading.DisposeAsync();

    [Fact]
    public async Task Position_OfALiveAccount_HasAStopAtTheVenueThatFollowsAndGoesWithIt()
    {
        await using var cluster = await OpenAsync();
        var account = cluster.Account(Live);
        (await account.PlaceAsync(Buy(2m, "k1", Stopped))).Order.ShouldNotBeNull().State.ShouldBe(OrderState.Filled);
        var stop = await Eventually.GetAsync(() => Task.FromResult(_trading.Open.SingleOrDefault()), open => open is not null, Limit);
        stop!.Spec.ShouldBe(new OrderSpec(Instrument, OrderSide.Sell, PositionSide.Net, OrderType.StopMarket, 2m, null, 95.1m, null, TimeInForce.GoodTillCancel, true));
        await Eventually.TrueAsync(async () => (await account.GetPositionsAsync()).Single().IsProtected, Limit);

        // A larger position has a larger stop, and the smaller one goes.
        await account.PlaceAsync(Buy(1m, "k2"));
        await Eventually.TrueAsync(() => Task.FromResult(_trading.Open.ToList() is [{ Spec.Quantity: 3m }]), Limit);

        (await account.SetGuardsAsync(Key, Stopped with { StopLoss = 97m }, "test")).Refusal.ShouldBeNull();
        await Eventually.TrueAsync(() => Task.FromResult(_trading.Open.ToList() is [{ Spec: { Quantity: 3m, StopPrice: 97m } }]), Limit);

        await account.CloseAsync("k3", Key, 1, "test");
        await Eventually.TrueAsync(() => Task.FromResult(!_trading.Open.Any()), Limit);
        (await account.GetPositionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Position_ThatNothingProtects_IsClosedOnce()
    {
        _trading.RefusesStops = true;
        _watches.AreRefused = true;
        await using var cluster = await OpenAsync();
        var account = cluster.Account(Live);
        (await account.PlaceAsync(Buy(2m, "k1", Stopped))).Order.ShouldNotBeNull();
        await Eventually.TrueAsync(async () => (await account.GetPositionsAsync()).IsEmpty, Limit);
        var fired = (await cluster.StoredAsync(Live)).OfType<GuardFired>().ShouldHaveSingleItem();
        fired.Trigger.Cause.ShouldBe(GuardCause.Unprotected);
        _trading.All.Count(order => order.Spec!.ReduceOnly && order.State == OrderState.Filled).ShouldBe(1);
        _trading.All.Count(order => order.State == OrderState.Filled).ShouldBe(2);
    }

    [Fact]
    public async Task Stop_ThatTheVenueTakesAndGivesBack_IsPlacedAgain()
    {
        await using var cluster = await OpenAsync();
        (await cluster.Account(Live).PlaceAsync(Buy(2m, "k1", Stopped))).Order.ShouldNotBeNull().State.ShouldBe(OrderState.Filled);
        var first = await Eventually.GetAsync(() => Task.FromResult(_trading.Open.SingleOrDefault()), open => open is not null, Limit);
        _trading.GiveBackStops();
        await Eventually.TrueAsync(() => Task.FromResult(_trading.Open.ToList() is [{ Spec.Quantity: 2m } again] && again.OrderId != first!.OrderId), Limit);
        (await cluster.StoredAsync(Live)).OfType<GuardFired>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Position_ThatNobodyGaveAStop_HasTheAccountsOwnAtTheVenue(bool isByHand)
    {
        await using var cluster = await OpenAsync();
        var account = cluster.Account(Live);
        if (isByHand)
            _trading.TradeByHand(Instrument, -2m);
        else
            (await account.PlaceAsync(Sell(2m, "k1"))).Order.ShouldNotBeNull().State.ShouldBe(OrderState.Filled);
        var stop = await Eventually.GetAsync(() => Task.FromResult(_trading.Open.SingleOrDefault()), open => open is not null, Limit);
        (stop!.Spec!.Side, stop.Spec.StopPrice, stop.Spec.ReduceOnly).ShouldBe((OrderSide.Buy, 110m, true));
        var stored = await cluster.StoredAsync(Live);
        var filled = Array.FindIndex(stored, happened => happened is FillBooked);
        stored[filled + 1].ShouldBeOfType<GuardSet>().By.ShouldBe("protection");
    }

    [Fact]
    public async Task Position_WhileTradingIsOff_IsToldOnceAndGetsItsStopWhenItIsOn()
    {
        await using var cluster = await OpenAsync();
        var account = cluster.Account(Live);
        await account.SwitchAsync(TradingSwitch.Off, "test", "test");
        _trading.TradeByHand(Instrument, 2m);
        var told = await Eventually.GetAsync(() => UnprotectedAsync(cluster), told => told.Length > 0, Limit);
        (told.Single().Position, told.Single().Reason).ShouldBe((Key, "trading is Off"));
        _trading.Open.ShouldBeEmpty();

        (await account.SwitchAsync(TradingSwitch.On, "test", "test")).Refusal.ShouldBeNull();
        await Eventually.TrueAsync(() => Task.FromResult(_trading.Open.ToList() is [{ Spec: { Quantity: 2m, StopPrice: 90m } }]), Limit);
        (await account.GetPositionsAsync()).Single().Position.Quantity.ShouldBe(2m);
        (await UnprotectedAsync(cluster)).Length.ShouldBe(1);
        (await cluster.StoredAsync(Live)).OfType<GuardFired>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Position_OfAnInstrumentWithoutRules_IsTold()
    {
        await using var cluster = await OpenAsync();
        _trading.TradeByHand(new InstrumentId("fake", "GONEUSDT"), 2m);
        (await Eventually.GetAsync(() => UnprotectedAsync(cluster), told => told.Length > 0, Limit)).Single().Reason.ShouldBe("the rules of fake:GONEUSDT are not known");
    }

    [Fact]
    public async Task Position_OfAnAccountWithoutProtection_IsLeftAsItIs()
    {
        await using var cluster = await OpenAsync();
        var account = cluster.Account(Live);
        (await account.GetAsync()).ProtectionPercent.ShouldBe(10);
        (await account.SetProtectionAsync(51, "test")).Refusal.ShouldNotBeNull();
        (await account.SetProtectionAsync(0, "me")).Refusal.ShouldBeNull();
        (await account.PlaceAsync(Buy(2m, "k1"))).Order.ShouldNotBeNull();
        (await account.GetAsync()).ProtectionPercent.ShouldBe(0);
        (await account.GetPositionsAsync()).Single().Guard.ShouldBeNull();
        (await account.SetProtectionAsync(5, "me")).Refusal.ShouldBeNull();
        await Eventually.TrueAsync(() => Task.FromResult(_trading.Open.ToList() is [{ Spec: { Quantity: 2m, StopPrice: 95m } }]), Limit);
        (await cluster.StoredAsync(Live)).OfType<ProtectionSet>().Select(set => (set.Percent, set.By)).ShouldBe([(0m, "me"), (5m, "me")]);
    }

    [Fact]
    public async Task Position_WhileNothingFreshIsKnownOfItsMarket_IsToldAndNotClosed()
    {
        await using var cluster = await OpenAsync();
        var account = cluster.Account(Live);
        var key = new PositionKey(new InstrumentId("fake", "ETHBTC"), PositionSide.Net);
        (await account.SetProtectionAsync(0, "me")).Refusal.ShouldBeNull();
        _trading.TradeByHand(key.Instrument, 2m);
        await Eventually.TrueAsync(async () => (await account.GetPositionsAsync()).Any(), Limit);
        var targets = GuardPlan.None with { TakeProfits = [new GuardTarget(200m, 1)] };
        (await account.SetGuardsAsync(key, targets, "me")).Refusal.ShouldBeNull();

        (await account.SetProtectionAsync(10, "me")).Refusal.ShouldBeNull();
        (await Eventually.GetAsync(() => UnprotectedAsync(cluster), told => told.Length > 0, 2 * Limit)).Single().Reason.ShouldBe("no price to set a stop by is known");
        (await account.SetGuardsAsync(key, targets, "me")).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.NoPrice);

        await Eventually.TrueAsync(() => Task.FromResult(cluster.Market.Venue.SubscriptionOf(key.Instrument) is not null), Limit);
        var stream = cluster.Market.Venue.SubscriptionOf(key.Instrument)!;
        stream.Connect();
        stream.Send(MarketEvent.ForMarkPrice(new MarkPrice(cluster.Market.Venue.Now, 110, 110, 0, 0), TimeProvider.System.GetTimestamp()));
        await Eventually.TrueAsync(() => Task.FromResult(_trading.Open.ToList() is [{ Spec: { Quantity: 2m, StopPrice: 99m } }]), Limit);
        var plan = (await account.GetPositionsAsync()).Single().Guard!.Plan;
        plan.TakeProfits.ShouldBe(targets.TakeProfits);
        (plan with { TakeProfits = targets.TakeProfits }).ShouldBe(targets with { StopLoss = 99m });
        (await cluster.StoredAsync(Live)).OfType<GuardFired>().ShouldBeEmpty();
        (await UnprotectedAsync(cluster)).Length.ShouldBe(1);
    }

    private static async Task<PositionUnprotected[]> UnprotectedAsync(TradingCluster cluster) =>
        [.. (await cluster.StoredAsync(Live)).OfType<PositionUnprotected>()];

    private async Task<TradingCluster> OpenAsync()
    {
        var cluster = await StartAsync(
            trading: options => options.Accounts[Live] = new AccountOptions { Venue = "fake", Key = "k", Secret = "s" },
            connector: _trading, services: services => services.AddSingleton<IIncomingGrainCallFilter>(_watches));
        await cluster.FollowAsync(100m);
        var account = cluster.Account(Live);
        await Eventually.TrueAsync(async () => (await account.GetAsync()).IsReady, TimeSpan.FromSeconds(30));
        await account.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.OrderNotional, new RiskLimit(5_000, BreachAction.Refuse)), "test"));
        (await account.SwitchAsync(TradingSwitch.On, "test", "test")).Refusal.ShouldBeNull();
        return cluster;
    }

    /// <summary>Symbols that confirm no guard, while they are told to.</summary>
    private sealed class Watches : IIncomingGrainCallFilter
    {
        public bool AreRefused { get; set; }

        public Task Invoke(IIncomingGrainCallContext context) => AreRefused && context.MethodName == "WatchAsync"
            ? Task.FromException(new TimeoutException("the symbol does not answer"))
            : context.Invoke();
    }
}
