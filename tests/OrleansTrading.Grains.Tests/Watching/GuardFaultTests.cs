using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Accounts;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Watching;

/// <summary>A guard from the market's price to the account's order, with what goes wrong on the way: the position is closed, once.</summary>
public sealed partial class GuardFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly GuardPlan Plan = new(95m, [], null, null, null, null);

    private readonly TriggerFaults _faults = new();
    private readonly RecordingCapture _capture = new();

    [Fact]
    public async Task StopLoss_MarketFallsThrough_ClosesAtTheMarket()
    {
        await using var cluster = await HoldAsync();
        cluster.Send(94m);
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
        var orders = await cluster.Paper.GetOrdersAsync(new OrderQuery(null, false, null, 10));
        orders.Single(order => order.Purpose == OrderPurpose.Guard).AveragePrice.ShouldBe(93.9m);
    }

    [Fact]
    public async Task StopLoss_NothingTradesButTheMarkFalls_Closes()
    {
        await using var cluster = await HoldAsync();
        Mark(cluster, 94);
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
    }

    [Fact]
    public async Task Trigger_AnsweredAtTheThirdTry_ClosesOnce()
    {
        await using var cluster = await HoldAsync();
        _faults.Failures = 2;
        cluster.Send(94m);
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
        _faults.Calls.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Trigger_WhoseAnswerIsLost_ClosesOnce()
    {
        await using var cluster = await HoldAsync();
        _faults.LostAnswers = 2;
        cluster.Send(94m);
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
        // It is told again until it is answered, or until the account has no such guard any more.
        cluster.Send(90m);
        (await cluster.StoredAsync()).OfType<GuardFired>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Recording_WithoutRoom_HoldsUpNoGuard()
    {
        await using var cluster = await HoldAsync();
        _capture.FeedOf(Instrument).HasRoom = false;
        cluster.Send(94m);
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
    }

    [Fact]
    public async Task SiloOfTheSymbol_Killed_TheGuardGoesOnElsewhereAndClosesOnce()
    {
        await using var cluster = await HoldAsync(silos: 2);
        var symbol = await cluster.Market.Cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.Market.Symbol(Instrument));
        await BeginAnewAsync(cluster, () => cluster.Market.Cluster.KillSiloAsync(cluster.Market.Cluster.GetSiloForAddress(symbol!)!));
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()) is [{ IsGuardLive: true }], Patience);
        cluster.Send(94m);
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
    }

    [Fact]
    public async Task Symbol_WhoseTriggerIsNotAnswered_StaysWhereItIs()
    {
        await using var cluster = await HoldAsync(silos: 2);
        var (symbol, management) = (cluster.Market.Symbol(Instrument), cluster.Market.Cluster.Client.GetGrain<IManagementGrain>(0));
        var home = await management.GetActivationAddress(symbol);
        var target = cluster.Market.Cluster.Silos.Select(silo => silo.SiloAddress).Single(silo => !silo.Equals(home));
        await FireUnheardAsync(cluster);
        // It recovers: an activation elsewhere would never hear of it.
        await cluster.MoveAsync(100m);
        for (var ask = 0; ask < 20; ask++)
            (await symbol.MoveToAsync(target.ToParsableString())).ShouldBeFalse();

        _faults.IsDeaf = false;
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
        await Eventually.TrueAsync(() => symbol.MoveToAsync(target.ToParsableString()), Patience);
    }

    [Fact]
    public async Task Symbol_ThatNobodyHolds_StaysUntilItsTriggerIsAnswered()
    {
        await using var cluster = await HoldAsync();
        var symbol = cluster.Market.Symbol(Instrument);
        // From now on only the account holds it.
        await BeginAnewAsync(cluster, symbol.ReleaseAsync);
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()) is [{ IsGuardLive: true }], Patience);
        var home = cluster.Market.Venue.SubscriptionOf(Instrument);
        await FireUnheardAsync(cluster);
        await cluster.MoveAsync(100m);
        for (var round = 0; round < 20; round++)
            await symbol.LetGoAsync("account/paper");
        cluster.Market.Venue.SubscriptionOf(Instrument).ShouldBe(home);

        _faults.IsDeaf = false;
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
    }

    [Fact]
    public async Task Symbol_LeavesBeforeItsTriggerIsAnswered_TellsItTheLastTime()
    {
        await using var cluster = await HoldAsync();
        // So often that the next try would come after more than three seconds.
        _faults.Failures = 6;
        cluster.Send(94m);
        await Eventually.TrueAsync(() => Task.FromResult(_faults.Calls >= 6), Patience);
        await BeginAnewAsync(cluster, cluster.Market.Symbol(Instrument).ReleaseAsync);
        // On paper an order is refused while nothing fresh is known of the market; then it is tried again.
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()).IsEmpty, Patience);
        (await cluster.StoredAsync()).OfType<GuardFired>().ShouldHaveSingleItem();
        (await cluster.Paper.GetFillsAsync(null, null, 10)).Length.ShouldBe(2);
    }

    /// <summary>The market falls through the stop, and the account hears nothing of it.</summary>
    private async Task FireUnheardAsync(TradingCluster cluster)
    {
        _faults.IsDeaf = true;
        cluster.Send(94m);
        await Eventually.TrueAsync(() => Task.FromResult(_faults.Calls > 0), Patience);
    }

    /// <summary>Waits for another activation of the symbol, and gives it a price above the stop.</summary>
    private static async Task BeginAnewAsync(TradingCluster cluster, Func<Task> end)
    {
        var before = cluster.Market.Venue.SubscriptionOf(Instrument);
        await end();
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Market.Venue.SubscriptionOf(Instrument) is { } now && now != before), Patience);
        cluster.Market.Venue.SubscriptionOf(Instrument)!.Connect();
        cluster.Send(100m);
    }

    private async Task<TradingCluster> HoldAsync(int silos = 1, IAccountEventStore? events = null, GuardPlan? plan = null)
    {
        var cluster = await StartAsync(silos, events, services: services => services.AddSingleton<IIncomingGrainCallFilter>(_faults).AddSingleton<IMarketCapture>(_capture));
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "k1", plan ?? Plan))).Refusal.ShouldBeNull();
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()) is [{ IsGuardLive: true }], Patience);
        return cluster;
    }

    private static void Mark(TradingCluster cluster, double price)
    {
        var venue = cluster.Market.Venue;
        venue.MoveTo(venue.Now + 100);
        venue.SubscriptionOf(Instrument)!.Send(MarketEvent.ForMarkPrice(new MarkPrice(venue.Now, price, price, 0, venue.Now), TimeProvider.System.GetTimestamp()));
    }

    private static async Task ClosedOnceAsync(TradingCluster cluster, GuardCause cause)
    {
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()).IsEmpty, Patience);
        (await cluster.StoredAsync()).OfType<GuardFired>().ShouldHaveSingleItem().Trigger.Cause.ShouldBe(cause);
        var orders = await cluster.Paper.GetOrdersAsync(new OrderQuery(null, false, null, 10));
        orders.Where(order => order.Purpose == OrderPurpose.Guard).ShouldHaveSingleItem().State.ShouldBe(OrderState.Filled);
        (await cluster.Paper.GetFillsAsync(null, null, 10)).Length.ShouldBe(2);
    }

    /// <summary>Triggers that do not arrive, and triggers whose answers do not.</summary>
    private sealed class TriggerFaults : IIncomingGrainCallFilter
    {
        private int _calls;
        private int _watches;
        private volatile bool _isDeaf;

        /// <summary>While set, none arrives.</summary>
        public bool IsDeaf
        {
            get => _isDeaf;
            set => _isDeaf = value;
        }

        public int Failures { get; set; }

        public int LostAnswers { get; set; }

        public int Calls => _calls;

        /// <summary>How often symbols were told what to watch.</summary>
        public int Watches => _watches;

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName != "TriggerAsync")
            {
                if (context.MethodName == "WatchAsync")
                    Interlocked.Increment(ref _watches);
                await context.Invoke();
                return;
            }

            Interlocked.Increment(ref _calls);
            if (IsDeaf || Failures-- > 0)
                throw new TimeoutException("the account does not answer");
            await context.Invoke();
            if (LostAnswers-- > 0)
                throw new TimeoutException("the answer is lost");
        }
    }
}
