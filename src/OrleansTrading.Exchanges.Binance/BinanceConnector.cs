using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance;

/// <summary>Public market data of Binance USD-M futures.</summary>
public sealed class BinanceConnector : IVenueConnector
{
    private readonly BinanceEnvironment _environment;
    private readonly BinanceRest _rest;
    private readonly MarketStreams _streams;

    public BinanceConnector(
        IOptions<BinanceOptions> options, IOptions<StreamWatchOptions> watch, BinanceEnvironment environment, TimeProvider time, ILoggerFactory loggers,
        IRateBudgets? budgets = null)
    {
        budgets ??= LocalRateBudgets.Instance;
        var settings = options.Value;
        (_environment, Settings) = (environment, settings);
        Clock = new VenueClock(time);
        _rest = new BinanceRest(environment, settings.Rest, Clock, budgets, time, loggers.CreateLogger<BinanceRest>());
        _streams = new MarketStreams(
            new BinanceStreamProtocol(environment), settings.Streams, watch.Value, Clock, time, loggers.CreateLogger<MarketStreams>(),
            budgets.Open(BinanceSymbols.Venue, RateResource.Connections, settings.Streams.MaxConnectionsPerFiveMinutes, TimeSpan.FromMinutes(5)));
    }

    public string Venue => BinanceSymbols.Venue;

    public bool IsSimulated => _environment.Kind == BinanceEnvironmentKind.Simulator;

    public VenueClock Clock { get; }

    public IMarketDataRest Rest => _rest;

    public IMarketDataStreams Streams => _streams;

    /// <summary>Where every request to the venue waits for room, those of accounts too.</summary>
    internal RequestGate Gate => _rest.Gate;

    internal MarketStreams MarketStreams => _streams;

    internal BinanceEnvironment Environment => _environment;

    internal BinanceOptions Settings { get; }

    public async ValueTask DisposeAsync()
    {
        await _streams.DisposeAsync();
        _rest.Dispose();
    }
}
