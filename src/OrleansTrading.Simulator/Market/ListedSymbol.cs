namespace OrleansTrading.Simulator.Market;

/// <summary>A symbol with all that is computed about it.</summary>
internal sealed class ListedSymbol(SymbolMarket market)
{
    public SymbolMarket Market { get; } = market;

    public SymbolSpec Spec => Market.Spec;

    public BookModel Book { get; } = new(market);

    public FundingModel Funding { get; } = new(market);

    public LiquidationModel Liquidations { get; } = new(market);

    public RollingDay RollingDay { get; } = new(market);

    /// <summary>The best bid and ask at the time, or false before the first trade.</summary>
    public bool TryTop(long time, out BookTop top)
    {
        var step = Book.StepAt(time);
        if (Market.TryLastTrade(step * Market.StepMilliseconds, Scratch.Trades, out var last))
        {
            top = Book.TopAt(step, last);
            return true;
        }

        top = default;
        return false;
    }
}
