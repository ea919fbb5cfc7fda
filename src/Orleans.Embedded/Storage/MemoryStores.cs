using System.Collections.Concurrent;
using EmbeddedEngine.Reminders;
using Orleans.Runtime;

namespace EmbeddedEngine.Storage;

/// <summary>The volatile records of a cluster: they outlive its silos one by one, but not all of them.</summary>
internal sealed class MemoryStores
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<(GrainId Grain, string State), MemoryRecord>> _stores = new();

    public MemoryReminderTable Reminders { get; } = new();

    public ConcurrentDictionary<(GrainId Grain, string State), MemoryRecord> Store(string name)
        => _stores.GetOrAdd(name, static _ => new());
}
