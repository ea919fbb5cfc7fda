using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>Between the venue's names (BTC-USDT-SWAP) and instrument ids.</summary>
internal static class OkxSymbols
{
    public const string Venue = "okx";

    /// <summary>What follows the name of the underlying in a swap's name.</summary>
    public const string SwapMark = "-SWAP";

    /// <summary>False for a name that cannot be part of an instrument id.</summary>
    public static bool TryToInstrument(string? name, out InstrumentId instrument) => InstrumentId.TryParse($"{Venue}:{name}", out instrument);

    /// <exception cref="ArgumentException">The instrument is of another venue.</exception>
    public static string ToName(InstrumentId instrument) =>
        instrument.Venue == Venue
            ? instrument.Symbol
            : throw new ArgumentException($"'{instrument}' is not an instrument of {Venue}.", nameof(instrument));

    /// <summary>The index that a swap follows: BTC-USDT for BTC-USDT-SWAP.</summary>
    public static string ToIndex(string name) => name.EndsWith(SwapMark, StringComparison.Ordinal) ? name[..^SwapMark.Length] : name;
}
