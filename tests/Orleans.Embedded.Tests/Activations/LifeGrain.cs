using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Activations;

[Alias("tests.ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    [Alias("Id")]
    Task<Guid> Id();

    [Alias("Leave")]
    Task<Guid> Leave();

    [Alias("Hold")]
    Task<Guid> Hold();

    [Alias("Move")]
    Task Move();
}

/// <summary>Notes how it comes and goes. Taken from the services: a logger, which shows that they are injected.</summary>
public sealed class LifeGrain(ILogger<LifeGrain> logger, IGrainFactory factory) : Grain, ILifeGrain, IDisposable
{
    private readonly Guid _id = Guid.NewGuid();

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(factory);
        Probe.Note("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Id() => Task.FromResult(_id);

    public Task<Guid> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(_id);
    }

    public async Task<Guid> Hold()
    {
        Probe.Set("holding");
        await Probe.When("go");
        Probe.Note("held");
        return _id;
    }

    public Task Move()
    {
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    public void Dispose() => Probe.Note("disposed");
}

[Alias("tests.IPlainObjectGrain")]
public interface IPlainObjectGrain : IGrainWithStringKey
{
    [Alias("Key")]
    Task<string> Key();
}

/// <summary>A grain without the base class.</summary>
public sealed class PlainObjectGrain(IGrainContext context) : IGrainBase, IPlainObjectGrain
{
    private bool _activated;

    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token)
    {
        _activated = true;
        return Task.CompletedTask;
    }

    public Task<string> Key() => Task.FromResult(_activated ? this.GetPrimaryKeyString() : "not activated");
}

[Alias("tests.IFragileGrain")]
public interface IFragileGrain : IGrainWithStringKey
{
    [Alias("Ask")]
    Task<int> Ask();
}

/// <summary>Does not activate until its probe says that it may.</summary>
public sealed class FragileGrain : Grain, IFragileGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (!Probe.Of(this.GetPrimaryKeyString()).IsSet("may activate"))
        {
            throw new InvalidOperationException("Not today.");
        }
    }

    public Task<int> Ask() => Task.FromResult(1);
}
