using Orleans;

namespace OrleansTrading.Domain.Guards;

/// <summary>What triggered a guard.</summary>
[GenerateSerializer, Alias("OrleansTrading.GuardCause")]
public enum GuardCause : byte
{
    StopLoss = 0,
    TakeProfit = 1,
    Trailing = 2,
    BreakEven = 3,
    Time = 4,

    /// <summary>The position could not be protected in time.</summary>
    Unprotected = 5,
}
