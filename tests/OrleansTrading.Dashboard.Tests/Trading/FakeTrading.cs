using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Dashboard.Trading;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>Accounts that are made up: what is done is done at once and remembered.</summary>
internal sealed class FakeTrading : ITradingReader, ITradingDesk
{
    public ConcurrentDictionary<string, FakeAccount> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Every call that changes something, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<(string Account, PlaceOrder Order)> Placed { get; } = new();

    /// <summary>Set: no account answers what it is asked; what it is told, it does.</summary>
    public volatile bool IsSilent;

    /// <summary>Accounts that the portfolio could not ask.</summary>
    public List<UnreadAccount> Unread { get; } = [];

    /// <summary>Set: orders cannot be read.</summary>
    public volatile bool OrdersFail;

    /// <summary>Set: the equity cannot be read.</summary>
    public volatile bool CapitalFails;

    /// <summary>What the next preview says; by default that everything is allowed.</summary>
    public Func<PlaceOrder, OrderPreview> Preview { get; set; } = FakeAccount.Allow;

    /// <summary>What an order is held up by before it is answered.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public FakeAccount Add(string id, Action<FakeAccount>? shape = null)
    {
        var account = new FakeAccount(id);
        shape?.Invoke(account);
        return Accounts[id] = account;
    }

    public Task<ImmutableArray<string>> GetAccountsAsync() => Task.FromResult<ImmutableArray<string>>([.. Accounts.Keys.Order(StringComparer.Ordinal)]);

    public Task<PortfolioView> GetPortfolioAsync()
    {
        if (IsSilent)
            return new TaskCompletionSource<PortfolioView>().Task;
        var held = Accounts.Values.SelectMany(account => account.Positions.Select(position => (account.View.IsPaper, Position: Held(account, position)))).ToList();
        var capital = Accounts.Values.Select(account => account.Point).ToImmutableArray();
        return Task.FromResult(new PortfolioView(
            FakeAccount.Now, ExposureReport.Of([.. held.Where(pair => !pair.IsPaper).Select(pair => pair.Position)]), ExposureReport.Of([.. held.Where(pair => pair.IsPaper).Select(pair => pair.Position)]),
            capital, CapitalSum.Of(capital), [.. Unread])
        {
            Positions = [.. held.Select(pair => pair.Position)],
        });
    }

    public Task<AccountView> GetAccountAsync(string account) => Answer(account, fake => fake.View);

    public Task<ImmutableArray<PositionView>> GetPositionsAsync(string account) => Answer(account, fake => fake.Positions);

    public Task<ImmutableArray<Order>> GetOrdersAsync(string account, OrderQuery query) => OrdersFail ? Task.FromException<ImmutableArray<Order>>(new TimeoutException("told to fail")) : Answer<ImmutableArray<Order>>(account, fake =>
    [
        .. fake.Orders.Where(order => !query.OpenOnly || !order.IsFinal)
            .SkipWhile(order => query.BeforeId is not null && order.Id != query.BeforeId).Skip(query.BeforeId is null ? 0 : 1).Take(query.Limit),
    ]);

    public Task<ImmutableArray<Fill>> GetFillsAsync(string account, long? before, int limit) => Answer<ImmutableArray<Fill>>(account, fake =>
        [.. fake.Events.Select(stored => stored.Event).OfType<FillBooked>().Select(booked => booked.Fill).Where(fill => before is null || fill.Time < before).Take(limit)]);

    public Task<ImmutableArray<NumberedEvent>> GetEventsAsync(string account, long? before, int limit) =>
        Answer<ImmutableArray<NumberedEvent>>(account, fake => [.. fake.Events.Where(stored => before is null || stored.Version < before).Take(limit)]);

    /// <summary>What was decided about signals, newest first; null: it cannot be read.</summary>
    public ImmutableArray<ExecutionDecision>? Decisions { get; set; } = [];

    public Task<IReadOnlyList<ExecutionDecision>> GetDecisionsAsync(long? signalledBefore, int limit, CancellationToken cancellationToken) => Decisions is { } decisions
        ? Task.FromResult<IReadOnlyList<ExecutionDecision>>([.. decisions.Where(decision => signalledBefore is null || decision.SignalTime < signalledBefore).Take(limit)])
        : Task.FromException<IReadOnlyList<ExecutionDecision>>(new IOException("told to fail"));

    public Task<ImmutableArray<RiskUse>> GetLimitUseAsync(string account) => Answer(account, fake => fake.Uses);

    public Task<IReadOnlyList<CapitalPoint>> GetCapitalAsync(string account, long from, int limit, CancellationToken cancellationToken) =>
        CapitalFails ? Task.FromException<IReadOnlyList<CapitalPoint>>(new IOException("told to fail")) : Answer<IReadOnlyList<CapitalPoint>>(account, fake => [.. fake.Capital.Where(point => point.Time >= from).TakeLast(limit)]);

    public Task<OrderPreview> PreviewAsync(string account, PlaceOrder order) => Task.FromResult(Preview(order));

    public async Task<PlaceResult> PlaceAsync(string account, PlaceOrder order)
    {
        Placed.Enqueue((account, order));
        await Gate;
        if (Preview(order).Refusal is { } refusal)
            return new PlaceResult(null, refusal, false);
        return Accounts[account].Place(order);
    }

    public Task<PlaceResult> CancelAsync(string account, string orderId, string by)
    {
        Calls.Enqueue($"cancel {account} {orderId} by {by}");
        return Task.FromResult(Accounts[account].Change(orderId, order => order with { State = OrderState.Cancelled }));
    }

    public Task<PlaceResult> CloseAsync(string account, string intentKey, PositionKey position, decimal share, string by)
    {
        Calls.Enqueue($"close {account} {position} {share} by {by}");
        return Task.FromResult(Accounts[account].Close(intentKey, position, share));
    }

    public Task<AccountAnswer> SetGuardsAsync(string account, PositionKey position, GuardPlan plan, string by)
    {
        Calls.Enqueue($"guards {account} {position} by {by}");
        if (GuardRules.Validate(plan, true, Accounts[account].Positions.Single(held => held.Position.Key == position).MarkPrice, null, 0) is [var problem, ..])
            return Task.FromResult(new AccountAnswer(new OrderRefusal(RefusalCodes.InvalidGuards, $"guards.{problem.Field}", problem.Reason)));
        Accounts[account].Guard(position, plan);
        return Task.FromResult(AccountAnswer.Done);
    }

    /// <summary>What becomes of the accounts when all are stopped.</summary>
    public ImmutableArray<AccountStop> Stops { get; set; } = [new("binance-main", true, null), new("paper", true, null)];

    public Task<ImmutableArray<AccountStop>> KillAllAsync(string reason, string by)
    {
        Calls.Enqueue($"kill all by {by}");
        return Task.FromResult(Stops);
    }

    public Task<AccountAnswer> SwitchAsync(string account, TradingSwitch to, string reason, string by)
    {
        Calls.Enqueue($"switch {account} {to} by {by}");
        Accounts[account].Switch(to, reason, by);
        return Task.FromResult(AccountAnswer.Done);
    }

    public Task<ImmutableArray<DifferenceFound>> ReconcileAsync(string account)
    {
        Calls.Enqueue($"reconcile {account}");
        return Task.FromResult(ImmutableArray<DifferenceFound>.Empty);
    }

    public Task<RiskLimits> ChangeLimitsAsync(string account, LimitsChange change)
    {
        Calls.Enqueue($"limits {account} {string.Join(", ", change.Changes.Select(pair => $"{pair.Key}={pair.Value?.Value}/{pair.Value?.Action}"))} by {change.By}");
        return Task.FromResult(Accounts[account].SetLimits(change));
    }

    private static HeldPosition Held(FakeAccount account, PositionView view) => new(
        account.View.Id, view.Position.Key.Instrument, view.Position.Key.Instrument.Symbol[..3], view.Position.Quantity, view.MarkPrice ?? 0, view.Unrealised ?? 0);

    private Task<T> Answer<T>(string account, Func<FakeAccount, T> read) =>
        IsSilent ? new TaskCompletionSource<T>().Task : Task.FromResult(read(Accounts[account]));
}
