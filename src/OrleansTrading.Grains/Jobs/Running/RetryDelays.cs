namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>How long a run waits between two attempts.</summary>
internal static class RetryDelays
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Doubles with each attempt and varies by a quarter, so that jobs that failed together do not come back together.</summary>
    /// <param name="attempt">The attempt that has failed, from 1.</param>
    /// <param name="first">The delay after the first one.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan After(int attempt, TimeSpan first, double chance)
    {
        var doubled = first * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (doubled < Longest ? doubled : Longest) * (0.75 + (chance / 2));
    }
}
