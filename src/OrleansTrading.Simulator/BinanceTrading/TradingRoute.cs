using OrleansTrading.Simulator.Rest;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>An endpoint for the owner of a key.</summary>
/// <param name="Weight">With a symbol.</param>
/// <param name="WeightOfAll">Without one.</param>
/// <param name="IsSigned">Whether the request is signed and timed; if not, the key is enough.</param>
/// <param name="Sends">Whether it counts as an order.</param>
internal sealed record TradingRoute(Func<TradingCall, ApiError?> Answer, int Weight, int WeightOfAll, bool IsSigned = true, bool Sends = false)
{
    public TradingRoute(Func<TradingCall, ApiError?> answer, int weight = 1)
        : this(answer, weight, weight)
    {
    }
}
