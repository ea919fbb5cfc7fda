using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Flow;

/// <summary>What one change of the best prices says of supply and demand.</summary>
public static class QuoteChange
{
    /// <summary>
    /// The contribution of one change to the order-flow imbalance, base units: demand grows when the bid rises or its quantity does, supply
    /// grows when the ask falls or its quantity grows. Cont, Kukanov, Stoikov: The Price Impact of Order Book Events (2014), equation 4.
    /// </summary>
    public static double Imbalance(in BookTicker before, in BookTicker after)
    {
        double imbalance = 0;
        if (after.BidPrice >= before.BidPrice)
            imbalance += after.BidQuantity;
        if (after.BidPrice <= before.BidPrice)
            imbalance -= before.BidQuantity;
        if (after.AskPrice <= before.AskPrice)
            imbalance -= after.AskQuantity;
        if (after.AskPrice >= before.AskPrice)
            imbalance += before.AskQuantity;
        return imbalance;
    }
}
