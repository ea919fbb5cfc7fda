namespace OrleansTrading.Domain.Candles;

/// <summary>
/// A candle being put together from the consecutive closed candles of shorter intervals that it consists of.
/// Invariant: it covers exactly [<see cref="OpenTime"/>, <see cref="Next"/>).
/// A part without trades repeats the price before it, which is not a price of this candle; such parts count only
/// while there are no others, as on the venue.
/// </summary>
internal struct KlineSum
{
    private ExactSum _volume, _quoteVolume, _takerBuyVolume, _takerBuyQuoteVolume;
    private Kline _total;
    private bool _any;

    /// <summary>Open time of the candle.</summary>
    public long OpenTime { get; private set; }

    /// <summary>Open time of the part that is needed next.</summary>
    public long Next { get; private set; }

    /// <summary>What the parts so far add up to, exactly; not <see cref="Kline.Closed"/>. Means nothing before the first part.</summary>
    public readonly Kline Total => _total;

    public static KlineSum StartAt(long openTime) => new() { OpenTime = openTime, Next = openTime };

    /// <summary>Adds the part that opens at <see cref="Next"/>; false, and nothing is added, when a number is beyond exact addition.</summary>
    public bool TryAdd(in Kline part, long length)
    {
        var before = this;
        if (!_volume.TryAdd(part.Volume) || !_quoteVolume.TryAdd(part.QuoteVolume)
            || !_takerBuyVolume.TryAdd(part.TakerBuyVolume) || !_takerBuyQuoteVolume.TryAdd(part.TakerBuyQuoteVolume)
            || _total.Trades > int.MaxValue - part.Trades)
        {
            this = before;
            return false;
        }

        _total = Join(part) with
        {
            Volume = _volume.ToDouble(),
            QuoteVolume = _quoteVolume.ToDouble(),
            TakerBuyVolume = _takerBuyVolume.ToDouble(),
            TakerBuyQuoteVolume = _takerBuyQuoteVolume.ToDouble(),
        };
        _any = true;
        Next += length;
        return true;
    }

    /// <summary>The candle as it stands with <paramref name="open"/>, the running part; added as doubles.</summary>
    public readonly Kline With(in Kline open) => Join(open);

    private readonly Kline Join(in Kline part)
    {
        if (!_any)
            return part with { OpenTime = OpenTime, Closed = false };
        var joined = new Kline(
            OpenTime, _total.Open, _total.High, _total.Low, _total.Close,
            _total.Volume + part.Volume,
            _total.QuoteVolume + part.QuoteVolume,
            _total.TakerBuyVolume + part.TakerBuyVolume,
            _total.TakerBuyQuoteVolume + part.TakerBuyQuoteVolume,
            (int)Math.Min((long)_total.Trades + part.Trades, int.MaxValue),
            Closed: false);
        if (IsQuiet(part))
            return joined;
        if (IsQuiet(_total))
            return joined with { Open = part.Open, High = part.High, Low = part.Low, Close = part.Close };
        return joined with { High = Math.Max(_total.High, part.High), Low = Math.Min(_total.Low, part.Low), Close = part.Close };
    }

    private static bool IsQuiet(in Kline kline) => kline.Trades == 0 && kline.Volume == 0;
}
