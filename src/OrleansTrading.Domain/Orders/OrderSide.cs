using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>Which way an order trades.</summary>
[GenerateSerializer, Alias("OrleansTrading.OrderSide")]
public enum OrderSide : byte
{
    Buy = 0,
    Sell = 1,
}
