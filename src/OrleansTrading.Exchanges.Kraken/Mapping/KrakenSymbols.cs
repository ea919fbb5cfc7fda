using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.Kraken.Mapping;

/// <summary>Between the venue's alternative names (XBTUSD) and instrument ids.</summary>
internal static class KrakenSymbols
{
    public const string Venue = "kraken";

    /// <summary>False for a name that cannot be part of an instrument id, such as the dark pools' XBTUSD.d.</summary>
    public static bool TryToInstrument(string? altname, out InstrumentId instrument) =>
        InstrumentId.TryParse($"{Venue}:{altname}", out instrument);

    /// <exception cref="ArgumentException">The instrument is of another venue.</exception>
    public static string ToAltname(InstrumentId instrument) =>
        instrument.Venue == Venue
            ? instrument.Symbol
            : throw new ArgumentException($"'{instrument}' is not an instrument of {Venue}.", nameof(instrument));

    /// <summary>The asset's name as the second stream protocol writes it: the first one keeps two names of its own.</summary>
    public static string ToAsset(string asset) => asset switch
    {
        "XBT" => "BTC",
        "XDG" => "DOGE",
        _ => asset,
    };
}
