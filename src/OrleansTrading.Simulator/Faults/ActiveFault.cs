using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Faults;

/// <summary>A fault that is in force until its count or its time is used up.</summary>
internal sealed class ActiveFault(long id, FaultRequest request, TimeProvider time, Func<bool>? ended = null)
{
    private readonly long _started = time.GetTimestamp();
    private int _left = request.Count ?? int.MaxValue;
    private int _hits;
    private int _asked;

    public long Id { get; } = id;

    public FaultRequest Request { get; } = request;

    public int Hits => Volatile.Read(ref _hits);

    public bool IsOver => Volatile.Read(ref _left) <= 0 || HasTimedOut || ended?.Invoke() == true;

    public bool HasTimedOut => ended is null && Request.DurationMs is { } duration && time.GetElapsedTime(_started) >= TimeSpan.FromMilliseconds(duration);

    /// <summary>Uses the fault once; false when it was over.</summary>
    public bool TryHit()
    {
        if (IsOver || !IsMeant() || (Request.Count is not null && Interlocked.Decrement(ref _left) < 0))
        {
            return false;
        }

        Interlocked.Increment(ref _hits);
        return true;
    }

    // Which of those that it could strike it does strike hangs on their number alone.
    private bool IsMeant() =>
        Request.Rate is not { } rate || Noise.Unit(Noise.At(Noise.Mix((ulong)Id), Interlocked.Increment(ref _asked))) < rate;
}
