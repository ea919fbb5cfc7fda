using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>Why an order was made.</summary>
[GenerateSerializer, Alias("OrleansTrading.OrderPurpose")]
public enum OrderPurpose : byte
{
    /// <summary>Asked for by a person or a program through the API.</summary>
    Manual = 0,

    /// <summary>Made by the signal executor.</summary>
    Signal = 1,

    /// <summary>Closes a position because its guard was triggered.</summary>
    Guard = 2,

    /// <summary>The stop kept at the venue beside the local guard.</summary>
    Protection = 3,

    /// <summary>A leg of an arbitrage.</summary>
    Arbitrage = 4,

    /// <summary>Takes back a leg whose partner failed, or a position that could not be protected.</summary>
    Unwind = 5,

    /// <summary>Not ours: seen at the venue.</summary>
    External = 6,
}
