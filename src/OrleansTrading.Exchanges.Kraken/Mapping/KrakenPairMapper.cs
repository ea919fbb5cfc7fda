using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Kraken.Rest;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Kraken.Mapping;

/// <summary>The venue's list of pairs to ours: pairs that trade now and whose rules are complete.</summary>
internal static class KrakenPairMapper
{
    private const string DarkPool = ".d";

    /// <param name="rows">The venue's answer, by its internal names.</param>
    /// <param name="refuse">Told the name and the reason for each pair that is left out although it trades.</param>
    public static (List<InstrumentInfo> Instruments, List<KrakenPair> Pairs) Map(
        IReadOnlyDictionary<string, KrakenAssetPair> rows, Action<string, string> refuse)
    {
        var instruments = new List<InstrumentInfo>();
        var pairs = new List<KrakenPair>();
        foreach (var (name, row) in rows)
        {
            // Dark pools shadow the pairs whose names they bear. Old lists tell no status.
            if (row is null || row.Status is not (null or "online") || row.Altname?.EndsWith(DarkPool, StringComparison.Ordinal) == true)
                continue;
            if (TryMap(name, row, out var reason) is not var (instrument, pair))
            {
                refuse(name, reason);
                continue;
            }

            instruments.Add(instrument);
            pairs.Add(pair);
        }

        return (instruments, pairs);
    }

    private static (InstrumentInfo Instrument, KrakenPair Pair)? TryMap(string name, KrakenAssetPair row, out string reason)
    {
        reason = "";
        var assets = row.WsName?.Split('/') ?? [];
        if (!KrakenSymbols.TryToInstrument(row.Altname, out var id))
            reason = "the alternative name cannot be part of an instrument id";
        else if (assets is not [{ Length: > 0 } first, { Length: > 0 } second])
            reason = $"wsname is '{row.WsName}'; expected BASE/QUOTE";
        else if (row.PairDecimals is not (>= 0 and <= 18) || row.LotDecimals is not (>= 0 and <= 18))
            reason = "pair_decimals or lot_decimals is missing or out of range";
        else if (!TickOf(row, out var tick))
            reason = $"tick_size is '{row.TickSize}'; expected more than 0";
        else
        {
            var (unit, quote) = (KrakenSymbols.ToAsset(first), KrakenSymbols.ToAsset(second));
            // The least value of an order is told for most pairs only.
            _ = DecimalText.TryParsePositive(row.CostMinimum, out var least);
            var instrument = new InstrumentInfo(id, unit, quote, tick, Unit(row.LotDecimals.Value), least, OnboardTime: 0, IsTrading: true);
            return (instrument, new KrakenPair(row.Altname!, name, $"{unit}/{quote}", row.PairDecimals.Value, row.LotDecimals.Value));
        }

        return null;
    }

    private static bool TickOf(KrakenAssetPair row, out decimal tick)
    {
        tick = Unit(row.PairDecimals!.Value);
        return row.TickSize is null || DecimalText.TryParsePositive(row.TickSize, out tick);
    }

    private static decimal Unit(int decimals) => new(1, 0, 0, isNegative: false, (byte)decimals);
}
