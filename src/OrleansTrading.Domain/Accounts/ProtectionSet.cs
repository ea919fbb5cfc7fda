using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>How far from the market the stop stands that a position without one gets, from here on.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Percent">Of the market's price; 0: positions without a stop are left without.</param>
/// <param name="By">Who asked.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ProtectionSet")]
public sealed record ProtectionSet(
    long Time,
    [property: Id(0)] decimal Percent,
    [property: Id(1)] string By) : AccountEvent(Time);
