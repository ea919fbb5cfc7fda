namespace OrleansTrading.Domain.Orders;

/// <summary>What became of an order by something that happened to it.</summary>
/// <param name="Order">As it is now; the same object when nothing changed.</param>
/// <param name="Ignored">Why it changed nothing; null when it did change.</param>
public readonly record struct OrderChange(Order Order, string? Ignored)
{
    public bool IsIgnored => Ignored is not null;
}
