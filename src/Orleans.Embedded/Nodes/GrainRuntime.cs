using EmbeddedEngine.Activations;
using EmbeddedEngine.Storage;
using Orleans;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedEngine;

/// <summary>What the grains of one silo get from it.</summary>
internal sealed class GrainRuntime(SiloNode silo, IGrainFactory factory, ITimerRegistry timers) : IGrainRuntime
{
    public string SiloIdentity { get; } = silo.Address.ToString();

    public SiloAddress SiloAddress => silo.Address;

    public IGrainFactory GrainFactory => factory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => silo.Services;

    public TimeProvider TimeProvider => silo.Time;

    public void DeactivateOnIdle(IGrainContext grainContext)
        => grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
        => ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
        => PersistentStates.OfGrain<TGrainState>((Activation)grainContext);
}
