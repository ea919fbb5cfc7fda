using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Admin;

/// <summary>What a venue holds of an account, past every fault and protocol.</summary>
internal sealed record AccountTruth(
    string Venue, string Key, long Time, decimal Wallet, decimal Unrealised, decimal InitialMargin, decimal MaintenanceMargin, decimal Available, bool Hedging,
    IReadOnlyList<PositionTruth> Positions, IReadOnlyList<OrderTruth> Orders, IReadOnlyList<ConditionalTruth> Conditionals,
    IReadOnlyList<ExecutionTruth> Executions, IReadOnlyList<LedgerTruth> Ledger)
{
    /// <summary>The account as it is at the time; called within the venue's gate.</summary>
    public static AccountTruth Of(TradingVenue venue, TradingAccount account, long now)
    {
        var margins = Margins.Of(account, venue.Market, now);
        return new AccountTruth(
            venue.Rules.Venue, account.Keys.Key, now, account.Wallet, margins.Unrealised, margins.Initial, margins.Maintenance, margins.Available, account.IsHedging,
            [.. account.Positions.Select(position => new PositionTruth(
                position.Symbol, position.Side.ToString(), position.Quantity, position.EntryPrice, position.Cost, position.Realised))],
            [.. account.Orders.Select(order => new OrderTruth(
                order.Id, order.ClientId, order.Symbol, order.Terms.Side.ToString(), order.Terms.Kind.ToString(), order.Terms.Duration.ToString(),
                order.Terms.PositionSide.ToString(), order.Terms.ReduceOnly, order.Terms.Quantity, order.Terms.Price, order.Status.ToString(), order.Executed,
                order.AveragePrice, order.Terms.ConditionalId, order.Created, order.Updated))],
            [.. account.Conditionals.Select(order => new ConditionalTruth(
                order.Id, order.ClientId, order.Symbol, order.Terms.Kind.ToString(), order.Terms.Order.Side.ToString(), order.Terms.Order.Quantity, order.Terms.Trigger,
                order.Terms.ClosesPosition, order.Status.ToString(), order.OrderId, order.Refusal?.Reason.ToString(), order.Triggered))],
            [.. account.Executions.Select(execution => new ExecutionTruth(
                execution.Id, execution.OrderId, execution.Symbol, execution.Side.ToString(), execution.PositionSide.ToString(), execution.Price, execution.Quantity,
                execution.Fee, execution.IsMaker, execution.RealisedPnl, execution.Time))],
            [.. account.Ledger.Select(entry => new LedgerTruth(entry.Id, entry.Kind.ToString(), entry.Symbol, entry.Amount, entry.Time, entry.ExecutionId))]);
    }
}

internal sealed record PositionTruth(string Symbol, string Side, decimal Quantity, decimal EntryPrice, decimal Cost, decimal Realised);

internal sealed record OrderTruth(
    long Id, string ClientId, string Symbol, string Side, string Kind, string Duration, string PositionSide, bool ReduceOnly, decimal Quantity, decimal? Price,
    string Status, decimal Executed, decimal AveragePrice, long? ConditionalId, long Created, long Updated);

internal sealed record ConditionalTruth(
    long Id, string ClientId, string Symbol, string Kind, string Side, decimal Quantity, decimal? Trigger, bool ClosesPosition, string Status, long? OrderId,
    string? Refusal, long Triggered);

internal sealed record ExecutionTruth(
    long Id, long OrderId, string Symbol, string Side, string PositionSide, decimal Price, decimal Quantity, decimal Fee, bool IsMaker, decimal RealisedPnl, long Time);

internal sealed record LedgerTruth(long Id, string Kind, string Symbol, decimal Amount, long Time, long? ExecutionId);
