using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>A store of grain states that outlives clusters and can be away.</summary>
internal sealed class FailingGrainStorage : IGrainStorage
{
    private readonly LastingGrainStorage _inner = new();
    private volatile bool _isAway;
    private int _failures;

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    public int Failures => Volatile.Read(ref _failures);

    public void AddAsDefaultTo(IServiceCollection services)
    {
        services.AddSingleton<IGrainStorage>(this);
        services.AddKeyedSingleton<IGrainStorage>("Default", this);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        FailureOf(stateName) ?? _inner.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        FailureOf(stateName) ?? _inner.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        FailureOf(stateName) ?? _inner.ClearStateAsync(stateName, grainId, grainState);

    private Task? FailureOf(string stateName)
    {
        if (!IsAway || stateName != "recorded-trades")
            return null;
        Interlocked.Increment(ref _failures);
        return Task.FromException(new IOException("The store is told to be away."));
    }
}
