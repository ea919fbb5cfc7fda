namespace OrleansTrading.Domain.Accounts;

/// <summary>A position as the venue has it.</summary>
/// <param name="Key">Which position.</param>
/// <param name="Quantity">Base units; plus is long, minus is short.</param>
/// <param name="EntryPrice">Quote units.</param>
/// <param name="Leverage">As set; null when it is not told.</param>
/// <param name="MarginMode">As set; null when it is not told.</param>
public readonly record struct VenueHolding(PositionKey Key, decimal Quantity, decimal EntryPrice, int? Leverage, MarginMode? MarginMode);
