using EmbeddedEngine.Activations;
using EmbeddedEngine.Calls;
using Orleans.Runtime;

namespace EmbeddedEngine.Timers;

/// <summary>One tick of a grain timer, as a request to its grain.</summary>
internal sealed class TimerTick : TaskRequest
{
    private static readonly InvokedMethod TickMethod
        = new(typeof(IGrainTimerTick).GetMethod(nameof(IGrainTimerTick.InvokeCallbackAsync))!);

    private readonly GrainTimer _timer;
    private readonly bool _interleave;
    private readonly bool _keepAlive;

    public TimerTick(GrainTimer timer, Activation activation, bool interleave, bool keepAlive)
    {
        _timer = timer;
        _interleave = interleave;
        _keepAlive = keepAlive;
        Invoked = TickMethod;
        Sender = activation.Silo;
        Source = activation;
    }

    // The timer reports its own failures, and nobody waits for the outcome.
    public override bool IsOneWay => false;

    public override bool IsAlwaysInterleave => _interleave;

    public override bool IsLocalOnly => true;

    public override GrainId TargetId => Source!.GrainId;

    public override bool IsKeepAlive => _keepAlive;

    protected override void SetException(Exception error)
    {
    }

    protected override Task InvokeInner(object target) => _timer.TickAsync();
}
