using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Executor;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Executor;
using OrleansTrading.Grains.Tests.Accounts;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Executor;

public sealed class SignalExecutorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Signal_ThatNobodyToldOf_BecomesAGuardedPositionOnce()
    {
        await using var cluster = await StartAsync(dryRun: false);
        await cluster.FollowAsync(100m);
        var signal = Signal(candle: 1);
        await Signals(cluster).AddAsync([signal], default);

        var decision = await DecisionAsync(cluster, signal);
        (decision.Outcome, decision.Notional, decision.Account).ShouldBe((ExecutionOutcome.Taken, 500m, "paper"));
        var position = (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem();
        position.Position.Quantity.ShouldBeInRange(4.9m, 5m);
        var plan = position.Guard.ShouldNotBeNull().Plan;
        (plan.StopLoss, plan.TakeProfits.Single()).ShouldBe((95m, new GuardTarget(105m, 1m)));
        var order = (await cluster.Paper.FindOrderAsync(decision.OrderId!)).ShouldNotBeNull();
        (order.Purpose, order.IntentKey).ShouldBe((OrderPurpose.Signal, $"signal/{signal.Key}"));

        // A new activation knows what was decided, and another signal finds the position.
        await cluster.Market.Cluster.DeactivateAsync(cluster.Market.Cluster.Client.GetGrain<ISignalExecutorGrain>(ISignalExecutorGrain.Key));
        var second = Signal(candle: 2);
        await Signals(cluster).AddAsync([second], default);
        cluster.Market.Service<IEventBus>().Publish(new SignalRaised(second.CreatedAt, second));
        (await DecisionAsync(cluster, second)).Code.ShouldBeOneOf(ExecutionCodes.PositionOpen, ExecutionCodes.CoolDown);
        (await cluster.Paper.GetOrdersAsync(new OrderQuery(null, false, null, 10))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Signal_ToldOf_InADryRunMakesARecordAndNoOrder()
    {
        await using var cluster = await StartAsync(dryRun: true);
        await cluster.FollowAsync(100m);
        var signal = Signal(candle: 1);
        await Signals(cluster).AddAsync([signal], default);
        cluster.Market.Service<IEventBus>().Publish(new SignalRaised(signal.CreatedAt, signal));
        var decision = await DecisionAsync(cluster, signal);
        (decision.Outcome, decision.Notional, decision.OrderId).ShouldBe((ExecutionOutcome.DryRun, 500m, null));
        (await cluster.Paper.GetOrdersAsync(new OrderQuery(null, false, null, 10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Signal_WhoseOrderWasMadeBeforeItsDecisionWasRecorded_IsThatOrder()
    {
        await using var cluster = await StartAsync(dryRun: false);
        await cluster.FollowAsync(100m);
        var signal = Signal(candle: 1);
        var made = await cluster.Paper.PlaceAsync(Buy(1m, $"signal/{signal.Key}") with { Purpose = OrderPurpose.Signal });
        await Signals(cluster).AddAsync([signal], default);
        var decision = await DecisionAsync(cluster, signal);
        (decision.Outcome, decision.OrderId).ShouldBe((ExecutionOutcome.Taken, made.Order!.Id));
        (await cluster.Paper.GetFillsAsync(null, null, 10)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Signals_ThatTheAccountOrTheRulesRefuse_AreRecordedWithTheReason()
    {
        await using var cluster = await StartAsync(dryRun: false);
        await cluster.FollowAsync(100m);
        await cluster.Paper.SwitchAsync(Domain.Accounts.TradingSwitch.Killed, "test", "test");
        var (weak, killed) = (Signal(candle: 1) with { Score = 20 }, Signal(candle: 2));
        await Signals(cluster).AddAsync([weak, killed], default);
        (await DecisionAsync(cluster, weak)).Code.ShouldBe(ExecutionCodes.BelowThreshold);
        var decision = await DecisionAsync(cluster, killed);
        (decision.Outcome, decision.Code).ShouldBe((ExecutionOutcome.Refused, RefusalCodes.Killed));
        decision.Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Signal_WhoseAccountNeverAnswers_IsTriedUntilItExpiresAndNoLonger()
    {
        var deaf = new DeafAccount();
        await using var cluster = await StartAsync(dryRun: false, deaf);
        var brief = Signal(candle: 1) with { ExpiresAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 3_000 };
        var lasting = Signal(candle: 2);
        await Signals(cluster).AddAsync([brief, lasting], default);
        int LateTries(TradeSignal signal) => deaf.Tries.Count(tried => tried.Order == OrderIds.Of("paper", $"signal/{signal.Key}") && tried.At > brief.ExpiresAt);
        await Eventually.TrueAsync(() => Task.FromResult(LateTries(lasting) >= 4), Patience);
        LateTries(brief).ShouldBeLessThanOrEqualTo(1);
    }

    private sealed class DeafAccount : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<(string Order, long At)> Tries { get; } = new();

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName != nameof(IAccountGrain.FindOrderAsync))
                return context.Invoke();
            Tries.Enqueue(((string)context.Request.GetArgument(0)!, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
            return Task.FromException(new TimeoutException("The account does not answer."));
        }
    }

    private static Task<TradingCluster> StartAsync(bool dryRun, IIncomingGrainCallFilter? filter = null) => TradingCluster.StartAsync(services: services =>
    {
        if (filter is not null)
            services.AddSingleton(filter);
        services.AddExecutor(new ConfigurationBuilder().Build());
        services.Configure<ExecutorOptions>(options =>
        {
            (options.Enabled, options.DryRun, options.Notional) = (true, dryRun, 500m);
            options.Interval = TimeSpan.FromSeconds(1);
        });
    });

    private static ISignalStore Signals(TradingCluster cluster) => cluster.Market.Service<ISignalStore>();

    private static async Task<ExecutionDecision> DecisionAsync(TradingCluster cluster, TradeSignal signal) =>
        (await Eventually.GetAsync(
            async () => (await cluster.Market.Service<IExecutionStore>().ListAsync(null, null, null, 100, default)).FirstOrDefault(decision => decision.SignalKey == signal.Key),
            decision => decision is not null, Patience))!;

    private static TradeSignal Signal(long candle)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return new TradeSignal(
            Instrument, KlineInterval.OneHour, candle * 3_600_000, SignalDirection.Long, 70, new FactorScores(1, 2, 3, 4, null, 6, 7, 8), MarketRegime.TrendingUp,
            100, 95, [105], now, now + 3_600_000);
    }
}
