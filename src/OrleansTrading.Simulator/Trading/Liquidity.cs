using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>What an order finds in a symbol's book at a time.</summary>
internal sealed class Liquidity
{
    private readonly ListedSymbol _symbol;
    private readonly BookTop _top;
    private readonly bool _found;

    private Liquidity(ListedSymbol symbol, long time)
    {
        _symbol = symbol;
        _found = symbol.TryTop(time, out _top);
    }

    public static Liquidity At(ListedSymbol symbol, long time) => new(symbol, time);

    /// <summary>The best price that an order of the side can trade at.</summary>
    public decimal? Best(OrderSide side) => _found ? Price(side == OrderSide.Buy ? _top.AskTicks : _top.BidTicks) : null;

    /// <summary>Whether the limit is at the best price of the other side or beyond.</summary>
    public bool Reaches(OrderTerms terms) => Best(terms.Side) is { } best && IsWithin(terms, best);

    /// <summary>How much an order could trade at once.</summary>
    public decimal Available(OrderTerms terms) => Levels(terms).Sum(level => level.Quantity);

    /// <summary>Levels that an order can take, the best first.</summary>
    public IEnumerable<(decimal Price, decimal Quantity)> Levels(OrderTerms terms)
    {
        if (!_found)
            yield break;
        var levels = new BookLevel[BookModel.Depth];
        var count = _symbol.Book.Side(_top, bids: terms.Side == OrderSide.Sell, levels);
        for (var i = 0; i < count; i++)
        {
            var price = Price(levels[i].PriceTicks);
            if (terms.Kind == OrderKind.Limit && !IsWithin(terms, price))
                yield break;
            yield return (price, _symbol.Spec.Quantity(levels[i].Steps * _symbol.Spec.StepUnits));
        }
    }

    private static bool IsWithin(OrderTerms terms, decimal price) => terms.Side == OrderSide.Buy ? price <= terms.Price : price >= terms.Price;

    private decimal Price(long ticks) => _symbol.Spec.Price(ticks * _symbol.Spec.TickUnits);
}
