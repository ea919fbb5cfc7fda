using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A whole account as its venue has it: the answer to <see cref="AskAccount"/>.</summary>
/// <param name="AskedAt">As in the question.</param>
/// <param name="Version">As in the question.</param>
/// <param name="OpenOrders">All open orders, ours or not.</param>
/// <param name="Holdings">Positions that are not flat.</param>
/// <param name="Balances">Wallet balances by asset, unrealised profit left out.</param>
/// <param name="IsHedged">Position mode; null when it is not told.</param>
public sealed record VenueSnapshot(
    long AskedAt, long Version, IReadOnlyCollection<OrderReport> OpenOrders, IReadOnlyCollection<VenueHolding> Holdings,
    IReadOnlyDictionary<string, decimal> Balances, bool? IsHedged);
