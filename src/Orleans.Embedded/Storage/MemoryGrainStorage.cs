using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedEngine.Storage;

/// <summary>Keeps records in memory, as JSON: what a grain changes without writing it does not reach the record.</summary>
internal sealed class MemoryGrainStorage(EmbeddedCluster cluster, string name) : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string State), MemoryRecord> _records = cluster.MemoryStores.Store(name);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = _records.GetValueOrDefault((grainId, stateName));
        grainState.RecordExists = record?.Json is not null;
        grainState.ETag = record?.ETag;
        grainState.State = record?.Json is { } json
            ? JsonSerializer.Deserialize<T>(json, StateJson.Options)
            : States.Empty<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Replace(stateName, grainId, grainState.ETag, JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Replace(stateName, grainId, grainState.ETag, null);
        grainState.RecordExists = false;
        grainState.State = States.Empty<T>();
        return Task.CompletedTask;
    }

    private string Replace(string stateName, GrainId grainId, string? expected, byte[]? json)
    {
        var fresh = new MemoryRecord(json, Guid.NewGuid().ToString("N"));
        var key = (grainId, stateName);
        while (true)
        {
            var stored = _records.GetValueOrDefault(key);
            if (stored?.ETag != expected)
            {
                throw States.Mismatch(name, stateName, grainId, stored?.ETag, expected);
            }

            if (stored is null ? _records.TryAdd(key, fresh) : _records.TryUpdate(key, fresh, stored))
            {
                return fresh.ETag;
            }
        }
    }
}
