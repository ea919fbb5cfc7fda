using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Contracts.Alerts;

/// <summary>
/// All alerts; there is one such grain, keyed <see cref="Key"/>. What is open is kept over restarts, so that an alert is raised once
/// however often what it is about is seen. Every change, and nothing else, is published as <see cref="AlertChanged"/>.
/// </summary>
[Alias("OrleansTrading.IAlertsGrain")]
public interface IAlertsGrain : IGrainWithStringKey
{
    public const string Key = "alerts";

    /// <summary>Most alerts that one answer lists.</summary>
    public const int MaxLimit = 1000;

    /// <summary>
    /// Opens an alert of this key. Answers false, and changes nothing, when one is open.
    /// Keys are at most 200 characters long, for example <c>candles-stale/binance:BTCUSDT</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    [Alias("Raise")]
    Task<bool> RaiseAsync(string key, AlertSeverity severity, string title, string detail);

    /// <summary>Clears the open alert of this key. Answers false when there is none.</summary>
    [Alias("Clear")]
    Task<bool> ClearAsync(string key);

    /// <summary>
    /// Notes that somebody has seen an open alert and is on it: until it is over it is not told again because it stays open. Another may take it
    /// over; who has it already keeps it since when they had it. Answers the alert as it then is; null when none of this <see cref="Alert.Id"/> is open.
    /// </summary>
    /// <exception cref="ArgumentException">Nobody is named.</exception>
    [Alias("Acknowledge")]
    Task<Alert?> AcknowledgeAsync(string id, string by);

    /// <summary>Alerts, newest first: the open ones, and unless <paramref name="openOnly"/> the last ones that were cleared.</summary>
    [Alias("List"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<Alert>> ListAsync(bool openOnly, int limit);
}
