using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A whole account as its venue has it: the answer to <see cref="AskAccount"/>.</summary>
/// <param name="AskedAt">When the question was decided or, later, sent, Unix milliseconds.</param>
/// <param name="Version">Number of the last event then.</param>
/// <param name="OpenOrders">All open orders, ours or not.</param>
/// <param name="Holdings">Positions that are not flat.</param>
/// <param name="Balances">Wallet balances by asset, unrealised profit left out.</param>
/// <param name="IsHedged">Position mode; null when it is not told.</param>
public sealed record VenueSnapshot(
    long AskedAt, long Version, IReadOnlyCollection<OrderReport> OpenOrders, IReadOnlyCollection<VenueHolding> Holdings,
    IReadOnlyDictionary<string, decimal> Balances, bool? IsHedged);
