using System.Globalization;
using System.Text;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>
/// A symbol of the market as Kraken's spot pair: BTCUSDT is shown as XBTUSD with the same trades, candles and book, in Kraken's
/// names and decimals. Two venues of one market differ by nothing but their protocols.
/// </summary>
internal sealed class KrakenPair
{
    private const string Quote = "USD";

    private static readonly string[] Legacy = ["XBT", "ETH", "XRP", "LTC", "ETC"];

    private readonly int _lotShift;
    private readonly long _tickShift = 1;

    public KrakenPair(ListedSymbol listed)
    {
        Listed = listed;
        var spec = listed.Spec;
        Base = spec.BaseAsset switch { "BTC" => "XBT", "DOGE" => "XDG", var other => other };
        Altname = Base + Quote;
        var isLegacy = Legacy.Contains(Base);
        (BaseName, QuoteName) = (isLegacy ? "X" + Base : Base == "XDG" ? "XXDG" : Base, "ZUSD");
        Name = isLegacy ? BaseName + QuoteName : Altname;
        WsName = $"{Base}/{Quote}";
        Symbol = $"{spec.BaseAsset}/{Quote}";
        Utf8Symbol = Encoding.UTF8.GetBytes(Symbol);
        PriceDecimals = spec.PriceDecimals;
        for (var tick = spec.TickUnits; tick % 10 == 0 && PriceDecimals > 0; tick /= 10)
            (PriceDecimals, _tickShift) = (PriceDecimals - 1, _tickShift * 10);
        // Eight decimals of what is traded in hundred millions would not fit a day's volume.
        LotDecimals = spec.QuantityDecimals >= 2 ? 8 : 5;
        _lotShift = LotDecimals - spec.QuantityDecimals;
    }

    public ListedSymbol Listed { get; }

    /// <summary>XBT.</summary>
    public string Base { get; }

    /// <summary>XXBT.</summary>
    public string BaseName { get; }

    /// <summary>ZUSD.</summary>
    public string QuoteName { get; }

    /// <summary>XBTUSD.</summary>
    public string Altname { get; }

    /// <summary>XXBTZUSD.</summary>
    public string Name { get; }

    /// <summary>XBT/USD, as the first stream protocol names it.</summary>
    public string WsName { get; }

    /// <summary>BTC/USD, as the second one does.</summary>
    public string Symbol { get; }

    public byte[] Utf8Symbol { get; }

    public int PriceDecimals { get; }

    public int LotDecimals { get; }

    /// <summary>Steps of prices in units of the last decimal.</summary>
    public long Tick => Listed.Spec.TickUnits / _tickShift;

    /// <summary>A price of the market in units of this pair's last decimal; exact, prices being multiples of the tick.</summary>
    public long Price(long units) => units / _tickShift;

    public long Quantity(long units) => units * PowersOfTen.Of(_lotShift);

    public long PriceOf(in BookLevel level) => Price(level.PriceTicks * Listed.Spec.TickUnits);

    public long QuantityOf(in BookLevel level) => Quantity(level.Steps * Listed.Spec.StepUnits);

    /// <summary>The average price of what was traded, rounded to <paramref name="decimals"/>; 0 when nothing was.</summary>
    public string AveragePrice(in Candle candle, int decimals)
    {
        var spec = Listed.Spec;
        var average = candle.Volume == 0 ? 0 : spec.Quote(candle.QuoteVolume) / spec.Quantity(candle.Volume);
        return Math.Round(average, decimals).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
