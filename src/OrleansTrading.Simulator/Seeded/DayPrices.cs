using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>A symbol's prices in ticks at the start of each minute of a day; the latest day asked for is kept, and the last of the others.</summary>
internal sealed class DayPrices(SeededSymbol symbol, MarketFactor factor, ulong key)
{
    // Lower a price of few ticks could only jump.
    private const double FewestTicks = 25;

    private readonly LogPath _own = new(key, symbol.OwnDailySigma);
    private readonly double _baseTicks = symbol.BasePrice * PowersOfTen.Of(symbol.Spec.PriceDecimals) / symbol.Spec.TickUnits;
    private volatile Kept? _latest;

    // Who goes through the past trade by trade asks for the same day again and again.
    private volatile Kept? _past;

    /// <summary>1,441 prices: the last is the first of the next day.</summary>
    public int[] Of(long day)
    {
        var latest = _latest;
        if (latest is not null && latest.Day == day)
        {
            return latest.Ticks;
        }

        var past = _past;
        if (past is not null && past.Day == day)
        {
            return past.Ticks;
        }

        var ticks = new int[LogPath.MinutesPerDay + 1];
        Fill(day, ticks);
        if (latest is null || day > latest.Day)
        {
            _latest = new Kept(day, ticks);
        }
        else
        {
            _past = new Kept(day, ticks);
        }

        return ticks;
    }

    private void Fill(long day, Span<int> ticks)
    {
        Span<double> nodes = stackalloc double[LogPath.MinutesPerDay + 1];
        _own.FillDay(day, nodes);
        var market = factor.Day(day);
        for (var i = 0; i < nodes.Length; i++)
        {
            var ratio = Noise.Exp(nodes[i] + symbol.Beta * market[i]);
            ticks[i] = (int)Math.Clamp(_baseTicks * ratio + 0.5, FewestTicks, 1e9);
        }
    }

    private sealed record Kept(long Day, int[] Ticks);
}
