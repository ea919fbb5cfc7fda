using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>What a venue's stream has told of an account.</summary>
internal abstract record AccountNews
{
    public sealed record OrderHeard(OrderReport Report) : AccountNews;

    public sealed record FillHeard(Fill Fill) : AccountNews;

    public sealed record CashHeard(CashMoved Move) : AccountNews;

    public sealed record AccountHeard(VenueAccount Account) : AccountNews;

    public sealed record Connected : AccountNews;

    public sealed record Interrupted(string Reason) : AccountNews;
}
