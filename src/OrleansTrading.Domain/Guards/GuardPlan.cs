using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Guards;

/// <summary>
/// What protects a position. Every price is only a trigger: what is closed, is closed at the market. An empty plan protects nothing.
/// </summary>
/// <param name="StopLoss">Trigger of the loss, quote units; null for none.</param>
/// <param name="TakeProfits">Targets, nearest first; their shares add up to at most 1.</param>
/// <param name="TrailingPercent">How far the market may come back from its best price since entry, percent of that price; null for none.</param>
/// <param name="TrailingActivation">Price from which on the trailing stop is armed; null: at once.</param>
/// <param name="BreakEvenTrigger">Price at which the stop moves to the entry price (fees included); null for never.</param>
/// <param name="ExpiresAt">When the position is closed whatever it is worth (time stop), Unix milliseconds; null for never.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardPlan")]
public sealed record GuardPlan(
    [property: Id(0)] decimal? StopLoss,
    [property: Id(1)] ImmutableArray<GuardTarget> TakeProfits,
    [property: Id(2)] decimal? TrailingPercent,
    [property: Id(3)] decimal? TrailingActivation,
    [property: Id(4)] decimal? BreakEvenTrigger,
    [property: Id(5)] long? ExpiresAt)
{
    /// <summary>The empty plan.</summary>
    public static GuardPlan None { get; } = new(null, [], null, null, null, null);

    public bool IsEmpty => StopLoss is null && TakeProfits.IsDefaultOrEmpty && TrailingPercent is null && BreakEvenTrigger is null && ExpiresAt is null;
}
