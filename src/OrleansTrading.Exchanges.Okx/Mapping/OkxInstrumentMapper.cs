using System.Globalization;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Rest;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>The venue's list of instruments to ours: USDT-margined swaps that trade and whose rules are complete. Contracts become base units.</summary>
internal static class OkxInstrumentMapper
{
    private const string Live = "live";

    /// <summary>The venue writes all nines where it has no limit.</summary>
    private const decimal NoLimit = 1e15m;

    /// <param name="rows">The venue's answer.</param>
    /// <param name="refuse">Told the name and the reason for each swap that is left out although it trades.</param>
    public static (List<InstrumentInfo> Infos, List<OkxInstrument> Instruments) Map(IReadOnlyList<OkxInstrumentRow> rows, Action<string, string> refuse)
    {
        var infos = new List<InstrumentInfo>();
        var instruments = new List<OkxInstrument>();
        foreach (var row in rows)
        {
            // Inverse swaps are worth a number of dollars each, and other settlements are other markets.
            if (row is not { State: Live, ContractType: "linear", SettleAsset: "USDT" })
                continue;
            if (TryMapWithin(row, out var reason) is not var (info, instrument))
            {
                refuse(row.Name ?? "", reason);
                continue;
            }

            infos.Add(info);
            instruments.Add(instrument);
        }

        return (infos, instruments);
    }

    /// <summary>A row whose numbers are beyond what is reckoned with is left out by itself: the others are as good as without it.</summary>
    private static (InstrumentInfo Info, OkxInstrument Instrument)? TryMapWithin(OkxInstrumentRow row, out string reason)
    {
        try
        {
            return TryMap(row, out reason);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            reason = fault.Message;
            return null;
        }
    }

    private static (InstrumentInfo Info, OkxInstrument Instrument)? TryMap(OkxInstrumentRow row, out string reason)
    {
        reason = "";
        if (!OkxSymbols.TryToInstrument(row.Name, out var id) || !id.Symbol.EndsWith(OkxSymbols.SwapMark, StringComparison.Ordinal))
            reason = "the name cannot be part of an instrument id, or is not a swap's";
        else if (row.ContractAsset is not { Length: > 0 } asset || row.Underlying != $"{asset}-{row.SettleAsset}")
            reason = $"ctValCcy is '{row.ContractAsset}' and uly '{row.Underlying}'; expected BASE and BASE-{row.SettleAsset}";
        else if (!DecimalText.TryParsePositive(row.ContractValue, out var value) || !DecimalText.TryParsePositive(row.ContractMultiplier ?? "1", out var multiplier))
            reason = $"ctVal is '{row.ContractValue}' and ctMult '{row.ContractMultiplier}'; expected more than 0";
        else if (!DecimalText.TryParsePositive(row.TickSize, out var tick) || !DecimalText.TryParsePositive(row.LotSize, out var lot))
            reason = $"tickSz is '{row.TickSize}' and lotSz '{row.LotSize}'; expected more than 0";
        else if (lot * value * multiplier <= 0)
            reason = $"ctVal is '{row.ContractValue}', ctMult '{row.ContractMultiplier}' and lotSz '{row.LotSize}': nothing is left of an order in base units";
        else
        {
            var contract = value * multiplier;
            var listed = long.TryParse(row.ListTime, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && UnixTime.Holds(time) ? time : 0;
            var info = new InstrumentInfo(id, asset, row.SettleAsset!, tick, lot * contract, MinNotional: 0, listed, IsTrading: true)
            {
                MinQuantity = BaseUnits(row.MinSize, contract),
                MaxQuantity = BaseUnits(row.MaxLimitSize, contract),
                MaxMarketQuantity = BaseUnits(row.MaxMarketSize, contract),
                ContractSize = contract,
            };
            return (info, new OkxInstrument(id.Symbol, contract));
        }

        return null;
    }

    private static decimal? BaseUnits(string? contracts, decimal contract) =>
        DecimalText.TryParsePositive(contracts, out var number) && number < NoLimit && number * contract is > 0 and var units ? units : null;
}
