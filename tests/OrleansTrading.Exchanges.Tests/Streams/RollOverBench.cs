using OrleansTrading.Exchanges.Binance.Environment;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>What tests of connections that grow old share.</summary>
internal static class RollOverBench
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Age = TimeSpan.FromHours(23);

    /// <summary>Silence is not what these tests are about.</summary>
    public static Task<StreamBench> StartAsync(Action<BinanceOptions>? configure = null) => StreamBench.StartAsync(configure, watch =>
    {
        watch.FirstMessageTimeout = watch.IdleTimeout = TimeSpan.FromDays(2);
        watch.TradeTimeout = watch.OrderBookTimeout = watch.KlineTimeout = watch.MarkPriceTimeout = TimeSpan.FromDays(2);
        watch.Adaptive = false;
    });

    /// <summary>The old one is closed, and the new one is alone.</summary>
    public static async Task RolledOverAsync(StreamBench bench, ScriptedConnection old)
    {
        await TickUntilAsync(bench, old.CloseSeen);
        await bench.Log.WhenLoggedAsync(2311);
        await old.Ended.WaitAsync(Patience.Long);
    }

    /// <summary>The next connection that is made while time passes.</summary>
    public static async Task<ScriptedConnection> NextAsync(StreamBench bench)
    {
        await TickUntilAsync(bench, bench.Venue.WhenConnectionWaitsAsync());
        return await bench.Venue.NextConnectionAsync();
    }

    /// <summary>Lets time pass in small steps until it has happened; each gives the connector's threads a turn.</summary>
    public static async Task TickUntilAsync(StreamBench bench, Task happened)
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        while (!happened.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token));
        }
    }
}
