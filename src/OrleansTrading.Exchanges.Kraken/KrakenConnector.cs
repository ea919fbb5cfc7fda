using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Kraken.Rest;
using OrleansTrading.Exchanges.Kraken.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken;

/// <summary>Public market data of Kraken's spot market. Instruments are named by alternative names: kraken:XBTUSD.</summary>
public sealed class KrakenConnector : IVenueConnector
{
    private readonly KrakenEnvironment _environment;
    private readonly KrakenRest _rest;
    private readonly MarketStreams _streams;

    public KrakenConnector(
        IOptions<KrakenOptions> options, IOptions<StreamWatchOptions> watch, KrakenEnvironment environment, TimeProvider time, ILoggerFactory loggers,
        IRateBudgets? budgets = null)
    {
        budgets ??= LocalRateBudgets.Instance;
        var settings = options.Value;
        _environment = environment;
        Clock = new VenueClock(time);
        Followed = settings.ParsePairs();
        Capabilities = KrakenMarket.Capabilities with { StreamedBook = new StreamedBook(settings.BookDepth, KrakenBook.ChecksumLevels) };
        var pairs = new KrakenPairs();
        _rest = new KrakenRest(environment, settings.Rest, pairs, Clock, budgets, time, loggers.CreateLogger<KrakenRest>());
        _streams = new MarketStreams(
            new KrakenStreamProtocol(environment, settings, pairs, _rest.EnsurePairsAsync), settings.Streams, watch.Value, Clock, time,
            loggers.CreateLogger<MarketStreams>(),
            budgets.Open(KrakenSymbols.Venue, RateResource.Connections, settings.Streams.MaxConnectionsPerFiveMinutes, TimeSpan.FromMinutes(5)));
    }

    public string Venue => KrakenSymbols.Venue;

    public bool IsSimulated => _environment.Kind == KrakenEnvironmentKind.Simulator;

    public VenueCapabilities Capabilities { get; }

    public IReadOnlyList<InstrumentId> Followed { get; }

    public VenueClock Clock { get; }

    public IMarketDataRest Rest => _rest;

    public IMarketDataStreams Streams => _streams;

    public async ValueTask DisposeAsync()
    {
        await _streams.DisposeAsync();
        _rest.Dispose();
    }
}
