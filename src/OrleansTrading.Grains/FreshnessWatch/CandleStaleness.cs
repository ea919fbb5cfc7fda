using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.FreshnessWatch;

/// <summary>Whether a symbol's candles are to be told of as stale.</summary>
internal static class CandleStaleness
{
    /// <summary>
    /// Null while it cannot be said: a symbol that has begun to warm up a moment ago, or is not followed. One that does not come to
    /// the end of it has no current candles either.
    /// </summary>
    public static bool? Of(InstrumentSnapshot snapshot) => snapshot.Phase switch
    {
        SymbolPhase.Live => snapshot.CandleFreshness == Freshness.Stale,
        SymbolPhase.Warming when snapshot.WarmingFor > FreshnessPolicy.StaleAbove => true,
        _ => null,
    };
}
