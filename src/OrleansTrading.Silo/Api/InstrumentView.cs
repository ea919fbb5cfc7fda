using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Silo.Api;

/// <summary>One instrument now.</summary>
/// <param name="Id">Instrument id, <c>venue:SYMBOL</c>.</param>
/// <param name="Venue">Venue, lower case.</param>
/// <param name="Symbol">The venue's own name of the instrument.</param>
/// <param name="LastPrice">Last trade or candle close, in units of the quote asset. Null until data has come.</param>
/// <param name="Change24hPercent">Last price against the price 24 hours ago, in percent. Null until enough candles are held.</param>
/// <param name="EventTime">The venue's time of the newest data, in Unix milliseconds. Null until data has come.</param>
/// <param name="AgeMs">Time since data was last received, in milliseconds. Null until data has come.</param>
/// <param name="Freshness">How far the data can be trusted to be current.</param>
/// <param name="Streams">Health of each stream. Empty while the instrument does not follow the market.</param>
/// <param name="Error">Why the instrument could not be read just now; absent when it could. All that would come from it is null then.</param>
internal sealed record InstrumentView(
    string Id,
    string Venue,
    string Symbol,
    double? LastPrice,
    [property: JsonPropertyName("change24hPercent")] double? Change24hPercent,
    long? EventTime,
    long? AgeMs,
    [property: JsonConverter(typeof(FreshnessWord))] Freshness Freshness,
    IReadOnlyList<StreamView> Streams,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>
    /// Whether its candles are there: <c>warming</c> while they are brought from the store and the venue, <c>idle</c> while it does not follow the market.
    /// Null when it could not be read.
    /// </summary>
    [JsonConverter(typeof(SymbolPhaseWord))]
    public SymbolPhase? Phase { get; init; }

    /// <summary>Open contracts, in units of the base asset. Null until asked for, and where the venue has none.</summary>
    public double? OpenInterest { get; init; }

    public static InstrumentView Of(InstrumentSnapshot snapshot) => new(
        snapshot.Id.ToString(),
        snapshot.Id.Venue,
        snapshot.Id.Symbol,
        Finite(snapshot.LastPrice),
        Finite(snapshot.Change24HoursPercent),
        snapshot.EventTime,
        StreamView.Milliseconds(snapshot.DataAge),
        snapshot.Freshness,
        snapshot.Streams.IsDefault ? [] : [.. snapshot.Streams.Select(StreamView.Of)])
    {
        Phase = snapshot.Phase,
        OpenInterest = Finite(snapshot.OpenInterest),
    };

    public static InstrumentView Failed(InstrumentId id, string error) =>
        new(id.ToString(), id.Venue, id.Symbol, null, null, null, null, Freshness.None, [], error);

    /// <remarks>JSON has no word for what is not a number.</remarks>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
