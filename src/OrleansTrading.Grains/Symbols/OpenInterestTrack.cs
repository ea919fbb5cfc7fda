using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Open interest now and about an hour ago. Keeps a value every few minutes, so an hour costs little however often it is asked for.
/// </summary>
internal sealed class OpenInterestTrack
{
    private const long Hour = 3_600_000;
    private const long Spacing = 300_000;

    // Oldest first, at least Spacing apart; the first is the newest that is at least an hour older than Newest, once one is.
    private readonly Queue<OpenInterest> _kept = new();
    private long _keptLast = long.MinValue;

    public OpenInterest? Newest { get; private set; }

    /// <summary>The newest kept value that is an hour or more older than the newest one; null until one is, and where it is older than two hours.</summary>
    public OpenInterest? HourAgo =>
        Newest is { } newest && _kept.TryPeek(out var oldest) && newest.EventTime - oldest.EventTime is >= Hour and < 2 * Hour ? oldest : null;

    /// <summary>The change within that hour as a fraction of the older value; null until it is known.</summary>
    public double? ChangeInHour =>
        HourAgo is { Quantity: > 0 } then && Newest is { } now ? (now.Quantity / then.Quantity) - 1 : null;

    /// <summary>Takes a value unless a later one is known.</summary>
    public void Apply(OpenInterest value)
    {
        if (Newest is { } newest && value.EventTime < newest.EventTime)
            return;
        Newest = value;
        if (_kept.Count == 0 || value.EventTime - _keptLast >= Spacing)
        {
            _kept.Enqueue(value);
            _keptLast = value.EventTime;
        }

        while (_kept.Skip(1).FirstOrDefault() is { EventTime: > 0 } second && value.EventTime - second.EventTime >= Hour)
            _kept.Dequeue();
    }
}
