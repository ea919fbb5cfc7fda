namespace OrleansTrading.Simulator.Hosting;

/// <summary>
/// The venue's clock. At a finite speed it runs with the wall clock times the speed; at the greatest speed it is
/// moved by the engine, as far as the consumers have let it. It never passes the end of replayed data.
/// </summary>
public sealed class SimulatorClock
{
    private readonly TimeProvider _time;
    private readonly double _speed;
    private readonly long _start;
    private readonly long _end;
    private readonly long _startTimestamp;
    private long _advanced;

    internal SimulatorClock(TimeProvider time, double speed, long start, long end)
    {
        _time = time;
        _speed = speed;
        _start = start;
        _end = end;
        _startTimestamp = time.GetTimestamp();
        _advanced = start;
    }

    /// <summary>The simulated present.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>True when consumers pace the clock.</summary>
    public bool IsPacedByConsumers => double.IsPositiveInfinity(_speed);

    /// <summary>True once replayed data have been played to their end.</summary>
    public bool HasEnded => Milliseconds >= _end;

    /// <summary>The simulated present in Unix milliseconds.</summary>
    public long Milliseconds
    {
        get
        {
            if (IsPacedByConsumers)
            {
                return Volatile.Read(ref _advanced);
            }

            var elapsed = _time.GetElapsedTime(_startTimestamp).TotalMilliseconds * _speed;
            return elapsed >= _end - _start ? _end : _start + (long)elapsed;
        }
    }

    internal long Start => _start;

    internal long End => _end;

    internal double Speed => _speed;

    internal void Advance(long milliseconds) => Volatile.Write(ref _advanced, Math.Min(milliseconds, _end));
}
