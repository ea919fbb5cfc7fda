using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>Writes out the trades of a minute's shape.</summary>
internal sealed class MinuteTrades(SymbolSpecUnits units, ulong key, TradeCounts counts)
{
    // Prime and larger than any leg, so that stepping by it visits every pair of a leg once.
    private const long Stride = 1_000_003;

    private readonly ulong _sizeKey = Noise.Key(key, "size");
    private readonly ulong _priceKey = Noise.Key(key, "price");
    private readonly ulong _timeKey = Noise.Key(key, "time");

    public void Fill(in MinuteShape shape, TradeBlock block)
    {
        var trades = block.Resize(shape.Pairs * 2);
        var start = 0;
        FillLeg(shape, shape.One, shape.Open, shape.TurnOne, trades, ref start);
        FillLeg(shape, shape.Two, shape.TurnOne, shape.TurnTwo, trades, ref start);
        FillLeg(shape, shape.Three, shape.TurnTwo, shape.Close, trades, ref start);
        Stamp(shape, trades);
    }

    private void FillLeg(in MinuteShape shape, in MinuteShape.Leg leg, long from, long to, Span<Trade> trades, ref int start)
    {
        var sum = from + to;
        // Both a price and its mirror image must stay within the minute's range.
        var lowest = Math.Max(shape.Low, sum - shape.High);
        var highest = Math.Min(shape.High, sum - shape.Low);
        var wobble = Math.Abs(to - from) / 6 + 1;
        var last = 2 * leg.Pairs - 1;
        var sizes = new SizeSplit(leg.BuyPairs, leg.BuySteps);
        var sellSizes = new SizeSplit(leg.Pairs - leg.BuyPairs, leg.SellSteps);
        for (var pair = 0; pair < leg.Pairs; pair++)
        {
            var id = shape.FirstAggregateId + start + pair;
            var buys = (pair * Stride + shape.Minute) % leg.Pairs < leg.BuyPairs;
            var steps = (buys ? ref sizes : ref sellSizes).Next(Noise.At(_sizeKey, id));
            var price = from;
            if (pair > 0)
            {
                var noise = (long)(Noise.At(_priceKey, id) % (ulong)(2 * wobble + 1)) - wobble;
                price = Math.Clamp(from + (to - from) * pair / last + noise, lowest, highest);
            }

            Write(ref trades[start + pair], price, steps, buys);
            Write(ref trades[start + last - pair], sum - price, steps, buys);
        }

        start += last + 1;
    }

    private void Write(ref Trade trade, long priceTicks, long steps, bool buys)
    {
        trade.Price = priceTicks * units.Tick;
        trade.Quantity = steps * units.Step;
        trade.Quote = trade.Price * trade.Quantity;
        trade.BuyerIsMaker = !buys;
    }

    private void Stamp(in MinuteShape shape, Span<Trade> trades)
    {
        var open = shape.Minute * VenueInterval.Minute;
        var id = shape.FirstAggregateId;
        var first = counts.FirstTradeId(id);
        for (var i = 0; i < trades.Length; i++, id++)
        {
            ref var trade = ref trades[i];
            var next = counts.FirstTradeId(id + 1);
            trade.AggregateId = id;
            trade.FirstTradeId = first;
            trade.LastTradeId = next - 1;
            first = next;
            var jitter = i == 0 ? 0 : (long)(Noise.At(_timeKey, id) % VenueInterval.Minute);
            trade.Time = open + (i * VenueInterval.Minute + jitter) / trades.Length;
        }
    }

    /// <summary>
    /// Shares out steps over a known number of pairs: at least one each, by weights that are mostly small and seldom
    /// large, and all that is left to the last.
    /// </summary>
    private ref struct SizeSplit(int pairs, long steps)
    {
        private int _pairs = pairs;
        private long _left = steps;

        public long Next(ulong hash)
        {
            if (_pairs <= 1)
            {
                _pairs = 0;
                return _left;
            }

            var unit = Noise.Unit(hash);
            var spare = _left - _pairs;
            var share = (long)(1.2 * unit * unit * (1 + 3 * unit * unit * unit) * spare / _pairs);
            var size = 1 + Math.Min(spare, share);
            _pairs--;
            _left -= size;
            return size;
        }
    }
}
