using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Silo.Market;

/// <summary>
/// The market that the silo brings along: when a venue is simulated and no simulator is named, one is started on a
/// free loopback port before anything connects. It is every simulated venue's.
/// </summary>
internal sealed class SimulatedMarket : IAsyncDisposable
{
    public const string Section = "Simulator";

    private readonly SimulatorHost _simulator;

    private SimulatedMarket(SimulatorHost simulator) => _simulator = simulator;

    public static async Task<SimulatedMarket?> StartIfWantedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (binance, kraken) = (services.GetRequiredService<BinanceEnvironment>(), services.GetService<KrakenEnvironment>());
        var okx = services.GetService<OkxEnvironment>();
        if (!binance.NeedsSimulator && kraken is not { NeedsSimulator: true } && okx is not { NeedsSimulator: true })
            return null;
        var options = services.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        var simulator = await SimulatorHost.StartAsync(
            options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>(), cancellationToken);
        if (binance.NeedsSimulator)
            binance.UseSimulator(simulator.BaseAddress);
        if (kraken is { NeedsSimulator: true })
            kraken.UseSimulator(simulator.BaseAddress);
        if (okx is { NeedsSimulator: true })
            okx.UseSimulator(simulator.BaseAddress);
        return new SimulatedMarket(simulator);
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
