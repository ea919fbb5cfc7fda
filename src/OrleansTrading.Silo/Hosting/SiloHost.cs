using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Market;
using OrleansTrading.Storage;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// The running service. It stops from the outside in: requests, then grains, which save, then the store, and the
/// simulated market last, so that nothing is left talking to what is gone.
/// </summary>
internal sealed partial class SiloHost : IAsyncDisposable
{
    private readonly SimulatedMarket? _market;

    private SiloHost(WebApplication app, SimulatedMarket? market) => (App, _market) = (app, market);

    public WebApplication App { get; }

    /// <param name="commandLine">The settings.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <param name="addServices">Adds to what the service is made of.</param>
    /// <exception cref="StartupException">The settings are wrong, or what they name cannot be had.</exception>
    public static async Task<SiloHost> StartAsync(
        CommandLine commandLine, CancellationToken cancellationToken, Action<IServiceCollection>? addServices = null)
    {
        var builder = HostDefaults.CreateBuilder(commandLine);
        Program.AddServices(builder);
        addServices?.Invoke(builder.Services);
        var app = builder.Build();
        SimulatedMarket? market = null;
        try
        {
            StartupCheck.Run(app.Services, builder.Services, commandLine.Errors);
            // Opened now, not with the first candle: a directory that another process holds keeps the service from starting.
            app.Services.GetRequiredService<IMarketStore>();
            if (DatabaseName.Of(app.Configuration) is null)
                MarketIdentity.Claim(app.Services);
            else
                await DatabaseStart.RunAsync(app.Services, cancellationToken);
            Program.MapEndpoints(app);
            market = await SimulatedMarket.StartIfWantedAsync(app.Services, cancellationToken);
            await app.StartAsync(cancellationToken);
            if (ListenAddresses.Defect(app.Urls, app.Services.GetRequiredService<AccessRules>()) is { } reachable)
                throw new StartupException([reachable]);
            return new SiloHost(app, market);
        }
        catch (Exception exception)
        {
            // Why it could not start says more than what stopping it adds.
            await StopAsync(app, market, isHalfStarted: true).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
                throw new StartupException([exception.Message], mayPass: exception is not UnauthorizedAccessException);
            throw;
        }
    }

    /// <returns>Whether a part of it that runs in the background had failed, for which the host stops the others too. What fails as it is stopped is none.</returns>
    public async Task<bool> WaitForShutdownAsync()
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (App.Lifetime.ApplicationStopping.Register(stopping.SetResult))
            await stopping.Task;
        var parts = App.Services.GetServices<IHostedService>().OfType<BackgroundService>();
        var hasFailed = parts.Any(part => part.ExecuteTask is { IsFaulted: true } or { IsCanceled: true });
        await App.WaitForShutdownAsync();
        return hasFailed;
    }

    public async ValueTask DisposeAsync() => await StopAsync(App, _market);

    private static async Task StopAsync(WebApplication app, SimulatedMarket? market, bool isHalfStarted = false)
    {
        try
        {
            await app.StopAsync();
        }
        catch (Exception exception) when (isHalfStarted)
        {
            LogNotStopped(app.Logger, exception);
        }
        finally
        {
            try
            {
                await app.DisposeAsync();
            }
            finally
            {
                if (market is not null)
                    await market.DisposeAsync();
            }
        }
    }

    [LoggerMessage(1013, LogLevel.Warning, "A service that could not start has not stopped in good order either")]
    private static partial void LogNotStopped(ILogger logger, Exception exception);
}
