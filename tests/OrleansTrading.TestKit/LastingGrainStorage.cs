using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansTrading.TestKit;

/// <summary>
/// Keeps states as JSON in the test's own memory, as a database would: a killed silo takes none of them along, which a memory
/// storage does not promise, for its records may lie on that silo. One for all silos of a cluster.
/// </summary>
public sealed class LastingGrainStorage : IGrainStorage
{
    /// <summary>The name of the storage that Orleans takes for states that name none.</summary>
    private const string DefaultName = "Default";

    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly ConcurrentDictionary<(string State, GrainId Grain), Kept> _kept = new();

    /// <summary>Makes it the storage of every state of a silo that names none.</summary>
    public void AddAsDefaultTo(IServiceCollection services)
    {
        services.AddSingleton<IGrainStorage>(this);
        services.AddKeyedSingleton<IGrainStorage>(DefaultName, this);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kept = _kept.GetValueOrDefault((stateName, grainId));
        (grainState.RecordExists, grainState.ETag) = (kept is not null, kept?.ETag);
        grainState.State = kept is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(kept.Json, Json)!;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (key, written) = ((stateName, grainId), new Kept(JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json), $"{Guid.NewGuid():N}"));
        var stored = _kept.GetValueOrDefault(key);
        if (stored?.ETag != grainState.ETag || !(stored is null ? _kept.TryAdd(key, written) : _kept.TryUpdate(key, written, stored)))
            throw Changed(stateName, grainId, grainState.ETag);
        (grainState.RecordExists, grainState.ETag) = (true, written.ETag);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var stored = _kept.GetValueOrDefault(key);
        if (stored?.ETag != grainState.ETag || (stored is not null && !_kept.TryRemove(new(key, stored))))
            throw Changed(stateName, grainId, grainState.ETag);
        (grainState.RecordExists, grainState.ETag, grainState.State) = (false, null, Activator.CreateInstance<T>());
        return Task.CompletedTask;
    }

    private InconsistentStateException Changed(string stateName, GrainId grainId, string? expected) =>
        new($"The state {stateName} of {grainId} was changed by another writer.", _kept.GetValueOrDefault((stateName, grainId))?.ETag, expected);

    private sealed record Kept(byte[] Json, string ETag);
}
