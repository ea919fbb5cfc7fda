using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>One instrument at one moment. Members are null until data has come.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Phase">How far its warm-up is.</param>
/// <param name="LastPrice">Last trade or candle close, quote units.</param>
/// <param name="Change24HoursPercent">Last price against the price 24 hours ago, from the held candles.</param>
/// <param name="QuoteVolume24Hours">Traded value of the last 24 hours, quote units, from the held candles.</param>
/// <param name="Book">Best bid and ask.</param>
/// <param name="Mark">Mark price, index price and funding.</param>
/// <param name="EventTime">The venue's time of the newest data, Unix milliseconds.</param>
/// <param name="DataAge">Time since data was last received.</param>
/// <param name="Freshness">How far the data can be trusted to be current.</param>
/// <param name="IsSimulated">Whether the market behind it is made up.</param>
/// <param name="Streams">Health of each stream.</param>
/// <param name="Sparkline">Closes of the shortest interval, oldest first, at most 60.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.InstrumentSnapshot")]
public sealed record InstrumentSnapshot(
    [property: Id(0)] InstrumentId Id,
    [property: Id(1)] SymbolPhase Phase,
    [property: Id(2)] double? LastPrice,
    [property: Id(3)] double? Change24HoursPercent,
    [property: Id(4)] double? QuoteVolume24Hours,
    [property: Id(5)] BookTicker? Book,
    [property: Id(6)] MarkPrice? Mark,
    [property: Id(7)] long? EventTime,
    [property: Id(8)] TimeSpan? DataAge,
    [property: Id(9)] Freshness Freshness,
    [property: Id(10)] bool IsSimulated,
    [property: Id(11)] ImmutableArray<StreamHealthSnapshot> Streams,
    [property: Id(12)] ImmutableArray<double> Sparkline)
{
    /// <summary>Open contracts, base units.</summary>
    [Id(13)] public double? OpenInterest { get; init; }

    /// <summary>The venue's time of the open interest, Unix milliseconds.</summary>
    [Id(14)] public long? OpenInterestTime { get; init; }

    /// <summary>Open interest against its value about an hour earlier, as a fraction of that.</summary>
    [Id(15)] public double? OpenInterestChange1Hour { get; init; }

    /// <summary>How current the newest candle is, whatever the age of other data.</summary>
    [Id(16)] public Freshness CandleFreshness { get; init; }

    /// <summary>How long it has been warming up; null while it is live or not followed.</summary>
    [Id(17)] public TimeSpan? WarmingFor { get; init; }
}
