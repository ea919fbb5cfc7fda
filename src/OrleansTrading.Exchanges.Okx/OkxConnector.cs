using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Okx.WebSocket;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx;

/// <summary>Public market data of OKX's USDT-margined swaps. Instruments bear the venue's names: okx:BTC-USDT-SWAP.</summary>
public sealed class OkxConnector : IVenueConnector
{
    private readonly OkxEnvironment _environment;
    private readonly OkxRest _rest;
    private readonly MarketStreams _streams;

    public OkxConnector(
        IOptions<OkxOptions> options, IOptions<StreamWatchOptions> watch, OkxEnvironment environment, TimeProvider time, ILoggerFactory loggers,
        IRateBudgets? budgets = null)
    {
        budgets ??= LocalRateBudgets.Instance;
        var settings = options.Value;
        (_environment, Settings) = (environment, settings);
        Clock = new VenueClock(time);
        Followed = settings.ParseSwaps();
        _rest = new OkxRest(environment, settings.Rest, Instruments, Clock, budgets, time, loggers.CreateLogger<OkxRest>());
        _streams = new MarketStreams(
            new OkxStreamProtocol(environment, Instruments, _rest.EnsureInstrumentsAsync), settings.Streams, watch.Value, Clock, time,
            loggers.CreateLogger<MarketStreams>(),
            budgets.Open(OkxSymbols.Venue, RateResource.Connections, settings.Streams.MaxConnectionsPerFiveMinutes, TimeSpan.FromMinutes(5)));
    }

    public string Venue => OkxSymbols.Venue;

    public bool IsSimulated => _environment.Kind == OkxEnvironmentKind.Simulator;

    public VenueCapabilities Capabilities => OkxMarket.Capabilities;

    public IReadOnlyList<InstrumentId> Followed { get; }

    public VenueClock Clock { get; }

    public IMarketDataRest Rest => _rest;

    public IMarketDataStreams Streams => _streams;

    /// <summary>Where every request to the venue waits for room, those of accounts too.</summary>
    internal RequestGate Gate => _rest.Gate;

    internal MarketStreams MarketStreams => _streams;

    internal OkxEnvironment Environment => _environment;

    internal OkxOptions Settings { get; }

    internal OkxInstruments Instruments { get; } = new();

    internal ValueTask EnsureInstrumentsAsync(CancellationToken cancellationToken) => _rest.EnsureInstrumentsAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _streams.DisposeAsync();
        _rest.Dispose();
    }
}
