namespace OrleansTrading.Parquet.Captures;

/// <summary>Whose market a file holds.</summary>
/// <param name="Venue">For example <c>binance</c>.</param>
/// <param name="Symbol">The venue's own name, for example <c>BTCUSDT</c>.</param>
/// <param name="PriceScale">Digits after the point that its tick needs: prices are written with at least as many.</param>
/// <param name="QuantityScale">Likewise of its step.</param>
public sealed record CaptureSource(string Venue, string Symbol, int PriceScale, int QuantityScale)
{
    // What venues give funding rates and index prices with.
    private const int FractionScale = 8;

    /// <summary>The venue and the symbol, for example <c>binance:BTCUSDT</c>.</summary>
    public string Instrument => $"{Venue}:{Symbol}";

    /// <summary>Digits after the point of a tick or step size, without zeros at the end.</summary>
    public static int ScaleOf(decimal size)
    {
        var scale = 0;
        for (; scale < ParquetColumn.MostDigits && size != Math.Truncate(size); scale++)
            size *= 10;
        return scale;
    }

    internal int LeastScale(CaptureContent content) => content switch
    {
        CaptureContent.Price => PriceScale,
        CaptureContent.Quantity => QuantityScale,
        _ => FractionScale,
    };
}
