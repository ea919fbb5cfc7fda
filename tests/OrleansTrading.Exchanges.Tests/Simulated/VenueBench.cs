using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>A venue's connector against the project's simulator, both on the real clock, with short times.</summary>
internal abstract class VenueBench(SimulatorHost simulator) : IAsyncDisposable
{
    public SimulatorHost Simulator => simulator;

    public abstract IVenueConnector Connector { get; }

    public IMarketDataRest Rest => Connector.Rest;

    /// <summary>The instrument that is the simulated market's BTCUSDT.</summary>
    public abstract InstrumentId Instrument { get; }

    /// <summary>What the simulator holds of this venue.</summary>
    public virtual SimulatorMarket Truth => simulator.Market;

    /// <summary>The instrument's name there.</summary>
    public virtual string TruthSymbol => "BTCUSDT";

    /// <summary>One that the venue does not list.</summary>
    public InstrumentId Unlisted => new(Connector.Venue, "NOSUCHUSD");

    /// <summary>How the simulator's faults name the venue's stream of trades.</summary>
    public abstract string TradeStream { get; }

    public static Task<SimulatorHost> StartSimulatorAsync(double speed) =>
        SimulatorHost.StartAsync(new SimulatorOptions { Symbols = 5, Speed = speed });

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        await simulator.DisposeAsync();
    }

    /// <summary>Times for a market that is played fast.</summary>
    protected static StreamWatchOptions Hurry(StreamOptions streams)
    {
        streams.ReconnectDelay = TimeSpan.FromMilliseconds(100);
        streams.MaxReconnectDelay = TimeSpan.FromMilliseconds(500);
        streams.WatchPeriod = TimeSpan.FromMilliseconds(50);
        var second = TimeSpan.FromSeconds(1);
        return new StreamWatchOptions
        {
            FirstMessageTimeout = second, TradeTimeout = second, OrderBookTimeout = second, KlineTimeout = second, MarkPriceTimeout = second,
        };
    }
}
