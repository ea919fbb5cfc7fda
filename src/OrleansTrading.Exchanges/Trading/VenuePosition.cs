using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>A position as its venue tells it.</summary>
/// <param name="Key">Which position.</param>
/// <param name="Quantity">Base units; plus is long, minus is short.</param>
/// <param name="EntryPrice">Quote units; 0 when flat.</param>
/// <param name="Leverage">As set; null when it is not told.</param>
/// <param name="MarginMode">As set; null when it is not told.</param>
/// <param name="LiquidationPrice">Quote units; null when the venue names none.</param>
public sealed record VenuePosition(
    PositionKey Key, decimal Quantity, decimal EntryPrice, int? Leverage, MarginMode? MarginMode, decimal? LiquidationPrice);
