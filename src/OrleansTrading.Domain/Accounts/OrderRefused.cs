using Orleans;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An order was asked for and refused before anything was sent or reserved.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="IntentKey">What asked for it.</param>
/// <param name="Purpose">Why it was asked for.</param>
/// <param name="Spec">What was asked for: rounded as far as it had come, its quantity 0 where none could be told; null when nothing of it is known.</param>
/// <param name="Code">One of <c>RefusalCodes</c>.</param>
/// <param name="Reason">What was expected and what came.</param>
/// <param name="Field">What of the request it is about; null or empty when it is the account.</param>
/// <param name="By">Who asked; null when it was the account itself.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderRefused")]
public sealed record OrderRefused(
    long Time,
    [property: Id(0)] string IntentKey,
    [property: Id(1)] OrderPurpose Purpose,
    [property: Id(2)] OrderSpec? Spec,
    [property: Id(3)] string Code,
    [property: Id(4)] string Reason,
    [property: Id(5)] string? Field = null,
    [property: Id(6)] string? By = null) : AccountEvent(Time);
