using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Health;

/// <summary>The age that stands beside the word for an instrument's freshness: of the data that the word is about.</summary>
internal static class ShownAge
{
    /// <remarks>Where trades are new and candles are not, it is the candles that make the data stale: "stale, below a second" would explain nothing.</remarks>
    public static TimeSpan? Of(InstrumentSnapshot snapshot)
    {
        if (snapshot.DataAge is not { } newest || snapshot.Freshness <= FreshnessPolicy.JudgeAge(newest))
            return snapshot.DataAge;
        var candles = snapshot.Streams.FirstOrDefault(stream => stream.Kind == StreamKind.Kline).LastDataAge;
        return candles > newest ? candles : newest;
    }
}
