using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>
/// The reminders of the grains that this silo holds, as the grains tell of them: Orleans gives a list of all reminders to nobody. A grain that has
/// a reminder says when it has made sure of it, when it comes, and when the grain leaves.
/// </summary>
internal sealed class HeldReminders(TimeProvider time)
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderFigures> _held = new();

    public ImmutableArray<ReminderFigures> All =>
        [.. _held.Values.OrderBy(held => held.GrainType, StringComparer.Ordinal).ThenBy(held => held.Key, StringComparer.Ordinal).ThenBy(held => held.Name, StringComparer.Ordinal)];

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Registered(IGrainBase grain, string name, TimeSpan period)
    {
        var id = grain.GrainContext.GrainId;
        var made = new ReminderFigures(grain.GetType().FullName!, id.Key.ToString() ?? "", name, period, Now, null);
        _held.AddOrUpdate((id, name), made, (_, known) => made with { LastTick = known.LastTick });
    }

    /// <summary>Of a reminder that the grain has yet to make sure of nothing is known but that it came.</summary>
    public void Ticked(IGrainBase grain, string name)
    {
        var key = (grain.GrainContext.GrainId, name);
        if (_held.TryGetValue(key, out var held))
            _held[key] = held with { LastTick = Now };
    }

    public void Left(IGrainBase grain)
    {
        foreach (var key in _held.Keys.Where(key => key.Grain == grain.GrainContext.GrainId))
            _held.TryRemove(key, out _);
    }
}
