using Orleans;

namespace OrleansTrading.Domain.Books;

/// <summary>One price level of an order book.</summary>
/// <param name="Price">Quote units.</param>
/// <param name="Quantity">Base units; 0 in a diff removes the level.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.BookLevel")]
public readonly record struct BookLevel([property: Id(0)] double Price, [property: Id(1)] double Quantity);
