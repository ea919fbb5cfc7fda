using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>The rolling 24 hours as the ticker and mini-ticker streams write them.</summary>
internal static class TickerWriter
{
    public static void Ticker(Utf8Buffer json, ListedSymbol listed, long time)
    {
        var spec = listed.Spec;
        var day = listed.RollingDay.At(time, out var last);
        Start(json, "24hrTicker"u8, spec, time);
        json.Raw(",\"p\":"u8);
        json.Fixed(day.Close - day.Open, spec.PriceDecimals);
        json.Raw(",\"P\":"u8);
        json.Fixed(ChangePercent(day), 3);
        json.Raw(",\"w\":"u8);
        json.Fixed(WeightedAverage(spec, day), spec.PriceDecimals);
        json.Raw(",\"c\":"u8);
        json.Fixed(day.Close, spec.PriceDecimals);
        json.Raw(",\"Q\":"u8);
        json.Fixed(last.Quantity, spec.QuantityDecimals);
        Prices(json, spec, day);
        json.Raw(",\"O\":"u8);
        json.Number(day.OpenTime);
        json.Raw(",\"C\":"u8);
        json.Number(day.CloseTime);
        json.Raw(",\"F\":"u8);
        json.Number(day.FirstTradeId);
        json.Raw(",\"L\":"u8);
        json.Number(day.LastTradeId);
        json.Raw(",\"n\":"u8);
        json.Number(day.Trades);
        json.Byte((byte)'}');
    }

    public static void MiniTicker(Utf8Buffer json, ListedSymbol listed, long time)
    {
        var day = listed.RollingDay.At(time, out _);
        Start(json, "24hrMiniTicker"u8, listed.Spec, time);
        json.Raw(",\"c\":"u8);
        json.Fixed(day.Close, listed.Spec.PriceDecimals);
        Prices(json, listed.Spec, day);
        json.Byte((byte)'}');
    }

    /// <summary>In thousandths of a percent.</summary>
    public static long ChangePercent(in Candle day) =>
        day.Open == 0 ? 0 : (long)Math.Round((decimal)(day.Close - day.Open) * 100_000 / day.Open);

    /// <summary>In price units.</summary>
    public static long WeightedAverage(SymbolSpec spec, in Candle day) => day.Volume == 0
        ? day.Close
        : (long)Math.Round(spec.Quote(day.QuoteVolume) / spec.Quantity(day.Volume) * PowersOfTen.Of(spec.PriceDecimals));

    private static void Start(Utf8Buffer json, ReadOnlySpan<byte> name, SymbolSpec spec, long time)
    {
        json.Raw("{\"e\":\""u8);
        json.Raw(name);
        json.Raw("\",\"E\":"u8);
        json.Number(time);
        json.Raw(",\"s\":\""u8);
        json.Raw(spec.Utf8Name);
        json.Byte((byte)'"');
    }

    private static void Prices(Utf8Buffer json, SymbolSpec spec, in Candle day)
    {
        json.Raw(",\"o\":"u8);
        json.Fixed(day.Open, spec.PriceDecimals);
        json.Raw(",\"h\":"u8);
        json.Fixed(day.High, spec.PriceDecimals);
        json.Raw(",\"l\":"u8);
        json.Fixed(day.Low, spec.PriceDecimals);
        json.Raw(",\"v\":"u8);
        json.Fixed(day.Volume, spec.QuantityDecimals);
        json.Raw(",\"q\":"u8);
        json.Fixed(day.QuoteVolume, spec.QuoteDecimals);
    }
}
