namespace OrleansTrading.Simulator.Market;

/// <summary>One aggregate trade, in the integer units of its symbol (see <see cref="Candle"/>).</summary>
internal struct Trade
{
    public long Time;
    public long AggregateId;
    public long FirstTradeId;
    public long LastTradeId;
    public long Price;
    public long Quantity;

    /// <summary>This trade's share of the candle's quote volume.</summary>
    public long Quote;

    public bool BuyerIsMaker;
}
