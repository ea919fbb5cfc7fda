using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Replay;

/// <summary>Turns rows into series of integers and fills in what a file does not have: ids, and the takers' side.</summary>
internal sealed class SeriesBuilder(ReplayUnits units, ulong key)
{
    private readonly ulong _takerKey = Noise.Key(key, "taker");

    /// <summary>The series by interval, finest first.</summary>
    public IReadOnlyList<KlineSeries> Build(ReplayRows rows, long stepUnits)
    {
        var built = new List<KlineSeries>();
        foreach (var (interval, klines) in rows.Klines.OrderBy(entry => entry.Key.IsMonth ? long.MaxValue : entry.Key.Milliseconds))
        {
            var finest = built.Count > 0 ? built[0] : null;
            built.Add(new KlineSeries(interval, [.. klines.Values.Select(row => Candle(interval, row, stepUnits, finest))]));
        }

        return built;
    }

    /// <summary>Minutes made of trades, for a symbol whose files hold no finer candles.</summary>
    public static KlineSeries FromTrades(Trade[] trades)
    {
        var interval = VenueInterval.OfLength(VenueInterval.Minute)!;
        var candles = new List<Candle>();
        var running = default(Candle);
        foreach (var trade in trades)
        {
            var open = interval.OpenOf(trade.Time);
            if (!running.HasPrice || running.OpenTime != open)
            {
                if (running.HasPrice)
                {
                    candles.Add(running);
                }

                running = Market.Candle.Starting(interval, open);
            }

            running.Add(trade);
        }

        candles.Add(running);
        return new KlineSeries(interval, [.. candles]);
    }

    private Candle Candle(VenueInterval interval, KlineRow row, long stepUnits, KlineSeries? finest)
    {
        var candle = Market.Candle.Starting(interval, row.OpenTime);
        candle.HasPrice = true;
        candle.Open = units.Price(row.Open);
        candle.High = units.Price(row.High);
        candle.Low = units.Price(row.Low);
        candle.Close = units.Price(row.Close);
        candle.Volume = units.Quantity(row.Volume);
        candle.QuoteVolume = row.QuoteVolume is { } quote ? units.Quote(quote) : units.Money(candle.Close, candle.Volume);
        candle.Trades = row.Trades ?? Math.Min(200, candle.Volume / stepUnits);
        if (row.TakerBuyVolume is { } taken)
        {
            candle.TakerBuyVolume = units.Quantity(taken);
            candle.TakerBuyQuote = row.TakerBuyQuote is { } money ? units.Quote(money) : Share(candle.QuoteVolume, candle.TakerBuyVolume, candle.Volume);
        }
        else if (finest is null || !TryTakersOf(finest, ref candle))
        {
            MakeUpTakers(ref candle, stepUnits);
        }

        return candle;
    }

    // A longer candle takes its takers from the finer ones, so that both tell the same.
    private static bool TryTakersOf(KlineSeries finest, ref Candle candle)
    {
        var volume = 0L;
        var buys = 0L;
        var money = 0L;
        for (var i = finest.IndexFrom(candle.OpenTime); i < finest.Count && finest[i].CloseTime <= candle.CloseTime; i++)
        {
            volume += finest[i].Volume;
            buys += finest[i].TakerBuyVolume;
            money += finest[i].TakerBuyQuote;
        }

        if (volume != candle.Volume)
        {
            return false;
        }

        candle.TakerBuyVolume = buys;
        candle.TakerBuyQuote = money;
        return true;
    }

    private void MakeUpTakers(ref Candle candle, long stepUnits)
    {
        var share = 400 + (long)(Noise.At(_takerKey, candle.OpenTime) % 200);
        var steps = (long)((Int128)(candle.Volume / stepUnits) * share / 1_000);
        // One trade has one side.
        candle.TakerBuyVolume = candle.Trades <= 1 ? 0 : steps * stepUnits;
        candle.TakerBuyQuote = Share(candle.QuoteVolume, candle.TakerBuyVolume, candle.Volume);
    }

    private static long Share(long of, long part, long whole) => whole == 0 ? 0 : (long)((Int128)of * part / whole);
}
