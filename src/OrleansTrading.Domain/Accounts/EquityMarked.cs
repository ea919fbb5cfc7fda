using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What the account was worth, at the first look of a UTC day or at a new high: daily loss and drawdown are measured from it.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Equity">Cash and unrealised profit, in the account's asset.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.EquityMarked")]
public sealed record EquityMarked(
    long Time,
    [property: Id(0)] decimal Equity) : AccountEvent(Time);
