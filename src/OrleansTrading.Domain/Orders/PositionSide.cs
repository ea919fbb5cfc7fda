using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>Which position an order or a fill belongs to.</summary>
[GenerateSerializer, Alias("OrleansTrading.PositionSide")]
public enum PositionSide : byte
{
    /// <summary>One position an instrument, long or short (one-way).</summary>
    Net = 0,

    /// <summary>The long one of two (hedge).</summary>
    Long = 1,

    /// <summary>The short one of two (hedge).</summary>
    Short = 2,
}
