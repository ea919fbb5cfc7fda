using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// The latest time that a venue has named on one connection, Unix milliseconds. One frame alone that names a time far from the others' does not set it: a
/// time that is farther ahead than <see cref="VenueClock.LargestLeap"/> is believed when as many frames in a row as
/// <see cref="VenueClock.LeapConfirmations"/> name such, and the first one of all, to which there is nothing to compare, only until others agree on
/// an earlier one. Used by one reader at a time.
/// </summary>
public sealed class NamedTime
{
    private static readonly long Leap = (long)VenueClock.LargestLeap.TotalMilliseconds;

    private long _frame;
    private long _agreedAt;
    private long _disagreedAt;
    private int _agreed;
    private int _ahead;
    private int _behind;

    /// <summary>0 before any was named.</summary>
    public long Latest { get; private set; }

    /// <summary>Another frame comes: however many times it names, it speaks for itself once.</summary>
    public void BeginFrame() => _frame++;

    /// <summary>A frame names a time. Earlier ones than the latest change nothing.</summary>
    /// <param name="time">Unix milliseconds; 0 where it names none.</param>
    /// <param name="isPast">Whether it may be long past, so that it does not speak against a later one.</param>
    public void Observe(long time, bool isPast = false)
    {
        if (time == 0 || (isPast && time <= Latest))
            return;
        if (Latest == 0)
            Take(time);
        else if (time > Latest + Leap)
            Disagree(ref _ahead, time);
        else if (time >= Latest - Leap)
            Agree(time);
        else if (_agreed < VenueClock.LeapConfirmations)
            Disagree(ref _behind, time);
    }

    private void Take(long time) => (Latest, _agreed, _agreedAt, _ahead, _behind) = (time, 1, _frame, 0, 0);

    private void Agree(long time)
    {
        if (_agreedAt != _frame && _agreed < VenueClock.LeapConfirmations)
            (_agreed, _agreedAt) = (_agreed + 1, _frame);
        (Latest, _ahead, _behind) = (Math.Max(Latest, time), 0, 0);
    }

    private void Disagree(ref int frames, long time)
    {
        if (_disagreedAt != _frame)
            (frames, _disagreedAt) = (frames + 1, _frame);
        if (frames >= VenueClock.LeapConfirmations)
            Take(time);
    }
}
