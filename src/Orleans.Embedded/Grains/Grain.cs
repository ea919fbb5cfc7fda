using EmbeddedEngine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainRuntime? _runtime;

    protected Grain()
        : this(ActivationContext.Current ?? throw new InvalidOperationException(
            "A grain is created by the runtime only; pass an IGrainContext to its base constructor to create it elsewhere."))
    {
    }

    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        _runtime = grainRuntime;
    }

    public IGrainContext GrainContext { get; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices ?? Runtime.ServiceProvider;

    public string IdentityString => GrainContext.GrainId.ToString();

    public string RuntimeIdentity => Runtime.SiloIdentity;

    internal IGrainRuntime Runtime => _runtime ?? GrainContext.ActivationServices.GetRequiredService<IGrainRuntime>();

    [Obsolete("Use 'this.RegisterGrainTimer(callback, state, new() { DueTime = dueTime, Period = period, Interleave = true })' instead.")]
    protected IDisposable RegisterTimer(Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Runtime.TimerRegistry.RegisterGrainTimer(
            GrainContext,
            static (s, _) => s.callback(s.state),
            (callback, state),
            new GrainTimerCreationOptions(dueTime, period) { Interleave = true });
    }

    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    protected void MigrateOnIdle() => GrainContext.Migrate(null);

    /// <summary>Keeps an idle activation for at least this long; a negative span takes that back, <see cref="TimeSpan.MaxValue"/> means for ever.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
