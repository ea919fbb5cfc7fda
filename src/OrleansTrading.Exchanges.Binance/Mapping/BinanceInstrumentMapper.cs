using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Binance.Mapping;

/// <summary>The venue's instrument list to ours: perpetual contracts that trade now and whose rules are complete.</summary>
internal static class BinanceInstrumentMapper
{
    /// <param name="info">The venue's answer.</param>
    /// <param name="refuse">Told the symbol and the reason for each contract that is left out although it trades.</param>
    public static List<InstrumentInfo> Map(BinanceExchangeInfo info, Action<string, string> refuse)
    {
        var instruments = new List<InstrumentInfo>();
        foreach (var symbol in info.Symbols ?? throw new FormatException("the answer has no symbols"))
        {
            if (symbol is not { ContractType: "PERPETUAL", Status: "TRADING" })
                continue;
            if (TryMap(symbol, out var reason) is { } instrument)
                instruments.Add(instrument);
            else
                refuse(symbol.Symbol ?? "", reason);
        }

        return instruments;
    }

    private static InstrumentInfo? TryMap(BinanceSymbol symbol, out string reason)
    {
        reason = "";
        if (!BinanceSymbols.TryToInstrument(symbol.Symbol, out var id))
            reason = "the symbol cannot be part of an instrument id";
        else if (symbol.BaseAsset is not { Length: > 0 } || symbol.QuoteAsset is not { Length: > 0 })
            reason = "an asset is missing";
        else if (!DecimalText.TryParsePositive(Filter(symbol, "PRICE_FILTER")?.TickSize, out var tick))
            reason = "PRICE_FILTER has no positive tickSize";
        else if (!DecimalText.TryParsePositive(Filter(symbol, "LOT_SIZE")?.StepSize, out var step))
            reason = "LOT_SIZE has no positive stepSize";
        else if (!DecimalText.TryParsePositive(Filter(symbol, "MIN_NOTIONAL")?.Notional, out var notional))
            reason = "MIN_NOTIONAL has no positive notional";
        else
            return Complete(new InstrumentInfo(id, symbol.BaseAsset, symbol.QuoteAsset, tick, step, notional, symbol.OnboardDate is { } listed && UnixTime.Holds(listed) ? listed : 0, IsTrading: true), symbol);
        return null;
    }

    /// <summary>Rules that the venue may leave out.</summary>
    private static InstrumentInfo Complete(InstrumentInfo instrument, BinanceSymbol symbol)
    {
        var (lot, market, band) = (Filter(symbol, "LOT_SIZE"), Filter(symbol, "MARKET_LOT_SIZE"), Filter(symbol, "PERCENT_PRICE"));
        var marketStep = Positive(market?.StepSize);
        return instrument with
        {
            MinQuantity = Positive(lot?.MinQty),
            MaxQuantity = Positive(lot?.MaxQty),
            MaxMarketQuantity = Positive(market?.MaxQty),
            MarketStepSize = marketStep == instrument.StepSize ? null : marketStep,
            PriceBandUp = Positive(band?.MultiplierUp),
            PriceBandDown = Positive(band?.MultiplierDown),
        };
    }

    private static decimal? Positive(string? text) => DecimalText.TryParsePositive(text, out decimal value) ? value : null;

    private static BinanceFilter? Filter(BinanceSymbol symbol, string type) =>
        symbol.Filters?.FirstOrDefault(filter => filter?.FilterType == type);
}
