namespace OrleansTrading.Simulator.Trading;

/// <summary>A movement of cash. An account's wallet is the sum of its entries.</summary>
/// <param name="Symbol">Empty for transfers.</param>
/// <param name="ExecutionId">The fill that it comes from.</param>
internal sealed record LedgerEntry(long Id, LedgerKind Kind, string Symbol, decimal Amount, long Time, long? ExecutionId);
