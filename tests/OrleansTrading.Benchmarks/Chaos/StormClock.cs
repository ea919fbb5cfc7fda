namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>The clock of the machine that the silos are on: what time of day it is can be set, how long anything takes cannot.</summary>
internal sealed class StormClock : TimeProvider
{
    private long _offset;

    /// <summary>How far it is off.</summary>
    public TimeSpan Offset
    {
        get => new(Volatile.Read(ref _offset));
        set => Volatile.Write(ref _offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
