using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>The symbols of a seeded market: the well-known ones first, then made-up names.</summary>
internal static class SymbolCatalogue
{
    public const int Largest = 2_000;

    private static readonly string[] Consonants = ["B", "D", "F", "G", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z"];
    private static readonly string[] Vowels = ["A", "E", "I", "O", "U"];

    private static readonly Known[] WellKnown =
    [
        new("BTC", 68_000, 2, 10, 3, 1.2e10, 0.95, 0.006), new("ETH", 3_400, 2, 1, 3, 9.0e9, 1.10, 0.012),
        new("SOL", 165, 4, 100, 0, 3.1e9, 1.30, 0.022), new("BNB", 590, 3, 10, 2, 9.0e8, 0.85, 0.013),
        new("XRP", 0.62, 4, 1, 1, 1.6e9, 1.00, 0.024), new("DOGE", 0.16, 6, 10, 0, 1.3e9, 1.30, 0.027),
        new("ADA", 0.45, 5, 10, 0, 6.0e8, 1.15, 0.021), new("AVAX", 36, 4, 10, 0, 5.5e8, 1.30, 0.024),
        new("LINK", 17.5, 3, 1, 2, 5.0e8, 1.20, 0.023), new("LTC", 84, 2, 1, 3, 3.2e8, 0.95, 0.018),
        new("TRX", 0.13, 5, 1, 0, 2.2e8, 0.60, 0.013), new("1000PEPE", 0.0115, 7, 1, 0, 9.5e8, 1.45, 0.034),
        new("DOT", 7.1, 3, 1, 1, 2.6e8, 1.15, 0.021), new("MATIC", 0.72, 5, 10, 0, 2.4e8, 1.20, 0.023),
        new("BCH", 455, 2, 1, 3, 2.9e8, 1.00, 0.022), new("ETC", 27, 3, 1, 2, 2.0e8, 1.10, 0.020),
        new("FIL", 5.9, 3, 1, 1, 2.1e8, 1.25, 0.024), new("NEAR", 6.6, 3, 1, 0, 2.7e8, 1.30, 0.026),
        new("APT", 9.2, 4, 10, 1, 2.2e8, 1.25, 0.026), new("ARB", 1.08, 6, 100, 1, 3.0e8, 1.30, 0.027),
        new("OP", 2.5, 6, 100, 1, 2.8e8, 1.30, 0.028), new("ATOM", 8.3, 3, 1, 2, 1.4e8, 1.10, 0.021),
        new("UNI", 7.8, 4, 10, 0, 1.9e8, 1.15, 0.025), new("AAVE", 96, 2, 1, 1, 1.2e8, 1.20, 0.025),
        new("1000SHIB", 0.0245, 6, 1, 0, 4.2e8, 1.35, 0.027), new("SUI", 1.7, 6, 100, 1, 4.8e8, 1.35, 0.031),
        new("INJ", 25, 6, 1_000, 1, 2.3e8, 1.35, 0.031), new("TIA", 9.8, 6, 100, 0, 3.3e8, 1.40, 0.034),
        new("WLD", 4.8, 6, 100, 0, 3.6e8, 1.40, 0.037), new("SEI", 0.52, 6, 10, 0, 1.9e8, 1.35, 0.031),
        new("FTM", 0.71, 6, 100, 0, 2.8e8, 1.35, 0.029), new("RUNE", 5.2, 4, 10, 0, 1.7e8, 1.35, 0.029),
        new("GALA", 0.043, 5, 1, 0, 1.6e8, 1.35, 0.027), new("SAND", 0.44, 5, 1, 0, 1.1e8, 1.25, 0.024),
        new("MANA", 0.45, 5, 10, 0, 8.0e7, 1.20, 0.023), new("LDO", 2.2, 6, 100, 0, 1.8e8, 1.30, 0.029),
        new("ICP", 12.4, 3, 1, 0, 1.3e8, 1.20, 0.026), new("STX", 2.1, 4, 1, 0, 1.4e8, 1.35, 0.030),
        new("ORDI", 40, 3, 1, 1, 3.1e8, 1.40, 0.038), new("1000BONK", 0.027, 7, 10, 0, 3.4e8, 1.45, 0.037),
    ];

    /// <summary>Names in the order of their usual turnover.</summary>
    public static string[] WellKnownNames { get; } = Array.ConvertAll(WellKnown, known => known.Base + "USDT");

    public static IReadOnlyList<SeededSymbol> Build(ulong seedKey, int count, double tradesPerSecond)
    {
        var key = Noise.Key(seedKey, "catalogue");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var symbols = new List<SeededSymbol>(count);
        for (var i = 0; i < count; i++)
        {
            var known = i < WellKnown.Length ? WellKnown[i] : MadeUp(key, i, taken);
            taken.Add(known.Base);
            symbols.Add(Symbol(key, i, known, tradesPerSecond));
        }

        return symbols;
    }

    private static SeededSymbol Symbol(ulong key, int index, Known known, double tradesPerSecond)
    {
        var hash = Noise.At(Noise.Key(key, "symbol"), index);
        var scale = PowersOfTen.Of(known.PriceDecimals);
        return new SeededSymbol
        {
            Spec = new SymbolSpec
            {
                Index = index,
                Name = known.Base + "USDT",
                BaseAsset = known.Base,
                PriceDecimals = known.PriceDecimals,
                QuantityDecimals = known.QuantityDecimals,
                QuoteDecimals = known.PriceDecimals + known.QuantityDecimals,
                TickUnits = Math.Max(1, known.TickUnits),
                StepUnits = 1,
                OnboardTime = Onboard(index, hash),
            },
            BasePrice = Math.Round(known.Price * scale) / scale,
            DailyQuoteVolume = known.DailyQuoteVolume,
            Beta = known.Beta,
            OwnDailySigma = known.OwnSigma,
            TradesPerMinute = TradesPerMinute(index, hash, tradesPerSecond),
            TradesPerTenAggregates = 12 + (int)((hash >> 20) % 12) + (int)((hash >> 8) & 7),
        };
    }

    // The busiest symbols trade several times as often as the rest; the average stays near what was asked.
    private static int TradesPerMinute(int index, ulong hash, double tradesPerSecond)
    {
        var share = index switch { 0 => 3.0, 1 => 2.2, < 6 => 1.5, _ => 0.6 + 0.7 * Noise.Unit(hash) };
        return (int)Math.Clamp(tradesPerSecond * 60 * share, MinuteModel.FewestTrades, MinuteModel.MostTrades);
    }

    private static long Onboard(int index, ulong hash)
    {
        var first = new DateTimeOffset(2019, 9, 25, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var day = index < 2 ? index * 63L : 100 + (long)(hash % 1_400);
        return first + day * VenueInterval.Day;
    }

    private static Known MadeUp(ulong key, int index, HashSet<string> taken)
    {
        var hash = Noise.At(Noise.Key(key, "names"), index);
        var name = Name(hash);
        while (taken.Contains(name))
        {
            hash = Noise.Mix(hash + 1);
            name = Name(hash);
        }

        // Prices from 0.001 to 300, spread evenly over the powers of ten, with about four significant digits.
        var magnitude = -3 + 5.5 * Noise.Unit(Noise.At(hash, 1));
        var price = Math.Round(1e4 * Noise.Exp(magnitude * 2.302585092994046)) / 1e4 + 0.001;
        var priceDecimals = price switch { >= 100 => 2, >= 10 => 3, >= 1 => 4, >= 0.1 => 5, >= 0.01 => 6, _ => 7 };
        var quantityDecimals = price switch { >= 100 => 2, >= 10 => 1, _ => 0 };
        var volume = 1.5e8 * Noise.Exp(-3.0 * Noise.Unit(Noise.At(hash, 2)));
        return new Known(name, price, priceDecimals, 1, quantityDecimals, volume, 0.7 + 0.8 * Noise.Unit(Noise.At(hash, 3)), 0.018 + 0.022 * Noise.Unit(Noise.At(hash, 4)));
    }

    private static string Name(ulong hash) =>
        Consonants[hash % 14] + Vowels[(hash >> 8) % 5] + Consonants[(hash >> 16) % 14]
        + ((hash >> 24) % 3 == 0 ? Vowels[(hash >> 32) % 5] : Vowels[(hash >> 32) % 5] + Consonants[(hash >> 40) % 14]);

    private readonly record struct Known(
        string Base, double Price, int PriceDecimals, long TickUnits, int QuantityDecimals, double DailyQuoteVolume, double Beta, double OwnSigma);
}
