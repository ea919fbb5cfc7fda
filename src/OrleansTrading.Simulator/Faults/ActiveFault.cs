namespace OrleansTrading.Simulator.Faults;

/// <summary>A fault that is in force until its count or its time is used up.</summary>
internal sealed class ActiveFault(long id, FaultRequest request, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private int _left = request.Count ?? int.MaxValue;
    private int _hits;

    public long Id { get; } = id;

    public FaultRequest Request { get; } = request;

    public int Hits => Volatile.Read(ref _hits);

    public bool IsOver => Volatile.Read(ref _left) <= 0 || HasTimedOut;

    public bool HasTimedOut => Request.DurationMs is { } duration && time.GetElapsedTime(_started) >= TimeSpan.FromMilliseconds(duration);

    /// <summary>Uses the fault once; false when it was over.</summary>
    public bool TryHit()
    {
        if (IsOver || (Request.Count is not null && Interlocked.Decrement(ref _left) < 0))
        {
            return false;
        }

        Interlocked.Increment(ref _hits);
        return true;
    }
}
