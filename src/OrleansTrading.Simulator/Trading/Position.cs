namespace OrleansTrading.Simulator.Trading;

/// <summary>A position, which may be flat.</summary>
/// <param name="Quantity">In the base asset, below 0 when short.</param>
/// <param name="Cost">Quantity times entry price, with the quantity's sign.</param>
/// <param name="Realised">Profit of what has been closed so far, without fees.</param>
internal sealed record Position(string Symbol, PositionSide Side, decimal Quantity, decimal Cost, decimal Realised, long Updated)
{
    /// <summary>Decimals that money is kept in.</summary>
    public const int MoneyDecimals = 8;

    public static Position Flat(string symbol, PositionSide side) => new(symbol, side, 0, 0, 0, 0);

    public decimal EntryPrice => Quantity == 0 ? 0 : Cost / Quantity;

    public decimal Unrealised(decimal mark) => Math.Round((Quantity * mark) - Cost, MoneyDecimals);

    /// <summary>
    /// The position after a fill of a signed quantity. Closing takes the closed share of the cost out, all of it at a full close, so
    /// that the sum of proceeds, cost and realised profit is always the same.
    /// </summary>
    public Position After(decimal signed, decimal price, long time, out decimal realised)
    {
        realised = 0;
        if (Quantity == 0 || Math.Sign(Quantity) == Math.Sign(signed))
        {
            return this with { Quantity = Quantity + signed, Cost = Cost + (signed * price), Updated = time };
        }

        var closed = Math.Min(Math.Abs(signed), Math.Abs(Quantity)) * Math.Sign(Quantity);
        var costRemoved = closed == Quantity ? Cost : Math.Round(Cost * closed / Quantity, MoneyDecimals);
        realised = (closed * price) - costRemoved;
        var opened = signed + closed;
        return this with
        {
            Quantity = Quantity - closed + opened, Cost = Cost - costRemoved + (opened * price), Realised = Realised + realised, Updated = time,
        };
    }
}
