namespace OrleansTrading.Simulator.Market;

/// <summary>One played market as each venue has it: the same trades, candles and books, until one venue's prices are shifted.</summary>
internal sealed class VenueMarkets
{
    private readonly Dictionary<string, SimulatorMarket> _byVenue;
    private long _lastId;

    public VenueMarkets(SimulatorMarket played)
    {
        Binance = Of(played);
        Kraken = Of(played);
        Okx = Of(played);
        _byVenue = new(StringComparer.Ordinal) { ["binance"] = Binance, ["kraken"] = Kraken, ["okx"] = Okx };
    }

    public SimulatorMarket Binance { get; }

    public SimulatorMarket Kraken { get; }

    public SimulatorMarket Okx { get; }

    public IReadOnlyCollection<string> Venues => _byVenue.Keys;

    public bool Knows(string venue) => _byVenue.ContainsKey(venue);

    /// <summary>The symbol as the venue has it; null when there is none.</summary>
    public ListedSymbol? Find(string venue, string symbol) => _byVenue.GetValueOrDefault(venue)?.Find(symbol);

    /// <summary>
    /// Shifts a symbol's prices at a venue from the next step after <paramref name="now"/> on, by a share of the price there, in whole ticks;
    /// null when there is no such symbol, or no price of it yet.
    /// </summary>
    /// <param name="percent">Above -100.</param>
    /// <param name="milliseconds">Of the venue's clock; null is until it is ended.</param>
    public PriceShift? Shift(string venue, string symbol, double percent, long? milliseconds, long now)
    {
        if (Find(venue, symbol)?.Market is not ShiftedSymbolMarket market || !market.TryLastTrade(now, new TradeBlock(), out var last))
            return null;
        var start = ((now / market.StepMilliseconds) + 1) * market.StepMilliseconds;
        var ticks = (long)Math.Round(market.PriceAt(last, now) * percent / 100 / market.Spec.TickUnits);
        var shift = new PriceShift(
            Interlocked.Increment(ref _lastId), start, milliseconds is { } length ? start + length : long.MaxValue, ticks * market.Spec.TickUnits);
        market.Shifts.Add(shift);
        return shift;
    }

    /// <summary>Ends shifts, one or all, at the next step after <paramref name="now"/>; how many were in force or to come.</summary>
    public int End(long? id, long now) => _byVenue.Values.SelectMany(market => market.Listed).Select(listed => listed.Market)
        .OfType<ShiftedSymbolMarket>().Where(market => market.Shifts.Any)
        .Sum(market => market.Shifts.End(id, ((now / market.StepMilliseconds) + 1) * market.StepMilliseconds));

    private static SimulatorMarket Of(SimulatorMarket played) => new(played.Listed.Select(listed => new ShiftedSymbolMarket(listed.Market)));
}
