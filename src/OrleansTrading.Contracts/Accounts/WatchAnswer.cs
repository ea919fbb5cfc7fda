using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>What a symbol has seen for an account.</summary>
/// <param name="Moves">How far each guard has come.</param>
/// <param name="MarkPrice">Quote units.</param>
/// <param name="LastPrice">Quote units.</param>
/// <param name="DataAge">Since the market last told anything.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.WatchAnswer")]
public sealed record WatchAnswer(
    [property: Id(0)] ImmutableArray<GuardMove> Moves,
    [property: Id(1)] decimal? MarkPrice,
    [property: Id(2)] decimal? LastPrice,
    [property: Id(3)] TimeSpan? DataAge)
{
    /// <summary>How far each trailing order on paper has come that is armed; none at all from a symbol of an older version.</summary>
    [Id(4)] public ImmutableArray<PaperTrail> Trails { get; init; }

    /// <summary>
    /// Where the market is now, quote units: the mark price, else the last, if the venue told it within the last seconds. Null when neither is so
    /// fresh, whatever other data comes, and from a symbol of an older version.
    /// </summary>
    [Id(5)] public decimal? FreshPrice { get; init; }
}
