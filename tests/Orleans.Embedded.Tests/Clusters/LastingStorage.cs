using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Tests.Silos;

/// <summary>Keeps numbers in the process: a storage that no silo takes along, which a memory storage does not promise to be.</summary>
internal sealed class LastingStorage : IGrainStorage
{
    public const string Name = "lasting";

    private static readonly ConcurrentDictionary<(string State, GrainId Grain), int> Counts = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = Counts.TryGetValue((stateName, grainId), out var stored);
        grainState.State = (T)(object)new Count { Stored = stored };
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Counts[(stateName, grainId)] = ((Count)(object)grainState.State!).Stored;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Counts.TryRemove((stateName, grainId), out _);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
