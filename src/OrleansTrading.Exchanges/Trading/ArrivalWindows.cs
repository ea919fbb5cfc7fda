namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// How long after it was stamped a request may still arrive and be carried out: an order of which the venue says after that time that it has
/// none will never be. Times of our own clock; how far the stamp may be ahead of the venue's time is part of them.
/// </summary>
/// <param name="Orders">Orders that trade or rest at once.</param>
/// <param name="Conditionals">Orders that wait for a trigger: some venues take those by other rules.</param>
public sealed record ArrivalWindows(TimeSpan Orders, TimeSpan Conditionals)
{
    /// <summary>Nothing travels.</summary>
    public static ArrivalWindows None { get; } = new(TimeSpan.Zero, TimeSpan.Zero);
}
