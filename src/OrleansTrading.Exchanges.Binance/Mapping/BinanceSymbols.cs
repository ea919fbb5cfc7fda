using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.Binance.Mapping;

/// <summary>Between the venue's symbols and instrument ids.</summary>
internal static class BinanceSymbols
{
    public const string Venue = "binance";

    /// <summary>False for a symbol that cannot be part of an instrument id.</summary>
    public static bool TryToInstrument(string? symbol, out InstrumentId instrument) =>
        InstrumentId.TryParse($"{Venue}:{symbol}", out instrument);

    /// <exception cref="ArgumentException">The instrument is of another venue.</exception>
    public static string ToSymbol(InstrumentId instrument) =>
        instrument.Venue == Venue
            ? instrument.Symbol
            : throw new ArgumentException($"'{instrument}' is not an instrument of {Venue}.", nameof(instrument));
}
