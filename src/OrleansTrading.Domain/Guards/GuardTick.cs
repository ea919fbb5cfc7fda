namespace OrleansTrading.Domain.Guards;

/// <summary>A price of the market.</summary>
/// <param name="Price">Quote units.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Time">The venue's time, Unix milliseconds.</param>
public readonly record struct GuardTick(decimal Price, GuardPriceKind Kind, long Time);
