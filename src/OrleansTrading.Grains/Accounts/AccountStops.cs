using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Asks every account by itself. A list of accounts that cannot be had now keeps none of those that are configured from being stopped.</summary>
internal sealed partial class AccountStops(
    IAccountDirectory directory, AccountSessions sessions, IGrainFactory grains, TimeProvider time, ILogger<AccountStops> logger) : IAccountStops
{
    /// <summary>How long an account is waited for, and the list of them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<ImmutableArray<AccountStop>> KillAllAsync(string reason, string by)
    {
        // The configured ones first: they are the ones that can send, and no store is asked for them.
        var configured = sessions.Accounts.ToDictionary(id => id, id => KillAsync(id, reason, by), StringComparer.Ordinal);
        foreach (var id in await ListedAsync())
        {
            if (!configured.ContainsKey(id))
                configured[id] = KillAsync(id, reason, by);
        }

        var stops = await Task.WhenAll(configured.Values);
        foreach (var stop in stops.Where(stop => !stop.IsStopped))
            LogNotStopped(stop.Account, stop.Reason);
        return [.. stops.OrderBy(stop => stop.Account, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> ListedAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            return await directory.ListAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception failure)
        {
            // Isolated: what is not configured here has no way to its venue.
            LogNotListed(failure);
            return [];
        }
    }

    private async Task<AccountStop> KillAsync(string id, string reason, string by)
    {
        try
        {
            var answer = await grains.GetGrain<IAccountGrain>(id).SwitchAsync(TradingSwitch.Killed, reason, by).WaitAsync(Patience, time);
            return new AccountStop(id, answer.Refusal is null, answer.Refusal?.Reason);
        }
        catch (TimeoutException)
        {
            return new AccountStop(id, false, "It did not answer in time: whether it is stopped is not known.");
        }
        catch (InvalidDataException failure)
        {
            return new AccountStop(id, false, $"It cannot be read, and so sends nothing: {failure.Message}");
        }
        catch (Exception failure)
        {
            // Isolated: whatever is wrong with one account, the others are stopped.
            LogFailed(id, failure);
            return new AccountStop(id, false, "It could not be asked: whether it is stopped is not known. The log says more.");
        }
    }

    [LoggerMessage(4755, LogLevel.Error, "Account {Account} was to be stopped with all the others and has not confirmed it: {Reason}")]
    private partial void LogNotStopped(string account, string? reason);

    [LoggerMessage(4756, LogLevel.Warning, "All accounts are stopped, and the store could not list them: those that are configured are asked")]
    private partial void LogNotListed(Exception failure);

    [LoggerMessage(4757, LogLevel.Error, "Account {Account} was to be stopped with all the others and could not be asked")]
    private partial void LogFailed(string account, Exception failure);
}
