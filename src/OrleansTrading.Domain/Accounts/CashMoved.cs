using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Cash came or went other than by a fill.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Id">Unique in the account: what it is known by, so that it is booked once.</param>
/// <param name="Reason">Why.</param>
/// <param name="Asset">What moved.</param>
/// <param name="Amount">Plus when it came.</param>
/// <param name="Position">Whose funding it was; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CashMoved")]
public sealed record CashMoved(
    long Time,
    [property: Id(0)] string Id,
    [property: Id(1)] CashReason Reason,
    [property: Id(2)] string Asset,
    [property: Id(3)] decimal Amount,
    [property: Id(4)] PositionKey? Position) : AccountEvent(Time);
