using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Clients of an account that a limit halts again and again, and an operator who lifts that after a while.</summary>
internal sealed class HaltLoad(StormRig rig, StormLog log, StormCaller caller, int seed)
{
    public const string Account = "halting";

    /// <summary>Fewer than its clients ask for.</summary>
    public const int OrdersPerMinute = 40;

    private const string By = "storm";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LiftedAfter = TimeSpan.FromSeconds(7);

    private readonly OrderLoad _orders = new(rig, log, caller, Account, workers: 1, seed);

    public IReadOnlyCollection<OrderAnswer> Answers => _orders.Answers;

    public IReadOnlyCollection<string> Cancelled => _orders.Cancelled;

    private IAccountGrain Grain => rig.Cluster.Grains.GetGrain<IAccountGrain>(Account);

    /// <summary>Gives it the limit.</summary>
    public async Task BeginAsync()
    {
        await Eventually.TrueAsync(async () => (await Grain.GetAsync()).IsReady, Patience);
        await Grain.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.OrdersPerMinute, new RiskLimit(OrdersPerMinute, BreachAction.Halt)), By));
    }

    public Task RunAsync(CancellationToken over) => Task.WhenAll(_orders.RunAsync(over), LiftAsync(over));

    private async Task LiftAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(LiftedAfter, TimeProvider.System, CancellationToken.None);
            await caller.AskAsync("The end of a halt", () => Grain.SwitchAsync(TradingSwitch.On, "a storm", By), answer => answer.Refusal?.Code != RefusalCodes.NotReady);
        }
    }
}
