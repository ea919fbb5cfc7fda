using EmbeddedEngine.Activations;
using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedEngine.Timers;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (!ReferenceEquals(ActivationContext.Current, grainContext))
        {
            throw new InvalidOperationException("A grain's timer can be registered on the turns of that grain only.");
        }

        var activation = (Activation)grainContext;
        var timer = new GrainTimer(activation, token => callback(state, token), options.Interleave, options.KeepAlive);
        activation.AddTimer(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
