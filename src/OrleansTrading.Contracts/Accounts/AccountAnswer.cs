using Orleans;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>What became of a request to an account: done, or a refusal.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccountAnswer")]
public sealed record AccountAnswer(
    [property: Id(0)] OrderRefusal? Refusal)
{
    public static AccountAnswer Done => new((OrderRefusal?)null);
}
