using Orleans;

namespace OrleansTrading.Domain.Risk;

/// <summary>What a breached limit does to an order, or to the account.</summary>
[GenerateSerializer, Alias("OrleansTrading.BreachAction")]
public enum BreachAction : byte
{
    /// <summary>The order is refused.</summary>
    Refuse = 0,

    /// <summary>The order is cut to what the limit leaves, or refused when that is less than the smallest order.</summary>
    Reduce = 1,

    /// <summary>The order is refused and the account halted until an operator lifts it.</summary>
    Halt = 2,
}
