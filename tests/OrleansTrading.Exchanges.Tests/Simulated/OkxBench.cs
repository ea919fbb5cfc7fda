using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>OKX.</summary>
internal sealed class OkxBench : VenueBench
{
    private OkxBench(SimulatorHost simulator, OkxOptions options, StreamWatchOptions watch)
        : base(simulator)
    {
        Settings = options;
        var environment = new OkxEnvironment(options);
        environment.UseSimulator(simulator.BaseAddress);
        Connector = new OkxConnector(Options.Create(options), Options.Create(watch), environment, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public OkxOptions Settings { get; }

    public static InstrumentId Bitcoin { get; } = new("okx", "BTC-USDT-SWAP");

    public override IVenueConnector Connector { get; }

    public override InstrumentId Instrument => Bitcoin;

    public override string TradeStream => "v5.trades-all";

    public override SimulatorMarket Truth => Simulator.OkxMarket;

    public override string TruthSymbol => "BTC-USDT-SWAP";

    /// <param name="speed">Of the market.</param>
    /// <param name="weightLimit">Of requests in a minute; the connector's own where it is null.</param>
    public static async Task<OkxBench> StartAsync(double speed = 60, int? weightLimit = null)
    {
        var options = new OkxOptions();
        options.Rest.WeightLimit = weightLimit ?? options.Rest.WeightLimit;
        return new OkxBench(await StartSimulatorAsync(speed), options, Hurry(options.Streams));
    }
}
