using OrleansTrading.Domain.Streams;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <remarks>What is not recorded: for want of memory, as it could not be written, or because it cannot be.</remarks>
internal sealed partial class CaptureFeed
{
    /// <summary>The year 2100, Unix milliseconds. A day is part of each file's name and of what the past is judged by, so one absurd time spoils more than its row.</summary>
    private const long EndOfTimes = 4_102_444_800_000;

    /// <summary>What is let go at present, from the lowest to the highest.</summary>
    private TradeRange? _letGo;

    /// <summary>What was let go, some of it, and is being brought again.</summary>
    private TradeRange? _lacked;
    private long? _resumedAfter;
    private int _resumptions;

    /// <summary>Kinds of which a row was refused, a bit each.</summary>
    private int _refused;

    /// <summary>
    /// The disk takes files again. What was let go is from now on what is to be asked for; gaps from before are not, and what others bring for
    /// them is still taken.
    /// </summary>
    /// <returns>Between which ids trades were let go; null when none was.</returns>
    public TradeRange? Resume()
    {
        lock (_gate)
        {
            if (_letGo is not { } range)
                return null;
            _letGo = null;
            // What was let go before and has not been brought again yet stays asked for.
            _resumedAfter = _lacked is not null && _resumedAfter is { } before ? Math.Min(range.From - 1, _recorded.ReachOf(before)) : range.From - 1;
            _lacked = Join(_lacked, range);
            Volatile.Write(ref _resumptions, _resumptions + 1);
            return range;
        }
    }

    public IReadOnlyList<IdRange> EndBringing(int resumptions)
    {
        lock (_gate)
        {
            // What is being let go at present is brought after another resumption, with all that was to be brought before.
            if (_lacked is not { } lacked || _letGo is not null || resumptions != _resumptions)
                return [];
            _lacked = null;
            return _recorded.GapsIn(Math.Max(lacked.From, (_began ?? long.MinValue) + 1), lacked.To);
        }
    }

    /// <summary>Trades that were taken are not to be had in any file: they count as not recorded, and are to be brought again.</summary>
    public void Withdraw(IReadOnlyList<TradeRange> ranges)
    {
        lock (_gate)
        {
            foreach (var range in ranges)
            {
                _recorded.Remove(range.From, range.To);
                _letGo = Join(_letGo, range);
            }
        }
    }

    private static TradeRange Join(TradeRange? range, TradeRange other) =>
        range is { } one ? new TradeRange(Math.Min(one.From, other.From), Math.Max(one.To, other.To)) : other;

    private bool IsRefused(CaptureKind kind, long time)
    {
        if (time is >= 0 and < EndOfTimes)
            return false;
        var before = Interlocked.Or(ref _refused, 1 << (int)kind);
        _desk.OnRefused(Instrument, kind, time, isFirst: (before & (1 << (int)kind)) == 0);
        return true;
    }

    private void LetGo(long id)
    {
        if (_recorded.Contains(id))
            return;
        _letGo = Join(_letGo, new TradeRange(id, id));
        _desk.OnLetGo(Instrument.Venue, CaptureKind.AggTrade);
    }

    private bool CanTake(CaptureKind kind)
    {
        if (!_desk.MustLetGo)
            return true;
        _desk.OnLetGo(Instrument.Venue, kind);
        return false;
    }

    /// <summary>What is rare has a reserve of memory of its own.</summary>
    private bool CanTakeRare(CaptureKind kind)
    {
        if (!_desk.MustLetGoEvenRare)
            return true;
        _desk.OnLetGo(Instrument.Venue, kind);
        return false;
    }
}
