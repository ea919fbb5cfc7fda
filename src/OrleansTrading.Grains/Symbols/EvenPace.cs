namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Work that each of many symbols does once in a period, spread evenly over it: every key has its own moment within the period,
/// so they do not all come at once, not even the first time.
/// </summary>
internal sealed class EvenPace(string key, TimeProvider time)
{
    private readonly uint _place = PlaceOf(key);
    private long _doneAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether the key's moment has come since the work was last done.</summary>
    public bool IsDue(TimeSpan period)
    {
        if (period <= TimeSpan.Zero)
            return true;
        var length = (long)period.TotalMilliseconds;
        var moment = (long)(_place / (double)uint.MaxValue * (length - 1));
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();

        // A clock that was set back is no reason to wait for the time it had before.
        return (now - moment) / length != (_doneAt - moment) / length;
    }

    public void OnDone() => _doneAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <remarks>FNV-1a, finished by a multiplication that spreads keys which differ in their last letters alone.</remarks>
    private static uint PlaceOf(string key)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in key)
            hash = (hash ^ letter) * 16_777_619u;
        return (hash ^ (hash >> 16)) * 2_654_435_769u;
    }
}
