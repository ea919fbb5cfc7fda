namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>Windows of the venue's limits for an account's orders.</summary>
internal static class BinanceOrderLimits
{
    public static TimeSpan TenSeconds { get; } = TimeSpan.FromSeconds(10);

    public static TimeSpan Minute { get; } = TimeSpan.FromMinutes(1);
}
