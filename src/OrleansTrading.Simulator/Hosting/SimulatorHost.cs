using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Market;
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

    private SimulatorHost(WebApplication application, SimulatorParts parts, ILogger logger)
    {
        _application = application;
        _stopping = parts.Stopping;
        _logger = logger;
        Market = parts.Market;
        OkxMarket = parts.Swaps.Truth;
        Clock = parts.Clock;
        Faults = parts.Faults;
        (Binance, Okx) = (parts.Binance, parts.OkxVenue);
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

    /// <summary>The accounts of the OKX side.</summary>
    internal TradingVenue Okx { get; }

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
        var parts = SimulatorParts.Build(options, time ?? TimeProvider.System, factory);
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
}
