using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Market;

/// <summary>
/// The truth that the endpoints serve: what a client must have ended up with. Every question can be asked for any
/// time from any thread.
/// </summary>
public sealed class SimulatorMarket
{
    private readonly ListedSymbol[] _listed;
    private readonly Dictionary<string, ListedSymbol> _byName;

    internal SimulatorMarket(IEnumerable<SymbolMarket> markets)
    {
        _listed = [.. markets.Select(market => new ListedSymbol(market))];
        _byName = _listed.ToDictionary(listed => listed.Spec.Name, StringComparer.Ordinal);
    }

    /// <summary>Symbols in the order of exchangeInfo.</summary>
    public IReadOnlyList<string> Symbols => [.. _listed.Select(listed => listed.Spec.Name)];

    internal IReadOnlyList<ListedSymbol> Listed => _listed;

    internal ListedSymbol? Find(string symbol) => _byName.GetValueOrDefault(symbol);

    /// <summary>
    /// Candles that open within [<paramref name="from"/>, <paramref name="to"/>] as they stand at <paramref name="now"/>,
    /// oldest first.
    /// </summary>
    /// <exception cref="ArgumentException">The symbol or the interval is not known.</exception>
    public IReadOnlyList<SimulatedCandle> Klines(string symbol, string interval, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var listed = Listing(symbol);
        var venueInterval = VenueInterval.Find(interval) ?? throw new ArgumentException(
            $"Interval '{interval}' is not one of {string.Join(' ', VenueInterval.All)}.", nameof(interval));
        var candles = new List<Candle>();
        var at = now.ToUnixTimeMilliseconds();
        listed.Market.AppendCandles(venueInterval, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), int.MaxValue, at, candles);
        return [.. candles.Select(candle => Simulated(listed.Spec, candle, at))];
    }

    /// <summary>Aggregate trades within [<paramref name="from"/>, <paramref name="to"/>], oldest first.</summary>
    /// <exception cref="ArgumentException">The symbol is not known.</exception>
    public IReadOnlyList<SimulatedTrade> Trades(string symbol, DateTimeOffset from, DateTimeOffset to)
    {
        var listed = Listing(symbol);
        var spec = listed.Spec;
        var trades = new List<SimulatedTrade>();
        foreach (var trade in TradeQueries.Between(listed.Market, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), int.MaxValue))
        {
            trades.Add(new SimulatedTrade(
                trade.AggregateId, trade.FirstTradeId, trade.LastTradeId, DateTimeOffset.FromUnixTimeMilliseconds(trade.Time),
                spec.Price(trade.Price), spec.Quantity(trade.Quantity), trade.BuyerIsMaker));
        }

        return trades;
    }

    /// <summary>Forced orders whose messages are of [<paramref name="from"/>, <paramref name="to"/>], oldest first.</summary>
    /// <exception cref="ArgumentException">The symbol is not known.</exception>
    public IReadOnlyList<SimulatedLiquidation> Liquidations(string symbol, DateTimeOffset from, DateTimeOffset to)
    {
        var listed = Listing(symbol);
        return [.. listed.Liquidations.Between(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()).Select(order => new SimulatedLiquidation(
            DateTimeOffset.FromUnixTimeMilliseconds(order.Time), DateTimeOffset.FromUnixTimeMilliseconds(order.Trade.Time),
            !order.Trade.BuyerIsMaker, listed.Spec.Price(order.Trade.Price), listed.Spec.Quantity(order.Trade.Quantity)))];
    }

    /// <summary>The book at the time, at most <paramref name="levels"/> a side; empty before the first trade.</summary>
    /// <exception cref="ArgumentException">The symbol is not known.</exception>
    public SimulatedBook Book(string symbol, DateTimeOffset time, int levels = 1_000)
    {
        var listed = Listing(symbol);
        var at = time.ToUnixTimeMilliseconds();
        return listed.TryTop(at, out var top)
            ? new SimulatedBook(listed.Book.SnapshotId(at), Side(listed, top, true, levels), Side(listed, top, false, levels))
            : new SimulatedBook(0, [], []);
    }

    /// <summary>Mark price, index price, funding and open interest at the time.</summary>
    /// <exception cref="ArgumentException">The symbol is not known.</exception>
    public SimulatedFunding Funding(string symbol, DateTimeOffset time)
    {
        var listed = Listing(symbol);
        var at = time.ToUnixTimeMilliseconds();
        return new SimulatedFunding(
            FundingModel.ToDecimal(listed.Funding.MarkPrice(at)),
            FundingModel.ToDecimal(listed.Funding.IndexPrice(at)),
            FundingModel.ToDecimal(listed.Funding.Rate(at)),
            DateTimeOffset.FromUnixTimeMilliseconds(FundingModel.NextFundingTime(at)),
            listed.Spec.Quantity(listed.Funding.OpenInterest(at)));
    }

    private static SimulatedBookLevel[] Side(ListedSymbol listed, in BookTop top, bool bids, int count)
    {
        var levels = new BookLevel[Math.Min(count, BookModel.Depth)];
        var found = listed.Book.Side(top, bids, levels);
        var spec = listed.Spec;
        return [.. levels.Take(found).Select(level => new SimulatedBookLevel(
            spec.Price(level.PriceTicks * spec.TickUnits), spec.Quantity(level.Steps * spec.StepUnits)))];
    }

    private static SimulatedCandle Simulated(SymbolSpec spec, in Candle candle, long now) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTime),
        DateTimeOffset.FromUnixTimeMilliseconds(candle.CloseTime),
        spec.Price(candle.Open),
        spec.Price(candle.High),
        spec.Price(candle.Low),
        spec.Price(candle.Close),
        spec.Quantity(candle.Volume),
        PowersOfTen.ToDecimal(candle.QuoteVolume, spec.QuoteDecimals),
        candle.Trades,
        spec.Quantity(candle.TakerBuyVolume),
        PowersOfTen.ToDecimal(candle.TakerBuyQuote, spec.QuoteDecimals),
        candle.CloseTime < now);

    private ListedSymbol Listing(string symbol) => Find(symbol)
        ?? throw new ArgumentException($"Symbol '{symbol}' is not simulated.", nameof(symbol));
}
