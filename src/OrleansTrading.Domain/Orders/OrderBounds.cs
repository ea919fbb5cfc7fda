namespace OrleansTrading.Domain.Orders;

/// <summary>
/// What an order and the guards of a position may name at all, far beyond what anybody trades. A decimal has 28 digits: within these bounds no price in
/// ticks, no quantity in steps, no value and no sum of them over thousands of orders, taken as a percentage, comes near to that. What is beyond is
/// refused before anything is worked out with it, because what is once stored is valued with the account for ever.
/// </summary>
public static class OrderBounds
{
    /// <summary>Quote units; finer than any venue's prices.</summary>
    public const decimal LeastPrice = 0.000000000001m;

    /// <summary>Quote units.</summary>
    public const decimal MostPrice = 1_000_000_000_000;

    /// <summary>Base units.</summary>
    public const decimal MostQuantity = 1_000_000_000_000_000;

    /// <summary>Of an order at its own price and at the market's, quote units.</summary>
    public const decimal MostValue = 1_000_000_000_000_000;

    public static bool IsPrice(decimal price) => price is >= LeastPrice and <= MostPrice;

    /// <summary>Whether so much at a price is worth more than an order may be. Divided, because the product may have more digits than there are.</summary>
    public static bool IsWorthTooMuch(decimal quantity, decimal price) => quantity > MostValue / Math.Max(price, LeastPrice);

    /// <summary>Whether a value (at most <see cref="MostValue"/>) at a price is more than an order may have of the base asset.</summary>
    public static bool IsTooMany(decimal value, decimal price) => value / MostQuantity > price;
}
