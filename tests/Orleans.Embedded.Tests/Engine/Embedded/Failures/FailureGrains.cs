using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Tests.Engine.Failures;

[Alias("tests.IUndecidedGrain")]
public interface IUndecidedGrain : IGrainWithStringKey
{
    [Alias("Hold")]
    Task Hold();

    [Alias("Bad")]
    Task Bad();

    [Alias("Ask")]
    Task<int> Ask();
}

/// <summary>Its predicate fails on one of its methods.</summary>
[MayInterleave(nameof(MayInterleave))]
public sealed class UndecidedGrain : Grain, IUndecidedGrain
{
    public static bool MayInterleave(IInvokable request) => request.GetMethodName() switch
    {
        nameof(Bad) => throw new InvalidOperationException("Undecided."),
        var name => name == nameof(Ask),
    };

    public async Task Hold()
    {
        Probe.Of(this.GetPrimaryKeyString()).Set("holding");
        await Probe.Of(this.GetPrimaryKeyString()).When("go");
    }

    public Task Bad() => Task.CompletedTask;

    public Task<int> Ask() => Task.FromResult(1);
}

[Alias("tests.ISlowGrain")]
public interface ISlowGrain : IGrainWithStringKey
{
    [Alias("Ask")]
    Task<int> Ask();
}

/// <summary>Activates only where its probe lets it, or else waits to be told not to.</summary>
public sealed class SlowGrain : Grain, ISlowGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var probe = Probe.Of(this.GetPrimaryKeyString());
        if (!probe.IsSet("may activate"))
        {
            probe.Set("activating");
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
    }

    public Task<int> Ask() => Task.FromResult(1);
}

[Alias("tests.IStuckGrain")]
public interface IStuckGrain : IGrainWithStringKey
{
    [Alias("Ask")]
    Task<int> Ask();
}

/// <summary>Has a part that never finishes stopping.</summary>
public sealed class StuckGrain : Grain, IStuckGrain, ILifecycleParticipant<IGrainLifecycle>
{
    public void Participate(IGrainLifecycle lifecycle)
        => lifecycle.Subscribe("stuck", GrainLifecycleStage.Activate, _ => Task.CompletedTask, _ => new TaskCompletionSource().Task);

    public Task<int> Ask() => Task.FromResult(1);
}

[Alias("tests.ICarelessGrain")]
public interface ICarelessGrain : IGrainWithStringKey
{
    [Alias("Ask")]
    Task<int> Ask();
}

/// <summary>Has hung something on a timer's token that throws when the timer stops.</summary>
public sealed class CarelessGrain : Grain, ICarelessGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Of(this.GetPrimaryKeyString()).Set("deactivated");
        return Task.CompletedTask;
    }

    public async Task<int> Ask()
    {
        var ticked = new TaskCompletionSource();
        this.RegisterGrainTimer(
            token =>
            {
                token.Register(static () => throw new InvalidOperationException("Careless."));
                ticked.TrySetResult();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromHours(1)) { Interleave = true });
        await ticked.Task;
        return 1;
    }
}

[Alias("tests.IPatientGrain")]
public interface IPatientGrain : IGrainWithStringKey
{
    [Alias("Wait")]
    Task Wait(CancellationToken cancellationToken);

    [Alias("AskAndCancel")]
    Task<bool> AskAndCancel(IPatientGrain other);
}

/// <summary>Refuses to wait the first time, and waits until it is cancelled the second time.</summary>
public sealed class PatientGrain : Grain, IPatientGrain
{
    private int _asked;

    public async Task Wait(CancellationToken cancellationToken)
    {
        if (++_asked == 1)
        {
            throw new InvalidOperationException("Again.");
        }

        Probe.Of(this.GetPrimaryKeyString()).Set("waiting");
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }

    public async Task<bool> AskAndCancel(IPatientGrain other)
    {
        using var source = new CancellationTokenSource();
        var call = other.Wait(source.Token);
        await Probe.Of(other.GetPrimaryKeyString()).When("waiting");
        await source.CancelAsync();
        try
        {
            await call;
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}

[Alias("tests.IPooledGrain")]
public interface IPooledGrain : IGrainWithIntegerKey
{
    [Alias("Ask")]
    Task<int> Ask();
}

[StatelessWorker(2)]
public sealed class PooledGrain : Grain, IPooledGrain
{
    public Task<int> Ask()
    {
        DeactivateOnIdle();
        return Task.FromResult(1);
    }
}
