namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Waits between attempts to connect: the first is exact, later ones double up to the longest, each spread over its
/// upper half so that connections lost together do not come back together. It never gives up.
/// </summary>
internal sealed class ReconnectBackoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _attempts;

    public void Reset() => _attempts = 0;

    public TimeSpan Next()
    {
        var attempt = _attempts++;
        if (attempt == 0)
            return first;
        // 2^30 times any sensible first wait lies beyond any longest one.
        var doubled = first * Math.Pow(2, Math.Min(attempt, 30));
        var capped = doubled < longest ? doubled : longest;
        var spread = capped * (0.5 + (random.NextDouble() / 2));
        return spread > first ? spread : first;
    }
}
