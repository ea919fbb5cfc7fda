using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Binance.</summary>
internal sealed class SimulatorBench : VenueBench
{
    private SimulatorBench(SimulatorHost simulator, BinanceOptions options)
        : base(simulator)
    {
        Environment = new BinanceEnvironment(options);
        Environment.UseSimulator(simulator.BaseAddress);
        Settings = options;
        Connector = new BinanceConnector(Options.Create(options), Environment, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public static InstrumentId Bitcoin { get; } = new("binance", "BTCUSDT");

    public BinanceEnvironment Environment { get; }

    public BinanceOptions Settings { get; }

    public override IVenueConnector Connector { get; }

    public override InstrumentId Instrument => Bitcoin;

    public override string TradeStream => "aggTrade";

    public static async Task<SimulatorBench> StartAsync(double speed = 60)
    {
        var options = new BinanceOptions();
        Hurry(options.Streams, options.Kline, options.Trade, options.BookTicker, options.Depth, options.MarkPrice);
        return new SimulatorBench(await StartSimulatorAsync(speed), options);
    }
}
