namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Waits between attempts to connect: they double up to the longest, and every one of them is spread, so that connections lost
/// together do not come back together. None is shorter than the first. It never gives up.
/// </summary>
/// <param name="first">The first wait, which jitter only makes longer.</param>
/// <param name="longest">Middle and later ones are capped here.</param>
/// <param name="jitter">The part of a wait that is left to chance, 0 to 1.</param>
/// <param name="random">The chance.</param>
internal sealed class ReconnectBackoff(TimeSpan first, TimeSpan longest, double jitter, Random random)
{
    private int _attempts;

    public void Reset() => _attempts = 0;

    public TimeSpan Next()
    {
        var attempt = _attempts++;
        if (attempt == 0)
            return first * (1 + (jitter * random.NextDouble()));
        // 2^30 times any sensible first wait lies beyond any longest one.
        var doubled = first * Math.Pow(2, Math.Min(attempt, 30));
        var capped = doubled < longest ? doubled : longest;
        var spread = capped * (1 - (jitter * random.NextDouble()));
        return spread > first ? spread : first;
    }
}
