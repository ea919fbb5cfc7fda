using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What the venue says differs from what the books say.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Subject">What differs: <c>order/ID</c>, <c>position/binance:BTCUSDT</c>, <c>balance/USDT</c>.</param>
/// <param name="Expected">What the books say.</param>
/// <param name="Actual">What the venue says.</param>
/// <param name="Resolution">What was done about it.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.DifferenceFound")]
public sealed record DifferenceFound(
    long Time,
    [property: Id(0)] string Subject,
    [property: Id(1)] string Expected,
    [property: Id(2)] string Actual,
    [property: Id(3)] string Resolution) : AccountEvent(Time);
