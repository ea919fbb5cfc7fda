using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Sending orders was turned on, off, halted or killed.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.TradingSwitched")]
public sealed record TradingSwitched(
    long Time,
    [property: Id(0)] TradingSwitch Switch,
    [property: Id(1)] string Reason,
    [property: Id(2)] string By) : AccountEvent(Time);
