namespace OrleansTrading.Simulator.Streams;

/// <summary>Counts a client's control messages: at most ten within any second.</summary>
internal sealed class ControlRate(TimeProvider time)
{
    public const int MostPerSecond = 10;

    private readonly long[] _recent = new long[MostPerSecond];
    private long _count;

    /// <summary>Counts one message; false when it is one too many.</summary>
    public bool Count()
    {
        var slot = (int)(_count % MostPerSecond);
        var tooMany = _count >= MostPerSecond && time.GetElapsedTime(_recent[slot]) < TimeSpan.FromSeconds(1);
        _recent[slot] = time.GetTimestamp();
        _count++;
        return !tooMany;
    }
}
