using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Replay;

/// <summary>
/// Makes up the trades of a candle: they start at its open, reach its high and low, end at its close, and add up
/// exactly to its volume, quote volume, number of trades and takers' volumes.
/// </summary>
internal sealed class CandleTrades(ulong key, long tickUnits, long stepUnits, int tradesPerCandle)
{
    // Prime and larger than any number of trades made up for a candle.
    private const long Stride = 1_000_003;

    private readonly ulong _sizeKey = Noise.Key(key, "size");
    private readonly ulong _priceKey = Noise.Key(key, "price");
    private readonly ulong _timeKey = Noise.Key(key, "time");

    /// <summary>How many aggregate trades the candle is given.</summary>
    public int Count(in Candle candle)
    {
        var steps = candle.Volume / stepUnits;
        var most = Math.Min(candle.Trades, steps);
        return most <= 0 ? 0 : (int)Math.Min(most, Math.Max(tradesPerCandle, 4));
    }

    public void Fill(in Candle candle, long firstAggregateId, long firstTradeId, TradeBlock block)
    {
        var count = Count(candle);
        var trades = block.Resize(count);
        if (count == 0)
        {
            return;
        }

        Prices(candle, trades);
        Sizes(candle, trades);
        var length = candle.CloseTime + 1 - candle.OpenTime;
        for (var i = 0; i < count; i++)
        {
            ref var trade = ref trades[i];
            trade.AggregateId = firstAggregateId + i;
            trade.FirstTradeId = firstTradeId + candle.Trades * i / count;
            trade.LastTradeId = firstTradeId + candle.Trades * (i + 1) / count - 1;
            var jitter = i == 0 ? 0 : (long)(Noise.At(_timeKey, candle.OpenTime + i) % (ulong)length);
            trade.Time = candle.OpenTime + (i * length + jitter) / count;
        }
    }

    // The path visits its corners at even distances and wobbles between them within the candle's range.
    private void Prices(in Candle candle, Span<Trade> trades)
    {
        Span<long> corners = stackalloc long[4];
        var used = Corners(candle, corners, trades.Length);
        var wobble = (candle.High - candle.Low) / tickUnits / 8;
        var leg = 0;
        for (var i = 0; i < trades.Length; i++)
        {
            while (leg + 2 < used && i >= Place(leg + 1, used, trades.Length))
            {
                leg++;
            }

            var from = Place(leg, used, trades.Length);
            var to = used == 1 ? from : Place(leg + 1, used, trades.Length);
            if (i == from || used == 1)
            {
                trades[i].Price = corners[leg];
            }
            else if (i == to)
            {
                trades[i].Price = corners[leg + 1];
            }
            else
            {
                var noise = wobble == 0 ? 0 : (long)(Noise.At(_priceKey, candle.OpenTime + i) % (ulong)(2 * wobble + 1)) - wobble;
                var straight = corners[leg] + (corners[leg + 1] - corners[leg]) * (i - from) / (to - from) / tickUnits * tickUnits;
                trades[i].Price = Math.Clamp(straight + noise * tickUnits, candle.Low, candle.High);
            }
        }
    }

    private static int Place(int corner, int corners, int trades) => corners == 1 ? 0 : corner * (trades - 1) / (corners - 1);

    // Open, the two turning points and the close, without repetitions; with too few trades the extremes give way.
    private static int Corners(in Candle candle, Span<long> corners, int trades)
    {
        var rises = candle.Close >= candle.Open;
        ReadOnlySpan<long> path = [candle.Open, rises ? candle.Low : candle.High, rises ? candle.High : candle.Low, candle.Close];
        var used = 0;
        foreach (var price in path)
        {
            if (used == 0 || corners[used - 1] != price)
            {
                corners[used++] = price;
            }
        }

        if (used > trades)
        {
            corners[trades - 1] = candle.Close;
            used = trades;
        }

        return used;
    }

    private void Sizes(in Candle candle, Span<Trade> trades)
    {
        var steps = candle.Volume / stepUnits;
        var buySteps = candle.TakerBuyVolume / stepUnits;
        // Each side that has volume has a trade, and none has more trades than steps.
        var buys = (long)((Int128)trades.Length * buySteps / Math.Max(1, steps));
        buys = Math.Clamp(Math.Max(buys, buySteps > 0 ? 1 : 0), 0, trades.Length - (steps > buySteps && trades.Length > 1 ? 1 : 0));
        buys = Math.Max(Math.Min(buys, buySteps), trades.Length - (steps - buySteps));
        var buySide = new SideSplit((int)buys, buySteps, candle.TakerBuyVolume, candle.TakerBuyQuote);
        var sellSide = new SideSplit(trades.Length - (int)buys, steps - buySteps, candle.Volume - candle.TakerBuyVolume, candle.QuoteVolume - candle.TakerBuyQuote);
        for (var i = 0; i < trades.Length; i++)
        {
            var isBuy = (i * Stride + candle.OpenTime / VenueInterval.Minute) % trades.Length < buys;
            var hash = Noise.At(_sizeKey, candle.OpenTime + i);
            (isBuy ? ref buySide : ref sellSide).Next(hash, stepUnits, out trades[i].Quantity, out trades[i].Quote);
            trades[i].BuyerIsMaker = !isBuy;
        }
    }

    /// <summary>Shares out one side's volume and money over its trades; the last takes all that is left of both.</summary>
    private struct SideSplit(int trades, long steps, long volume, long quote)
    {
        private readonly long _volume = volume;
        private readonly long _quote = quote;
        private int _trades = trades;
        private long _steps = steps;
        private long _givenVolume;
        private long _givenQuote;

        public void Next(ulong hash, long stepUnits, out long quantity, out long money)
        {
            if (_trades <= 1)
            {
                _trades = 0;
                quantity = _volume - _givenVolume;
                money = _quote - _givenQuote;
                return;
            }

            var unit = Noise.Unit(hash);
            var spare = _steps - _trades;
            var size = 1 + Math.Min(spare, (long)(2.0 * unit * spare / _trades));
            _trades--;
            _steps -= size;
            quantity = size * stepUnits;
            _givenVolume += quantity;
            var until = (long)((Int128)_quote * _givenVolume / _volume);
            money = until - _givenQuote;
            _givenQuote = until;
        }
    }
}
