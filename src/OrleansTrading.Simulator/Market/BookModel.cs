using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Market;

/// <summary>
/// The order book at a step of the symbol's step grid, from the last trade before it and from hashes. A level keeps
/// its quantity for a while: short near the top, long far away. Prices are in ticks and quantities in steps here.
/// </summary>
internal sealed class BookModel(SymbolMarket market)
{
    /// <summary>Prices looked at on each side; about one in five of them has no level.</summary>
    public const int Depth = 600;

    private const long IdsPerStep = 8;

    private readonly ulong _sizeKey = Noise.Key(market.Key, "book");
    private readonly ulong _emptyKey = Noise.Key(market.Key, "book-empty");
    private readonly ulong _spreadKey = Noise.Key(market.Key, "spread");
    private readonly ulong _idKey = Noise.Key(market.Key, "book-id");
    private readonly long _tick = market.Spec.TickUnits;
    private readonly long _typical = market.TypicalSteps;

    public long StepAt(long time) => time / market.StepMilliseconds;

    /// <summary>The id of the last update of the step; it rises by 4 to 12 from step to step.</summary>
    public long UpdateId(long step) => step * IdsPerStep + (long)(Noise.At(_idKey, step) % 5);

    /// <summary>
    /// The id that a snapshot taken at <paramref name="time"/> carries: after the last update of its step and before
    /// the last of the next, so that the next update bridges to it.
    /// </summary>
    public long SnapshotId(long time)
    {
        var step = StepAt(time);
        var id = UpdateId(step);
        var room = UpdateId(step + 1) - id - 2;
        return id + 1 + room * (time % market.StepMilliseconds) / market.StepMilliseconds;
    }

    /// <summary>A seller hit the bid or a buyer lifted the ask, and the spread is mostly one tick.</summary>
    public BookTop TopAt(long step, in Trade last)
    {
        var hash = Noise.At(_spreadKey, step / 10);
        var spread = (hash & 15) switch { 0 => 3L, 1 or 2 => 2L, _ => 1L };
        var price = market.PriceAt(last, step * market.StepMilliseconds) / _tick;
        return last.BuyerIsMaker
            ? new BookTop(step, Math.Max(1, price), Math.Max(1, price) + spread)
            : new BookTop(step, Math.Max(1, price - spread), Math.Max(1, price - spread) + spread);
    }

    /// <summary>Steps that rest at the price, or 0 where it has no level in this book.</summary>
    public long Bid(in BookTop top, long price) => price < 1 ? 0 : Size(top.Step, top.BidTicks - price, price, 0);

    public long Ask(in BookTop top, long price) => Size(top.Step, price - top.AskTicks, price, 1);

    /// <summary>Bids from the best downwards (or asks upwards), as prices in ticks and quantities in steps.</summary>
    public int Side(in BookTop top, bool bids, Span<BookLevel> levels)
    {
        var count = 0;
        for (var distance = 0; distance < Depth && count < levels.Length; distance++)
        {
            var price = bids ? top.BidTicks - distance : top.AskTicks + distance;
            var size = bids ? Bid(top, price) : Ask(top, price);
            if (size > 0)
            {
                levels[count++] = new BookLevel(price, size);
            }
        }

        return count;
    }

    /// <summary>
    /// The levels of one side that were touched after the first of some steps, as they are at the last; quantity 0 for those that are gone.
    /// A level that came and went is among them: to who has a snapshot from between, it makes a difference.
    /// </summary>
    public void Changes(ReadOnlySpan<BookTop> steps, bool bids, List<BookLevel> into)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (ref readonly var top in steps)
        {
            var best = bids ? top.BidTicks : top.AskTicks;
            (least, most) = (Math.Min(least, best), Math.Max(most, best));
        }

        // From the best of all outwards.
        var (price, away) = bids ? (most, -1L) : (least, 1L);
        for (var left = most - least + Depth; left > 0; left--, price += away)
        {
            var size = SizeOf(steps[0], bids, price);
            var touched = false;
            foreach (ref readonly var top in steps[1..])
            {
                var after = SizeOf(top, bids, price);
                touched |= after != size;
                size = after;
            }

            if (touched)
            {
                into.Add(new BookLevel(price, size));
            }
        }
    }

    private long SizeOf(in BookTop top, bool bids, long price) => bids ? Bid(top, price) : Ask(top, price);

    private long Size(long step, long distance, long price, int side)
    {
        if (distance is < 0 or >= Depth)
        {
            return 0;
        }

        if (distance > 0 && Noise.At(_emptyKey, price * 2 + side) % 5 == 0)
        {
            return 0;
        }

        var life = distance switch { 0 => 3L, < 5 => 12, < 20 => 60, < 100 => 400, _ => 2_400 };
        var phase = (long)((ulong)price * 0x9E3779B97F4A7C15UL >> 52);
        var epoch = (step + phase) / life;
        var unit = Noise.Unit(Noise.At(_sizeKey + (ulong)(price * 2 + side), epoch));
        return 1 + (long)(_typical * (0.1 + 3 * unit * unit) * (1 + Math.Min(distance, 50) * 0.08));
    }
}
