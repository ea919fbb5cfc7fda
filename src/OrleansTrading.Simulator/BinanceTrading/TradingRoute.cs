using OrleansTrading.Simulator.Rest;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>An endpoint for the owner of a key.</summary>
/// <param name="Weight">With a symbol.</param>
/// <param name="WeightOfAll">Without one.</param>
/// <param name="Sends">Whether it counts as an order.</param>
/// <param name="IsAboutOrders">Whether faults of orders strike it.</param>
internal sealed record TradingRoute(Func<TradingCall, ApiError?> Answer, int Weight, int WeightOfAll, bool Sends = false, bool IsAboutOrders = false)
{
    public TradingRoute(Func<TradingCall, ApiError?> answer, int weight = 1)
        : this(answer, weight, weight)
    {
    }
}
