using Orleans;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>The market has reached a resting paper order.</summary>
/// <param name="OrderId">Which order.</param>
/// <param name="Price">The price that reached it, quote units.</param>
/// <param name="Quantity">Base units that traded there.</param>
/// <param name="IsTrigger">Whether it reached the stop price, and not the limit price.</param>
/// <param name="TradeId">The market's trade: told once, known by it.</param>
/// <param name="Time">The venue's time, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PaperTouch")]
public sealed record PaperTouch(
    [property: Id(0)] string OrderId,
    [property: Id(1)] decimal Price,
    [property: Id(2)] decimal Quantity,
    [property: Id(3)] bool IsTrigger,
    [property: Id(4)] string TradeId,
    [property: Id(5)] long Time);
