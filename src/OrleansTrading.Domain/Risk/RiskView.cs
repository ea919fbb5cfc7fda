namespace OrleansTrading.Domain.Risk;

/// <summary>
/// An account as a check sees it: reservations of orders that are on their way included. Good for the check that it is made for: its positions lie in
/// room that the next one uses again.
/// </summary>
/// <param name="Equity">Cash and unrealised profit, quote units.</param>
/// <param name="PeakEquity">The highest it has been.</param>
/// <param name="DayEquity">What it was at 00:00 UTC, deposits and withdrawals since then counted in.</param>
/// <param name="Positions">By instrument.</param>
/// <param name="OrdersInMinute">Orders sent in the last 60 s.</param>
public sealed record RiskView(decimal Equity, decimal PeakEquity, decimal DayEquity, ReadOnlyMemory<RiskPosition> Positions, int OrdersInMinute)
{
    /// <summary>Whether long and short positions of an instrument stand side by side, so that both of its sides count at once.</summary>
    public bool IsHedged { get; init; }
}
