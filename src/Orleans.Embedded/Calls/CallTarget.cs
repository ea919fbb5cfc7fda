
namespace EmbeddedEngine.Calls;

/// <summary>What requests are delivered to: an activation, the workers of a stateless grain, an observer.</summary>
internal abstract class CallTarget
{
    /// <summary>The silo it lives on, or null for an observer of a client.</summary>
    public abstract SiloNode? Silo { get; }

    /// <summary>Takes the request, unless the target has gone.</summary>
    public abstract bool TryEnqueue(GrainRequest request);

    /// <summary>The object whose methods are called.</summary>
    public abstract object Instance { get; }

    /// <summary>Runs the cancellation on the turns of the target.</summary>
    public abstract void Cancel(CancellationTokenSource source);

    /// <summary>The request has run to its end; its response is sent after this.</summary>
    public abstract void OnCompleted(GrainRequest request, Exception? error);
}
