using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Kraken;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Kraken.</summary>
internal sealed class KrakenBench : VenueBench
{
    private KrakenBench(SimulatorHost simulator, KrakenOptions options, StreamWatchOptions watch)
        : base(simulator)
    {
        var environment = new KrakenEnvironment(options);
        environment.UseSimulator(simulator.BaseAddress);
        Connector = new KrakenConnector(Options.Create(options), Options.Create(watch), environment, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public static InstrumentId Bitcoin { get; } = new("kraken", "XBTUSD");

    public override IVenueConnector Connector { get; }

    public override InstrumentId Instrument => Bitcoin;

    public override string TradeStream => "v2.trade";

    public static async Task<KrakenBench> StartAsync(double speed = 60, int bookDepth = 25)
    {
        var options = new KrakenOptions { BookDepth = bookDepth };
        return new KrakenBench(await StartSimulatorAsync(speed), options, Hurry(options.Streams));
    }
}
