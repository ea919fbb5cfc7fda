using Orleans;

namespace OrleansTrading.Domain.Guards;

/// <summary>How far a guard has come: what must survive a restart. It only moves towards more protection.</summary>
/// <param name="BestPrice">The best price seen since entry (highest for a long, lowest for a short); null when none was.</param>
/// <param name="TargetsDone">Targets that have triggered.</param>
/// <param name="IsBreakEven">Whether the stop has moved to the entry price.</param>
/// <param name="IsTrailing">Whether the trailing stop is armed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardProgress")]
public sealed record GuardProgress(
    [property: Id(0)] decimal? BestPrice, [property: Id(1)] int TargetsDone, [property: Id(2)] bool IsBreakEven, [property: Id(3)] bool IsTrailing)
{
    /// <summary>Nothing has happened yet.</summary>
    public static GuardProgress None => new(null, 0, false, false);
}
