using Orleans;

namespace OrleansTrading.Domain.Guards;

/// <summary>How far a guard has come: what must survive a restart. It only moves towards more protection.</summary>
/// <param name="BestPrice">The best traded price seen while a trailing stop is planned (highest for a long, lowest for a short); null when none was.</param>
/// <param name="TargetsDone">Targets that have triggered.</param>
/// <param name="IsBreakEven">Whether the stop has moved to the entry price.</param>
/// <param name="IsTrailing">Whether the trailing stop is armed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardProgress")]
public sealed record GuardProgress(
    [property: Id(0)] decimal? BestPrice, [property: Id(1)] int TargetsDone, [property: Id(2)] bool IsBreakEven, [property: Id(3)] bool IsTrailing)
{
    /// <summary>Nothing has happened yet.</summary>
    public static GuardProgress None => new(null, 0, false, false);

    /// <summary>Since when the market is watched, the venue's time, Unix milliseconds: trades before that trigger nothing. Null until it is watched.</summary>
    [Id(4)] public long? Since { get; init; }

    /// <summary>The venue's time at which the stop last moved, Unix milliseconds; null when it never has.</summary>
    [Id(5)] public long? MovedAt { get; init; }

    /// <summary>The further of both in everything.</summary>
    public GuardProgress Merge(GuardProgress other, bool isLong)
    {
        var best = (BestPrice, other.BestPrice) switch
        {
            ({ } one, { } two) => isLong ? Math.Max(one, two) : Math.Min(one, two),
            var (one, two) => one ?? two,
        };
        return new GuardProgress(best, Math.Max(TargetsDone, other.TargetsDone), IsBreakEven || other.IsBreakEven, IsTrailing || other.IsTrailing)
        {
            Since = Since is { } since && other.Since is { } otherSince ? Math.Min(since, otherSince) : Since ?? other.Since,
            MovedAt = MovedAt is { } moved && other.MovedAt is { } otherMoved ? Math.Max(moved, otherMoved) : MovedAt ?? other.MovedAt,
        };
    }
}
