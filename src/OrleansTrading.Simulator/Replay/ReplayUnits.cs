using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Replay;

/// <summary>The decimals that a symbol's files are written with, and the tick and step that all their values are multiples of.</summary>
internal sealed record ReplayUnits(int PriceDecimals, int QuantityDecimals, int QuoteDecimals)
{
    // With more the quote volume of a busy day would no longer fit an integer.
    private const int MostDecimals = 8;

    public static ReplayUnits Of(ReplayRows rows)
    {
        int price = 0, quantity = 0, quote = 0;
        foreach (var row in rows.Klines.Values.SelectMany(series => series.Values))
        {
            price = Math.Max(price, Math.Max(Math.Max(row.Open.Scale, row.High.Scale), Math.Max(row.Low.Scale, row.Close.Scale)));
            quantity = Math.Max(quantity, Math.Max(row.Volume.Scale, row.TakerBuyVolume?.Scale ?? 0));
            quote = Math.Max(quote, Math.Max(row.QuoteVolume?.Scale ?? 0, row.TakerBuyQuote?.Scale ?? 0));
        }

        foreach (var trade in rows.Trades)
        {
            price = Math.Max(price, trade.Price.Scale);
            quantity = Math.Max(quantity, trade.Quantity.Scale);
        }

        return price <= MostDecimals && quantity <= MostDecimals && quote <= MostDecimals
            ? new ReplayUnits(price, quantity, quote == 0 ? Math.Min(MostDecimals, price + quantity) : quote)
            : throw new InvalidDataException($"Expected at most {MostDecimals} decimals, found {price} in prices, {quantity} in volumes and {quote} in quote volumes.");
    }

    public long Price(decimal value) => Units(value, PriceDecimals);

    public long Quantity(decimal value) => Units(value, QuantityDecimals);

    public long Quote(decimal value) => Units(value, QuoteDecimals);

    /// <summary>Price times quantity, cut to the decimals of quote volumes.</summary>
    public long Money(long price, long quantity)
    {
        var product = (Int128)price * quantity;
        var shift = PriceDecimals + QuantityDecimals - QuoteDecimals;
        return (long)(shift >= 0 ? product / PowersOfTen.Of(shift) : product * PowersOfTen.Of(-shift));
    }

    /// <summary>
    /// The tick or step that all values are multiples of: 1, 2 or 5 times a power of ten as the venue's are, and at most
    /// one whole.
    /// </summary>
    public static long CommonUnit(IEnumerable<long> values, int decimals)
    {
        var common = CommonDivisor(values);
        for (var power = PowersOfTen.Of(decimals); power > 1; power /= 10)
        {
            foreach (var unit in (ReadOnlySpan<long>)[power, power / 2, power / 5])
            {
                if (common % unit == 0)
                {
                    return unit;
                }
            }
        }

        return 1;
    }

    private static long CommonDivisor(IEnumerable<long> values)
    {
        var unit = 0L;
        foreach (var value in values)
        {
            var (a, b) = (unit, Math.Abs(value));
            while (b != 0)
            {
                (a, b) = (b, a % b);
            }

            unit = a;
            if (unit == 1)
            {
                break;
            }
        }

        return Math.Max(1, unit);
    }

    private static long Units(decimal value, int decimals) => checked((long)(value * PowersOfTen.Of(decimals)));
}
