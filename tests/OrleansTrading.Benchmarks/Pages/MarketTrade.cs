namespace OrleansTrading.Benchmarks.Pages;

/// <summary>A trade as the simulator made it.</summary>
/// <param name="Time">Its event time by the simulator's clock, Unix milliseconds.</param>
/// <param name="Price">Its price.</param>
internal sealed record MarketTrade(long Time, decimal Price);
