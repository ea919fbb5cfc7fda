using OrleansTrading.Domain.Books;

namespace OrleansTrading.Silo.Api;

/// <summary>One price level.</summary>
/// <param name="Price">In units of the quote asset.</param>
/// <param name="Quantity">In units of the base asset.</param>
internal sealed record BookLevelView(double Price, double Quantity)
{
    public static BookLevelView Of(BookLevel level) => new(level.Price, level.Quantity);
}
