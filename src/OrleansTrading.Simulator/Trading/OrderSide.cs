namespace OrleansTrading.Simulator.Trading;

/// <summary>Which way an order trades.</summary>
internal enum OrderSide
{
    Buy,
    Sell,
}
