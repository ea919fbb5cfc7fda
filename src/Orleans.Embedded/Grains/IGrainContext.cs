using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One activation, as the runtime sees it.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    GrainReference GrainReference { get; }

    GrainId GrainId { get; }

    object? GrainInstance { get; }

    ActivationId ActivationId { get; }

    GrainAddress Address { get; }

    IServiceProvider ActivationServices { get; }

    IGrainLifecycle ObservableLifecycle { get; }

    IWorkItemScheduler Scheduler { get; }

    /// <summary>Completes when the activation has gone.</summary>
    Task Deactivated { get; }

    void SetComponent<TComponent>(TComponent? value)
        where TComponent : class;

    void ReceiveMessage(object message);

    void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);

    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);
}
