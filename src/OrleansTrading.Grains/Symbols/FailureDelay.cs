namespace OrleansTrading.Grains.Symbols;

/// <summary>How long to leave alone what has failed: a second at first, twice as long after each further failure, up to a minute, with jitter.</summary>
internal sealed class FailureDelay(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private long _failedAt;
    private TimeSpan _delay;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    public bool IsOver => Failures == 0 || time.GetElapsedTime(_failedAt) >= _delay;

    public void OnFailed()
    {
        _failedAt = time.GetTimestamp();
        _delay = Of(Failures++) * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }

    public void OnSucceeded() => Failures = 0;

    /// <summary>Doubles with each step from zero on; no jitter.</summary>
    public static TimeSpan Of(int step)
    {
        var doubled = First * Math.Pow(2, Math.Min(step, 6));
        return doubled < Longest ? doubled : Longest;
    }
}
