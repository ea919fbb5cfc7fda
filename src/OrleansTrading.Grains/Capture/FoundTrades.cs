namespace OrleansTrading.Grains.Capture;

/// <summary>What an instrument's newest files hold.</summary>
/// <param name="Ranges">Ids that are recorded.</param>
/// <param name="Damaged">Files that could not be read, and were moved aside; what they hold is not among the ranges.</param>
internal sealed record FoundTrades(IReadOnlyList<TradeRange> Ranges, IReadOnlyList<DamagedFile> Damaged);
