using OrleansTrading.Exchanges.Tests.Simulated;

namespace OrleansTrading.Exchanges.Tests.Trading;

public sealed class OkxTradingSimulatedTests : TradingSessionConformance
{
    // Requests that wait for the pace of the real venue would find prices moved on; and a machine under load stalls for longer than five seconds.
    private protected override async Task<TradingBench> StartAsync() =>
        new OkxTradingBench(await OkxBench.StartAsync(speed: 10, weightLimit: 60_000), TimeSpan.FromSeconds(30));
}
