namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// How executions move a position, at average cost and exact: what a close takes out of the cost is rounded once, to
/// <see cref="CostDecimals"/>, and the same figure is booked as realised profit, so nothing is lost or made by rounding. For every
/// execution: change of cost = signed value traded + profit realised.
/// </summary>
public static class PositionMath
{
    /// <summary>Decimal places of what a partial close takes out of the cost; finer than any venue's money.</summary>
    public const int CostDecimals = 12;

    /// <summary>Books an execution. One that turns the position closes it first and opens the other way with the rest.</summary>
    /// <param name="position">As it is.</param>
    /// <param name="quantity">Base units; plus for a buy, minus for a sell.</param>
    /// <param name="price">Quote units for a base unit.</param>
    /// <param name="time">Unix milliseconds.</param>
    public static PositionChange Fill(Position position, decimal quantity, decimal price, long time)
    {
        if (position.IsFlat)
            return new PositionChange(Open(position.Key, quantity, price, time), 0, WasClosed: false);
        if (Math.Sign(position.Quantity) == Math.Sign(quantity))
            return new PositionChange(position with { Quantity = position.Quantity + quantity, Cost = position.Cost + (quantity * price), UpdatedAt = time }, 0, WasClosed: false);
        if (Math.Abs(quantity) < Math.Abs(position.Quantity))
            return Reduce(position, quantity, price, time);
        var realised = (position.Quantity * price) - position.Cost;
        var rest = position.Quantity + quantity;
        var after = rest == 0
            ? position with { Quantity = 0, Cost = 0, Realised = position.Realised + realised, OpenedAt = 0, UpdatedAt = time }
            : Open(position.Key, rest, price, time);
        return new PositionChange(after, realised, WasClosed: true);
    }

    private static PositionChange Reduce(Position position, decimal quantity, decimal price, long time)
    {
        var removed = Math.Round(position.Cost / position.Quantity * -quantity, CostDecimals);
        var realised = (-quantity * price) - removed;
        return new PositionChange(
            position with
            {
                Quantity = position.Quantity + quantity, Cost = position.Cost - removed, Realised = position.Realised + realised, UpdatedAt = time,
            },
            realised, WasClosed: false);
    }

    private static Position Open(PositionKey key, decimal quantity, decimal price, long time) =>
        new(key, quantity, quantity * price) { OpenedAt = time, UpdatedAt = time };
}
