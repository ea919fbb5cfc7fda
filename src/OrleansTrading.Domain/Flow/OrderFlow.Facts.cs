namespace OrleansTrading.Domain.Flow;

public sealed partial class OrderFlow
{
    /// <summary>Seconds over which <see cref="FlowFacts"/> are taken.</summary>
    public const int FactsSeconds = 300;

    /// <summary>So many of them must have seen a best price change: a sum of few says nothing.</summary>
    public const int FewestChangedSeconds = 30;

    private const long FactsMilliseconds = FactsSeconds * BucketMilliseconds;

    /// <summary>Event time of the newest best price since its stream's last gap, Unix milliseconds; null when none has come since.</summary>
    public long? NewestPrice => _prices.Since is null ? null : _prices.Newest;

    /// <summary>
    /// The facts of the seconds before a moment. Only where both streams came without a gap through all of them, something was traded, the
    /// moment has been reached, and the seconds are still held.
    /// </summary>
    /// <param name="end">The first millisecond after the last second, Unix milliseconds; a multiple of 1000.</param>
    /// <param name="facts">The facts.</param>
    public bool TryGetFacts(long end, out FlowFacts facts)
    {
        facts = default;
        var start = end - FactsMilliseconds;
        if (_newest is not { } newest || newest + BucketMilliseconds < end || start < OldestHeld(newest))
            return false;
        if (!(_trades.Since <= start) || !(_prices.Since <= start))
            return false;
        double bought = 0, sold = 0, imbalance = 0, magnitude = 0;
        var changed = 0;
        for (var second = start; second < end; second += BucketMilliseconds)
        {
            if (!_ring.TryRead(second, out var bucket))
                continue;
            bought += bucket.BuyVolume;
            sold += bucket.SellVolume;
            imbalance += bucket.Imbalance;
            magnitude += Math.Abs(bucket.Imbalance);
            changed += bucket.BookChanges > 0 ? 1 : 0;
        }

        if (!(bought + sold > 0) || changed < FewestChangedSeconds)
            return false;
        facts = new FlowFacts((bought - sold) / (bought + sold), magnitude > 0 ? imbalance / magnitude : 0);
        return true;
    }

    /// <summary>Whether every second before a moment was told of as over: only a repair can change them.</summary>
    public bool IsOver(long end) => end <= _toldUntil;
}
