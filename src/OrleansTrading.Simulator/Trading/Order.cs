namespace OrleansTrading.Simulator.Trading;

/// <summary>An order as it stands after its last change. A change makes a new one.</summary>
/// <param name="Executed">Quantity traded.</param>
/// <param name="Proceeds">Sum of price times quantity of what traded.</param>
/// <param name="Created">Unix milliseconds of the venue's clock, as <paramref name="Updated"/>.</param>
internal sealed record Order(
    long Id, string ClientId, OrderTerms Terms, OrderStatus Status, decimal Executed, decimal Proceeds, long Created, long Updated)
{
    public string Symbol => Terms.Symbol.Spec.Name;

    public decimal Remaining => Terms.Quantity - Executed;

    public bool IsOpen => Status is OrderStatus.New or OrderStatus.PartiallyFilled;

    /// <summary>0 before anything has traded.</summary>
    public decimal AveragePrice => Executed == 0 ? 0 : Proceeds / Executed;

    /// <summary>+1 when it buys, -1 when it sells.</summary>
    public int Sign => Terms.Side == OrderSide.Buy ? 1 : -1;
}
