using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Alerts;

/// <summary>Persists a change before it is told, and tells it only then.</summary>
internal sealed partial class AlertsGrain(
    [PersistentState("alerts")] IPersistentState<AlertsState> state,
    IEventBus events,
    TimeProvider time,
    ILogger<AlertsGrain> logger) : Grain, IAlertsGrain
{
    private const int LongestKey = 200;

    public async Task<bool> RaiseAsync(string key, AlertSeverity severity, string title, string detail)
    {
        if (string.IsNullOrEmpty(key) || key.Length > LongestKey)
            throw new ArgumentException($"Expected a key of 1 to {LongestKey} characters; got '{key}'.", nameof(key));
        var alert = new Alert(key, severity, title, detail, Now(), ClearedAt: null);
        if (state.State.WithRaised(alert) is not { } changed)
            return false;
        await SaveAsync(changed);
        LogRaised(logger, key, severity, title, detail);
        events.Publish(new AlertChanged(alert.RaisedAt, alert));
        return true;
    }

    public async Task<bool> ClearAsync(string key)
    {
        if (state.State.WithCleared(key, Now()) is not { } change)
            return false;
        await SaveAsync(change.State);
        LogCleared(logger, key);
        events.Publish(new AlertChanged(change.Cleared.ClearedAt!.Value, change.Cleared));
        return true;
    }

    public async Task<Alert?> AcknowledgeAsync(string id, string by)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        var open = state.State.Open.FirstOrDefault(alert => alert.Id == id);
        if (open is null || open.AcknowledgedBy == by)
            return open;
        var seen = open with { AcknowledgedBy = by, AcknowledgedAt = Now() };
        await SaveAsync(state.State with { Open = state.State.Open.Replace(open, seen) });
        LogAcknowledged(logger, seen.Key, by);
        events.Publish(new AlertChanged(seen.AcknowledgedAt.Value, seen));
        return seen;
    }

    public Task<ImmutableArray<Alert>> ListAsync(bool openOnly, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var (open, closed) = (state.State.Open, state.State.Closed);
        var wanted = openOnly ? open : open.AddRange(closed);
        return Task.FromResult<ImmutableArray<Alert>>(
        [
            .. wanted.OrderByDescending(alert => alert.ClearedAt ?? alert.RaisedAt)
                .ThenBy(alert => alert.Key, StringComparer.Ordinal)
                .Take(Math.Min(limit, IAlertsGrain.MaxLimit)),
        ]);
    }

    /// <remarks>A change that could not be saved has not happened.</remarks>
    private async Task SaveAsync(AlertsState changed)
    {
        var before = state.State;
        state.State = changed;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            throw;
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(4551, LogLevel.Warning, "Alert {Alert} ({Severity}): {Title}. {Detail}")]
    private static partial void LogRaised(ILogger logger, string alert, AlertSeverity severity, string title, string detail);

    [LoggerMessage(4503, LogLevel.Information, "Alert {Alert} is acknowledged by {By}")]
    private static partial void LogAcknowledged(ILogger logger, string alert, string by);

    [LoggerMessage(4502, LogLevel.Information, "Alert {Alert} is cleared")]
    private static partial void LogCleared(ILogger logger, string alert);
}
