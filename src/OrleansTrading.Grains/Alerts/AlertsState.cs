using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Grains.Alerts;

/// <summary>The alerts that are open, and the last ones that were cleared.</summary>
[GenerateSerializer, Alias("OrleansTrading.AlertsState")]
internal sealed record AlertsState
{
    /// <summary>Cleared alerts that are remembered.</summary>
    public const int MostClosed = 200;

    /// <summary>In the order in which they were raised; of a key at most one.</summary>
    [Id(0)] public ImmutableArray<Alert> Open { get; init; } = [];

    /// <summary>In the order in which they were cleared.</summary>
    [Id(1)] public ImmutableArray<Alert> Closed { get; init; } = [];

    /// <summary>With a further alert; null when one of its key is open.</summary>
    public AlertsState? WithRaised(Alert alert) => Find(alert.Key) is null ? this with { Open = Open.Add(alert) } : null;

    /// <summary>Without the open alert of a key, and that alert cleared; null when none is open.</summary>
    public (AlertsState State, Alert Cleared)? WithCleared(string key, long now)
    {
        if (Find(key) is not { } open)
            return null;
        var cleared = open with { ClearedAt = now };
        var closed = Closed.Add(cleared);
        return (new AlertsState { Open = Open.Remove(open), Closed = closed.RemoveRange(0, Math.Max(0, closed.Length - MostClosed)) }, cleared);
    }

    private Alert? Find(string key) => Open.FirstOrDefault(alert => alert.Key == key);
}
