using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Every silo asks for the accounts again and again, the configured ones and those that have events, so that they go on wherever a silo is left.</summary>
internal sealed partial class AccountNudge(
    IGrainFactory grains, AccountSessions sessions, IAccountEventStore store, IOptions<TradingOptions> options, TimeProvider time, ILogger<AccountNudge> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.NudgeInterval, time);
        do
        {
            foreach (var account in await AccountsAsync(stoppingToken))
            {
                try
                {
                    await grains.GetGrain<IAccountGrain>(account).WakeAsync();
                }
                catch (Exception exception)
                {
                    // Whatever it was, the next nudge is all that brings the account back; the others are woken all the same. A silo that stops is told of its own end.
                    if (!stoppingToken.IsCancellationRequested)
                        LogFailed(logger, account, exception);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IEnumerable<string>> AccountsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return sessions.Accounts.Union(await store.ListAsync(cancellationToken), StringComparer.Ordinal);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotListed(logger, exception);
            return sessions.Accounts;
        }
    }

    [LoggerMessage(4720, LogLevel.Error, "Account {Account} did not come up; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, string account, Exception exception);

    [LoggerMessage(4721, LogLevel.Warning, "The accounts that have events could not be listed; only the configured ones are woken")]
    private static partial void LogNotListed(ILogger logger, Exception exception);
}
