using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.Admin;
using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Kraken;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.OkxTrading;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Hosting;

/// <summary>A running simulator on a loopback socket. Disposing stops it and cuts its connections.</summary>
public sealed partial class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;
    private readonly ITimer _keepAlive;
    private readonly MarketEngine _activeEngine;
    private readonly Task _engine;
    private readonly FaultScriptRunner? _script;
    private readonly ILogger _logger;

    private SimulatorHost(WebApplication application, Parts parts, ILogger logger)
    {
        _application = application;
        _stopping = parts.Stopping;
        _logger = logger;
        Market = parts.Market;
        OkxMarket = parts.Swaps.Truth;
        Clock = parts.Clock;
        Faults = parts.Faults;
        Binance = parts.Binance;
        BaseAddress = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _keepAlive = parts.Time.CreateTimer(_ => parts.KeepAlive(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _script = parts.Script is null ? null : new FaultScriptRunner(parts.Script, parts.Faults, parts.Clock, parts.Time);
        _activeEngine = parts.Engine;
        _engine = Task.Run(RunEngineAsync);
    }

    /// <summary>E.g. http://127.0.0.1:41234 — streams are at the same address with the scheme ws.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The truth that the endpoints serve.</summary>
    public SimulatorMarket Market { get; }

    /// <summary>The truth that OKX's endpoints serve, by its own names such as BTC-USDT-SWAP.</summary>
    public SimulatorMarket OkxMarket { get; }

    /// <summary>The venue's clock.</summary>
    public SimulatorClock Clock { get; }

    /// <summary>Faults to inject and clear, as POST /admin/faults does.</summary>
    public SimulatorFaults Faults { get; }

    /// <summary>The accounts of the Binance side.</summary>
    internal TradingVenue Binance { get; }

    /// <summary>Completes when the engine has stopped; faults when it failed.</summary>
    public Task Completion => _engine;

    /// <summary>Starts listening on 127.0.0.1.</summary>
    /// <param name="time">The wall clock, and so what the venue's clock runs with; null is the system's.</param>
    /// <exception cref="ValidationException">The options cannot be played; the message lists every reason.</exception>
    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions options, TimeProvider? time = null, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ValidationException(string.Join(Environment.NewLine, problems));
        }

        var factory = loggerFactory ?? NullLoggerFactory.Instance;
        var parts = Parts.Build(options, time ?? TimeProvider.System, factory);
        var application = BuildApplication(options.Port, factory);
        application.Run(parts.HandleAsync);
        await application.StartAsync(cancellationToken);
        return new SimulatorHost(application, parts, factory.CreateLogger<SimulatorHost>());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _keepAlive.DisposeAsync();
        if (_script is not null)
        {
            await _script.DisposeAsync();
        }

        try
        {
            await _engine;
        }
        finally
        {
            await _application.DisposeAsync();
            _activeEngine.Dispose();
            _stopping.Dispose();
        }
    }

    private static WebApplication BuildApplication(int port, ILoggerFactory factory)
    {
        // Empty: neither the environment nor appsettings of a process that hosts the simulator may reach it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(factory);
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private async Task RunEngineAsync()
    {
        try
        {
            await _activeEngine.RunAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped();
        }
        catch (Exception exception)
        {
            LogEngineFailed(exception);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The simulator's engine has stopped")]
    private partial void LogStopped();

    [LoggerMessage(2, LogLevel.Critical, "The simulator's engine has failed; streams are silent from here on")]
    private partial void LogEngineFailed(Exception exception);

    /// <summary>What a simulator is made of, wired up.</summary>
    private sealed record Parts(
        SimulatorMarket Market, TradingVenue Binance, UserStreams Users, SimulatorClock Clock, SimulatorFaults Faults, StreamHub Hub, MarketEngine Engine, RestEndpoint Rest,
        KrakenRestEndpoint Kraken, OkxSwaps Swaps, OkxRestEndpoint Okx, StreamEndpoint Streams, AdminEndpoint Admin, TradingAdminEndpoint TradingAdmin,
        TimeProvider Time, CancellationTokenSource Stopping, IReadOnlyList<ScriptedFault>? Script)
    {
        public static Parts Build(SimulatorOptions options, TimeProvider time, ILoggerFactory factory)
        {
            var played = PlayedMarket.Load(options, time, factory.CreateLogger<SimulatorHost>());
            var markets = new VenueMarkets(played.Market);
            var clock = new SimulatorClock(time, options.Speed, played.Start, played.End);
            var streamFaults = new StreamFaults(time);
            var sink = new FrameSink(streamFaults);
            var swaps = new OkxSwaps(markets.Okx);
            var registry = new StreamRegistry(markets, swaps, sink);
            var pairs = new KrakenPairs(markets.Kraken);
            var binance = new TradingVenue(BinanceRules.Standard, markets.Binance, played.Start);
            var privateFaults = new PrivateStreamFaults(time);
            var users = new UserStreams(binance, privateFaults, clock, time);
            binance.Open(options.Keys, options.AccountBalance, played.Start);
            var okxVenue = new TradingVenue(OkxRules.Standard, swaps.Truth, played.Start);
            var okxStreams = new PrivateStreams(okxVenue, swaps, privateFaults, clock);
            okxVenue.Open(options.Keys, options.AccountBalance, played.Start);
            var hub = new StreamHub(
                registry, users, new KrakenControl(registry, pairs, clock), new OkxControl(registry, swaps, okxStreams, clock), time, clock.IsPacedByConsumers,
                factory.CreateLogger<StreamHub>());
            var faults = new SimulatorFaults(time, markets, clock, hub, streamFaults, privateFaults, () => users.Expire(all: true));
            var stopping = new CancellationTokenSource();
            var limiter = new RateLimiter(time, options.WeightPerMinute);
            var rest = new RestEndpoint(
                markets.Binance, clock, faults, limiter, new TradingEndpoint(binance, users, clock, faults, limiter, time), time, options.Latency);
            var kraken = new KrakenRestEndpoint(pairs, clock, faults, time, options.Latency);
            var okx = new OkxRestEndpoint(swaps, new PrivateEndpoint(okxVenue, swaps, clock, faults, time), clock, faults, time, options.Latency);
            var script = options.FaultScript is null ? null : FaultScript.Load(options.FaultScript, faults);
            return new Parts(
                markets.Binance, binance, users, clock, faults, hub,
                new MarketEngine(registry, sink, streamFaults, hub, Follow, clock, time),
                rest,
                kraken,
                swaps,
                okx,
                new StreamEndpoint(hub, faults, new ConnectionRate(time, options.ConnectionsPerFiveMinutes), stopping.Token),
                new AdminEndpoint(markets, swaps, clock, faults, hub, registry, sink, () => rest.Answered + kraken.Answered + okx.Answered),
                new TradingAdminEndpoint(new AccountAdmin([binance, okxVenue], clock), faults),
                time, stopping, script);

            void Follow(long now)
            {
                lock (binance.Gate)
                    binance.Advance(now);
                lock (okxVenue.Gate)
                    okxVenue.Advance(now);
                privateFaults.Release();
            }
        }

        public void KeepAlive()
        {
            Hub.KeepAlive();
            Users.Expire();
        }

        public Task HandleAsync(HttpContext context)
        {
            var path = context.Request.Path;
            if (StreamEndpoint.TryParse(path, out var listenPath, out var combined, out var names))
            {
                return Streams.HandleAsync(context, listenPath, combined, names);
            }

            if (path.StartsWithSegments("/fapi", StringComparison.Ordinal))
            {
                return Rest.HandleAsync(context);
            }

            if (path.StartsWithSegments("/0", StringComparison.Ordinal))
            {
                return Kraken.HandleAsync(context);
            }

            if (path.StartsWithSegments("/api/v5", StringComparison.Ordinal))
            {
                return Okx.HandleAsync(context);
            }

            if (TradingAdminEndpoint.Handles(path.Value))
            {
                return TradingAdmin.HandleAsync(context);
            }

            if (path.StartsWithSegments("/admin", StringComparison.Ordinal))
            {
                return Admin.HandleAsync(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
