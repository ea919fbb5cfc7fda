using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>A store of grains' states that fails for some jobs and can be slow for one.</summary>
internal sealed class TroubledStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), object> _states = [];
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _slow;

    /// <summary>Jobs whose states cannot be read.</summary>
    public HashSet<string> Failing { get; } = [];

    /// <summary>A write for the slow job has come, and waits.</summary>
    public Task Held => _held.Task.WaitAsync(JobCluster.Limit);

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IGrainStorage>(this);
        services.AddKeyedSingleton<IGrainStorage>("Default", this);
    }

    /// <summary>Holds up what is written for a job from now on.</summary>
    public void HoldWrites(string job) => _slow = job;

    public void Release()
    {
        _slow = null;
        _released.SetResult();
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Failing.Contains(grainId.Key.ToString()!))
            throw new IOException("The disk is broken.");
        var state = _states.GetValueOrDefault((stateName, grainId));
        grainState.State = state is null ? Activator.CreateInstance<T>() : (T)state;
        (grainState.RecordExists, grainState.ETag) = (state is not null, state is null ? null : "1");
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_slow == grainId.Key.ToString())
        {
            _held.TrySetResult();
            await _released.Task;
        }

        _states[(stateName, grainId)] = grainState.State!;
        (grainState.RecordExists, grainState.ETag) = (true, "1");
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove((stateName, grainId), out _);
        (grainState.RecordExists, grainState.ETag) = (false, null);
        return Task.CompletedTask;
    }
}
