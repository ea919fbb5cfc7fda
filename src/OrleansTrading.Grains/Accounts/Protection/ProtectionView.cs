using System.Collections.Immutable;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts.Protection;

/// <summary>A position, what protects it, and what is at the venue for it. Times are Unix milliseconds.</summary>
/// <param name="Position">The position; flat when only stops are left.</param>
/// <param name="Guard">Its guard; null when it has none.</param>
/// <param name="IsClosing">Whether the guard has triggered and the position is being closed.</param>
/// <param name="IsGuardLive">Whether the symbol has confirmed lately that it evaluates the guard, and the account may send what it triggers.</param>
/// <param name="Stops">Its protective orders that have not ended, in any order.</param>
/// <param name="Rules">The instrument's rules; null while they are not known.</param>
/// <param name="BareSince">Since when nothing has protected it; null while something does.</param>
/// <param name="IsNew">Whether its guard is new and nothing has protected it yet.</param>
/// <param name="PlacedAt">When a stop was last placed; null for never.</param>
/// <param name="Failures">Stops in a row that the venue has refused.</param>
/// <param name="Now">Now.</param>
/// <param name="IsByChoice">Whether the account leaves positions without a stop by its operator's choice.</param>
/// <param name="Obstacle">Why nothing can be sent for it now; null when it can.</param>
/// <param name="Price">Where the market is now, quote units; null when that is not known.</param>
internal sealed record ProtectionView(
    Position Position, PositionGuard? Guard, bool IsClosing, bool IsGuardLive, ImmutableArray<Order> Stops, InstrumentInfo? Rules, long? BareSince,
    bool IsNew, long? PlacedAt, int Failures, long Now, bool IsByChoice = false, string? Obstacle = null, decimal? Price = null);
