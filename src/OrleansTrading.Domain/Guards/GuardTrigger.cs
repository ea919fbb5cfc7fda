using Orleans;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Domain.Guards;

/// <summary>A guard has triggered: so much of the position is to be closed at the market, once.</summary>
/// <param name="Position">Which position.</param>
/// <param name="GuardId">The guard: new with every plan and every opening of the position, so that an old trigger closes nothing new.</param>
/// <param name="Cause">Why.</param>
/// <param name="Target">Which target, from 0; 0 for every other cause.</param>
/// <param name="Share">How much of the position as it was when the guard was set; 1 for all that is left.</param>
/// <param name="TriggerPrice">The price that was preset, after trailing and break-even; 0 for a time stop.</param>
/// <param name="MarketPrice">The price that triggered it.</param>
/// <param name="Time">The venue's time of that price, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardTrigger")]
public sealed record GuardTrigger(
    [property: Id(0)] PositionKey Position,
    [property: Id(1)] string GuardId,
    [property: Id(2)] GuardCause Cause,
    [property: Id(3)] int Target,
    [property: Id(4)] decimal Share,
    [property: Id(5)] decimal TriggerPrice,
    [property: Id(6)] decimal MarketPrice,
    [property: Id(7)] long Time)
{
    /// <summary>The same for the same trigger however often it is told: the intent key of the order that it makes.</summary>
    public string IntentKey => $"guard/{GuardId}/{Cause}/{Target}";
}
