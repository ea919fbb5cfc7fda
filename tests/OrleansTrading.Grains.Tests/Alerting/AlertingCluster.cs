using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Events;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>Silos with the alert router, by a clock moved by hand, over states and events of accounts that outlive every silo.</summary>
internal sealed class AlertingCluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private AlertingCluster(InProcessTestCluster cluster, ManualTimeProvider time, LogLines lines) => (Cluster, Time, Lines) = (cluster, time, lines);

    public InProcessTestCluster Cluster { get; }

    public ManualTimeProvider Time { get; }

    public LogLines Lines { get; }

    public IAlertRouterGrain Router => Cluster.Client.GetGrain<IAlertRouterGrain>(IAlertRouterGrain.Key);

    public IAlertsGrain Alerts => Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

    public IEventBus Bus => Cluster.Silos[0].ServiceProvider.GetRequiredService<IEventBus>();

    public static async Task<AlertingCluster> StartAsync(
        Action<AlertingOptions> configure, LastingGrainStorage? states = null, IAccountEventStore? accounts = null, ManualTimeProvider? time = null, int silos = 1,
        Action<IServiceCollection>? records = null)
    {
        (states, time, accounts) = (states ?? new LastingGrainStorage(), time ?? new ManualTimeProvider(), accounts ?? new MemoryAccountEventStore());
        var lines = new LogLines();
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSiloHost((_, host) =>
        {
            states.AddAsDefaultTo(host.Services);
            host.Logging.AddProvider(lines);
            host.Services.AddManualTime(time);
            host.Services.AddEventBus();
            host.Services.AddSingleton(accounts);
            records?.Invoke(host.Services);
            host.Services.AddMemoryRecordStores();
            host.Services.AddAlerting(host.Configuration);
            host.Services.Configure<AlertingOptions>(options =>
            {
                options.RepeatInterval = TimeSpan.Zero;
                configure(options);
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new AlertingCluster(cluster, time, lines);
    }

    /// <summary>Lets time pass by seconds until something is so.</summary>
    public Task PassUntilAsync(Func<bool> isSo, Func<string>? context = null) => Eventually.TrueAsync(
        () =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(isSo());
        },
        Limit, context);

    public async Task PassUntilAsync(Func<RouteStatus, bool> isSo)
    {
        RouteStatus? last = null;
        await Eventually.TrueAsync(
            async () =>
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                last = (await Router.GetRoutesAsync()).Single();
                return isSo(last);
            },
            Limit, () => $"{last}");
    }

    /// <summary>Lets so many ticks of the router happen, whatever they do.</summary>
    public async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Router.TakeInAsync([]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}

/// <summary>Everything that is logged, as text.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Lines(_lines);

    public void Dispose()
    {
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
    }
}
