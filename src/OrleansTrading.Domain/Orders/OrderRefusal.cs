using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>Why something was refused; nothing was sent and nothing reserved.</summary>
/// <param name="Code">One of <see cref="RefusalCodes"/>.</param>
/// <param name="Field">What of the request it is about; empty when it is the account.</param>
/// <param name="Reason">What was expected and what came.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderRefusal")]
public sealed record OrderRefusal(
    [property: Id(0)] string Code,
    [property: Id(1)] string Field,
    [property: Id(2)] string Reason);
