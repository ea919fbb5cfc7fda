using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Flow;

public sealed partial class OrderFlow
{
    private readonly MarketEvent[] _strays = new MarketEvent[LeapConfirmations - 1];
    private int _strayCount;
    private StreamRun _trades;
    private StreamRun _prices;

    /// <summary>Whether a streamed event's time can be believed; one that cannot waits for those that follow.</summary>
    private bool IsBelieved(in MarketEvent marketEvent)
    {
        if (marketEvent.EventTime <= 0)
            return false;
        if (_newest is { } newest && (!IsNearOrPast(marketEvent.EventTime) || marketEvent.EventTime < OldestHeld(newest)))
        {
            if (_strayCount < _strays.Length)
            {
                _strays[_strayCount++] = marketEvent;
                return false;
            }

            Leap();
        }

        _strayCount = 0;
        return true;
    }

    private bool IsNearOrPast(long time) => _newest is { } newest && time - newest <= LargestLeap.TotalMilliseconds;

    private static long OldestHeld(long newest) => newest - ((HeldSeconds - 1) * BucketMilliseconds);

    /// <summary>Whether a time's second is held, after the ring has moved on to it when it is the newest.</summary>
    private bool Reach(long time)
    {
        var openTime = OpenTimeOf(time);
        if (_newest is not { } newest)
        {
            Since = time;
            _newest = _toldUntil = openTime;
            return true;
        }

        if (openTime <= newest)
            return openTime >= OldestHeld(newest);
        TellUntil(openTime - (long)Lateness.TotalMilliseconds);
        _newest = openTime;
        return true;
    }

    /// <summary>The market is at the time that the strays name; they are taken now, in their order.</summary>
    private void Leap()
    {
        Flush();
        var first = OpenTimeOf(_strays[0].EventTime);
        if (first < _newest)
        {
            // The market's time was never as late as it seemed.
            _ring.ForgetAfter(first);
            (_newest, _toldUntil, _quote) = (first, first, null);
            Since = Math.Min(Since ?? first, _strays[0].EventTime);
            (_trades, _prices) = (default, default);
        }

        foreach (ref readonly var stray in _strays.AsSpan())
        {
            if (stray.Kind == StreamKind.Trade)
                Add(stray.ToTrade(), isRepaired: false);
            else
                Add(stray.ToBookTicker());
        }
    }

    /// <summary>Prices from before a gap are no measure for those after it. Trades are what they were.</summary>
    private void ForgetStrayPrices()
    {
        var kept = 0;
        foreach (ref readonly var stray in _strays.AsSpan(0, _strayCount))
        {
            if (stray.Kind == StreamKind.Trade)
                _strays[kept++] = stray;
        }

        _strayCount = kept;
    }

    /// <summary>How long a stream has come without a gap.</summary>
    private record struct StreamRun
    {
        /// <summary>Event time of the first event since the last gap, Unix milliseconds; null when none has come since.</summary>
        public long? Since { get; private set; }

        /// <summary>Event time of the newest event, Unix milliseconds.</summary>
        public long Newest { get; private set; }

        public void OnEvent(long time)
        {
            Since ??= time;
            Newest = Math.Max(Newest, time);
        }
    }
}
