namespace OrleansTrading.Domain.Alerting;

/// <summary>
/// Decides by readings of one metric whether it is out of bounds: beyond a bound at every look for a while, and in bounds again at the first
/// look within them. A metric that cannot be read is in bounds.
/// </summary>
/// <param name="above">It is out of bounds above this; null for no such bound.</param>
/// <param name="below">It is out of bounds below this; null for no such bound.</param>
/// <param name="perMinute">Whether the bounds are of its growth a minute instead of its value.</param>
/// <param name="wait">How long it must be out of bounds.</param>
public sealed class MetricThreshold(double? above, double? below, bool perMinute, TimeSpan wait)
{
    private (double Value, long At)? _last;
    private long? _since;

    /// <summary>What was compared at the last look: the value, or its growth a minute; null when there was nothing to compare.</summary>
    public double? Compared { get; private set; }

    /// <summary>Takes a reading, at a time in Unix milliseconds; answers whether it is out of bounds for long enough.</summary>
    public bool Look(double? reading, long now)
    {
        Compared = perMinute ? GrowthOf(reading, now) : reading;
        _last = reading is { } value ? (value, now) : null;
        if (Compared is not { } compared || !(compared > above || compared < below))
        {
            _since = null;
            return false;
        }

        _since ??= now;
        return now - _since >= (long)wait.TotalMilliseconds;
    }

    /// <remarks>A counter that is less than before began anew: all that it has counts as growth.</remarks>
    private double? GrowthOf(double? reading, long now) => (reading, _last) switch
    {
        ({ } value, { } last) when now > last.At => (value >= last.Value ? value - last.Value : value) * 60_000 / (now - last.At),
        _ => null,
    };
}
