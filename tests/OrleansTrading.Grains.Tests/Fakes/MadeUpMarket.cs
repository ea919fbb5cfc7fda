using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>The truth of a made-up market: one-minute candles that follow from a seed and their open time alone.</summary>
internal sealed class MadeUpMarket(int seed)
{
    public const long Minute = 60_000;

    /// <summary>The candle as it stands at <paramref name="venueNow"/>: whole and closed after its end, in part before.</summary>
    public Kline Base(long openTime, long venueNow)
    {
        var random = new Random(SeedOf(openTime));
        var open = 100 + (random.Next(10_000) / 100.0);
        var change = (random.Next(200) - 100) / 100.0;
        var closed = venueNow >= openTime + Minute;
        var steps = closed ? 60 : Math.Max(1, (int)((venueNow - openTime) / 1000));
        var close = Math.Round(open + (change * steps / 60), 4);
        var volume = Math.Round(steps * 0.125, 3);
        return new Kline(
            openTime, open, Math.Max(open, close) + 0.5, Math.Min(open, close) - 0.5, close, volume, volume * 128, volume / 2, volume * 64, steps, closed);
    }

    /// <summary>Alike in every process, and far apart for minutes that are neighbours.</summary>
    private int SeedOf(long openTime)
    {
        var bits = unchecked((ulong)((openTime / Minute) + (seed * 7_919_000_003L)) * 0x9E37_79B9_7F4A_7C15UL);
        bits = unchecked((bits ^ (bits >> 32)) * 0xD6E8_FEB8_6659_FD93UL);
        return (int)((bits ^ (bits >> 32)) >> 33);
    }

    /// <summary>A candle of any interval, summed from the one-minute candles.</summary>
    public Kline At(KlineInterval interval, long openTime, long venueNow)
    {
        var end = Math.Min(openTime + interval.ToMilliseconds(), (venueNow / Minute * Minute) + Minute);
        var sum = Base(openTime, venueNow);
        for (var time = openTime + Minute; time < end; time += Minute)
        {
            var next = Base(time, venueNow);
            sum = sum with
            {
                High = Math.Max(sum.High, next.High),
                Low = Math.Min(sum.Low, next.Low),
                Close = next.Close,
                Volume = sum.Volume + next.Volume,
                QuoteVolume = sum.QuoteVolume + next.QuoteVolume,
                TakerBuyVolume = sum.TakerBuyVolume + next.TakerBuyVolume,
                TakerBuyQuoteVolume = sum.TakerBuyQuoteVolume + next.TakerBuyQuoteVolume,
                Trades = sum.Trades + next.Trades,
            };
        }

        return sum with { Closed = venueNow >= openTime + interval.ToMilliseconds() };
    }
}
