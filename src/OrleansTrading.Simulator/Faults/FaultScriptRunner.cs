using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Simulator.Faults;

/// <summary>Injects the faults of a script when their time has come on their clock.</summary>
internal sealed class FaultScriptRunner : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly List<ScriptedFault> _left;
    private readonly SimulatorFaults _faults;
    private readonly SimulatorClock _clock;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;

    public FaultScriptRunner(IReadOnlyList<ScriptedFault> script, SimulatorFaults faults, SimulatorClock clock, TimeProvider time)
    {
        _left = [.. script];
        _faults = faults;
        _clock = clock;
        _time = time;
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(_ => InjectDue(), null, TimeSpan.Zero, Period);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void InjectDue()
    {
        lock (_lock)
        {
            var real = _time.GetElapsedTime(_started);
            var simulated = TimeSpan.FromMilliseconds(_clock.Milliseconds - _clock.Start);
            foreach (var due in _left.FindAll(fault => fault.At <= (fault.OnSimulatedClock ? simulated : real)))
            {
                _left.Remove(due);
                _faults.Inject(due.Fault);
            }
        }
    }
}
