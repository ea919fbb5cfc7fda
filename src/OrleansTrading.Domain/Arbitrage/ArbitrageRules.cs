namespace OrleansTrading.Domain.Arbitrage;

/// <summary>What counts as an opportunity.</summary>
/// <param name="Notional">Value that is compared, quote units.</param>
/// <param name="OpenBps">Net spread from which on an opportunity is open, 1/10,000.</param>
/// <param name="CloseBps">Net spread below which it is over; at most <paramref name="OpenBps"/>.</param>
/// <param name="MaxAge">A book that has been silent for longer is not compared.</param>
public sealed record ArbitrageRules(double Notional, double OpenBps, double CloseBps, TimeSpan MaxAge);
