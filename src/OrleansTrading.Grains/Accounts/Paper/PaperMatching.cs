using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>What an order meets in a book. Pure.</summary>
internal static class PaperMatching
{
    /// <summary>
    /// Walks the book: what trades at which price, best first, up to a quantity and down to a limit. A level of unknown size takes all.
    /// </summary>
    public static List<PaperLevel> Walk(PaperQuote quote, OrderSide side, decimal quantity, decimal? limit)
    {
        var traded = new List<PaperLevel>();
        foreach (var level in side == OrderSide.Buy ? quote.Asks : quote.Bids)
        {
            if (quantity <= 0 || (limit is { } worst && !Reaches(side, level.Price, worst)))
                break;
            var size = level.Quantity == 0 ? quantity : Math.Min(quantity, level.Quantity);
            traded.Add(new PaperLevel(level.Price, size));
            quantity -= size;
        }

        return traded;
    }

    /// <summary>Whether a market price reaches a limit price: a buyer's from above, a seller's from below.</summary>
    public static bool Reaches(OrderSide side, decimal price, decimal limit) => side == OrderSide.Buy ? price <= limit : price >= limit;

    /// <summary>Whether a conditional order would trigger at a price at once.</summary>
    public static bool Triggers(OrderSpec spec, decimal price) => spec switch
    {
        { StopPrice: not { } } => false,
        { Type: OrderType.StopMarket or OrderType.StopLimit } => spec.Side == OrderSide.Buy ? price >= spec.StopPrice : price <= spec.StopPrice,
        { Type: OrderType.TakeProfitMarket or OrderType.TakeProfitLimit } => spec.Side == OrderSide.Buy ? price <= spec.StopPrice : price >= spec.StopPrice,
        _ => false,
    };
}
