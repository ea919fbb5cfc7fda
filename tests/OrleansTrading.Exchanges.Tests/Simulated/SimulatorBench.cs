using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>A connector against the project's simulator, both on the real clock, with short times.</summary>
internal sealed class SimulatorBench : IAsyncDisposable
{
    private SimulatorBench(SimulatorHost simulator, BinanceOptions options)
    {
        Simulator = simulator;
        Environment = new BinanceEnvironment(options);
        Environment.UseSimulator(simulator.BaseAddress);
        Settings = options;
        Connector = new BinanceConnector(Options.Create(options), Environment, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public static InstrumentId Bitcoin { get; } = new("binance", "BTCUSDT");

    public SimulatorHost Simulator { get; }

    public BinanceEnvironment Environment { get; }

    public BinanceOptions Settings { get; }

    public BinanceConnector Connector { get; }

    public IMarketDataRest Rest => Connector.Rest;

    public static async Task<SimulatorBench> StartAsync(double speed = 60)
    {
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Symbols = 5, Speed = speed });
        var options = new BinanceOptions();
        options.Streams.ReconnectDelay = TimeSpan.FromMilliseconds(100);
        options.Streams.MaxReconnectDelay = TimeSpan.FromMilliseconds(500);
        options.Streams.WatchPeriod = TimeSpan.FromMilliseconds(50);
        foreach (var timeouts in new[] { options.Kline, options.Trade, options.BookTicker, options.Depth, options.MarkPrice })
            (timeouts.FirstMessage, timeouts.Idle, timeouts.Stall) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        return new SimulatorBench(simulator, options);
    }

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
