using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Binance.</summary>
internal sealed class SimulatorBench : VenueBench
{
    private SimulatorBench(SimulatorHost simulator, BinanceOptions options, StreamWatchOptions watch)
        : base(simulator)
    {
        Environment = new BinanceEnvironment(options);
        Environment.UseSimulator(simulator.BaseAddress);
        (Settings, Watch) = (options, watch);
        Connector = new BinanceConnector(Options.Create(options), Options.Create(watch), Environment, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public static InstrumentId Bitcoin { get; } = new("binance", "BTCUSDT");

    public BinanceEnvironment Environment { get; }

    public BinanceOptions Settings { get; }

    public StreamWatchOptions Watch { get; }

    public override IVenueConnector Connector { get; }

    public override InstrumentId Instrument => Bitcoin;

    public override string TradeStream => "aggTrade";

    public static async Task<SimulatorBench> StartAsync(double speed = 60)
    {
        var options = new BinanceOptions();
        return new SimulatorBench(await StartSimulatorAsync(speed), options, Hurry(options.Streams));
    }
}
