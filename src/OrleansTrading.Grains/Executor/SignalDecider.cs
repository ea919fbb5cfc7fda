using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Executor;

/// <summary>Asks what a signal meets, decides, and makes the order.</summary>
internal sealed class SignalDecider(IGrainFactory grains, ExecutorOptions options)
{
    private const string By = "executor";

    /// <summary>Of a market that has told nothing for longer no price is known.</summary>
    private static readonly TimeSpan FreshPrice = TimeSpan.FromMinutes(1);

    private readonly ExecutionRules _rules = options.ToRules();

    /// <summary>The decision; null when it cannot be made yet.</summary>
    public async Task<ExecutionDecision?> DecideAsync(TradeSignal signal, long? takenAt, long now)
    {
        var account = grains.GetGrain<IAccountGrain>(options.Account);
        var intentKey = $"signal/{signal.Key}";
        // An order that was made before its decision could be recorded is that decision.
        if (!options.DryRun && await account.FindOrderAsync(OrderIds.Of(options.Account, intentKey)) is { } made)
            return Decision(signal, now, ExecutionOutcome.Taken) with { OrderId = made.Id };
        if (SignalExecution.RefuseAtOnce(signal, _rules, now) is { } refused)
            return Refused(signal, now, refused.Code!, refused.Reason!);
        var snapshot = await grains.GetGrain<ISymbolGrain>(signal.Instrument.ToString()).GetSnapshotAsync();
        var view = await account.GetAsync();
        if (!view.IsReady || !(snapshot.DataAge <= FreshPrice) || (snapshot.LastPrice ?? snapshot.Mark?.Price) is not { } price || !(price > 0))
            return null;
        var occupied = await OccupiedAsync(account);
        var plan = SignalExecution.Decide(signal, _rules, new ExecutionView(
            now, view.Equity, (decimal)price, occupied.Contains(signal.Instrument.ToString()), occupied.Count, takenAt));
        if (plan.Code is not null)
            return Refused(signal, now, plan.Code, plan.Reason!) with { Price = (decimal)price };
        var decision = Decision(signal, now, ExecutionOutcome.DryRun) with { Notional = plan.Notional, Price = (decimal)price };
        return options.DryRun ? decision : Concluded(decision, await account.PlaceAsync(Order(signal, plan, intentKey)));
    }

    /// <summary>Instruments of which the account has a position, or an order may open one: one that has ended too while not all it has traded is booked.</summary>
    private static async Task<HashSet<string>> OccupiedAsync(IAccountGrain account)
    {
        var positions = await account.GetPositionsAsync();
        var orders = await account.GetOrdersAsync(new OrderQuery(null, OpenOnly: true, null, IAccountGrain.MaxLimit, WithUnbooked: true));
        return
        [
            .. positions.Select(position => position.Position.Key.Instrument.ToString()),
            .. orders.Where(order => !order.Spec.ReduceOnly).Select(order => order.Spec.Instrument.ToString()),
        ];
    }

    private static PlaceOrder Order(TradeSignal signal, ExecutionPlan plan, string intentKey) => new(
        intentKey, OrderPurpose.Signal, signal.Instrument, plan.Side, null, OrderType.Market, null, plan.Notional, null, null, null,
        TimeInForce.GoodTillCancel, false, plan.Guards, By);

    /// <summary>An account that is not ready, or has no price yet, has not decided anything: null.</summary>
    private static ExecutionDecision? Concluded(ExecutionDecision decision, PlaceResult result) => result switch
    {
        { Order: { } order } => decision with { Outcome = ExecutionOutcome.Taken, OrderId = order.Id },
        { Refusal: { Code: RefusalCodes.NotReady or RefusalCodes.NoPrice } } => null,
        { Refusal: { } refusal } => decision with { Outcome = ExecutionOutcome.Refused, Code = refusal.Code, Reason = refusal.Reason },
        _ => throw new InvalidOperationException($"The account answered neither an order nor a refusal to signal {decision.SignalKey}."),
    };

    private ExecutionDecision Refused(TradeSignal signal, long now, string code, string reason) =>
        Decision(signal, now, ExecutionOutcome.Refused) with { Code = code, Reason = reason };

    private ExecutionDecision Decision(TradeSignal signal, long now, ExecutionOutcome outcome) => new(
        signal.Key, signal.Instrument, signal.Direction, signal.Score, signal.CreatedAt, options.Account, now, outcome, null, null, null, null, null);
}
