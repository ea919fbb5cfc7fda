namespace OrleansTrading.Exchanges.Trading;

/// <summary>An account as its venue tells it.</summary>
/// <param name="Time">The venue's time, Unix milliseconds.</param>
/// <param name="Balances">Wallet balances by asset, unrealised profit left out.</param>
/// <param name="Positions">Positions that are not flat, and in a stream's event those that have become flat.</param>
/// <param name="IsHedged">Position mode; null when it is not told.</param>
/// <param name="IsComplete">Whether it is the whole account and not only what changed.</param>
public sealed record VenueAccount(
    long Time, IReadOnlyDictionary<string, decimal> Balances, IReadOnlyList<VenuePosition> Positions, bool? IsHedged, bool IsComplete);
