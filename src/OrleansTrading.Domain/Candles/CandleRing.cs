namespace OrleansTrading.Domain.Candles;

/// <summary>
/// The newest candles of one interval, in a fixed number of slots. A candle's slot follows from its open time, so look-ups
/// and updates anywhere in the window cost the same, and a gap is a run of empty slots. Updates allocate nothing.
/// One thread at a time.
/// <para>Invariants:</para>
/// <list type="bullet">
/// <item>The window is the <see cref="Capacity"/> intervals up to the newest one seen; moving it on empties the slots that it enters.</item>
/// <item>At most one candle is Open, and it is the newest of the window. It never goes back in trades, nor, at equal trades, in volume.</item>
/// <item>An Open candle that the window moves past is Ended: it takes no open value any more and counts as missing until a closed one comes.</item>
/// <item>Closed means that the venue gave the value as final, itself or through all of the candle's parts.</item>
/// <item>A Closed candle changes only by a closed row of REST or Repair, or, if it was summed, by a new sum; each such change is counted.</item>
/// </list>
/// </summary>
public sealed partial class CandleRing
{
    /// <summary>How many candles a ring holds unless told otherwise.</summary>
    public const int DefaultCapacity = 300;

    private const int Columns = 8;
    private const long Nothing = long.MinValue;
    private const byte PhaseMask = 3;
    private const byte SummedFlag = 4;
    private const byte RepairedFlag = 8;

    private readonly long _length;
    private readonly double[] _values;
    private readonly int[] _trades;
    private readonly byte[] _states;
    private long _head = Nothing;
    private long _newestClosed = Nothing;
    private long _updates, _repairs, _ignored, _tooOld, _rejected;

    public CandleRing(KlineInterval interval, int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        Interval = interval;
        Capacity = capacity;
        _length = interval.ToMilliseconds();
        _values = new double[Columns * capacity];
        _trades = new int[capacity];
        _states = new byte[capacity];
    }

    public KlineInterval Interval { get; }

    public int Capacity { get; }

    /// <summary>Candles present, whatever their phase.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// How often a closed candle was written at or before the newest closed one: while it stays the same, what was read of the closed
    /// candles still holds, and only newer ones have come.
    /// </summary>
    public long PastWrites { get; private set; }

    public CandleRingStatistics Statistics => new(_updates, _repairs, _ignored, _tooOld, _rejected);

    /// <summary>Offers a candle. <see cref="Kline.Closed"/> says that the venue called it final.</summary>
    public RingChange Apply(in Kline kline, KlineSource source)
    {
        var change = kline.Defect(Interval) is null ? Place(kline, source) : RingChange.Rejected;
        switch (change)
        {
            case RingChange.Added or RingChange.Updated or RingChange.Closed:
                _updates++;
                if (source == KlineSource.Repair && change == RingChange.Closed)
                    _repairs++;
                break;
            case RingChange.Repaired:
                _repairs++;
                break;
            case RingChange.TooOld:
                _tooOld++;
                break;
            case RingChange.Rejected:
                _rejected++;
                break;
            default:
                _ignored++;
                break;
        }

        return change;
    }

    /// <summary>Moves the window on to hold <paramref name="openTime"/>: the interval has begun, even if no candle is known for it yet.</summary>
    internal void Advance(long openTime)
    {
        var index = openTime / _length;
        if (_head == Nothing || index > _head)
            MoveTo(index);
    }

    /// <summary>Takes an open candle out again: what it was summed from turned out incomplete.</summary>
    internal void DropOpen(long openTime)
    {
        if (PhaseOf(openTime) != CandlePhase.Open)
            return;
        _states[SlotOf(openTime / _length)] = (byte)CandlePhase.Absent;
        Count--;
    }

    private RingChange Place(in Kline kline, KlineSource source)
    {
        var index = kline.OpenTime / _length;
        if (_head != Nothing && index <= _head - Capacity)
            return RingChange.TooOld;
        if (_head == Nothing || index > _head)
            MoveTo(index);
        var slot = SlotOf(index);
        return (CandlePhase)(_states[slot] & PhaseMask) switch
        {
            CandlePhase.Closed => Replace(slot, kline, source),
            _ when kline.Closed => Write(slot, kline, source, RingChange.Closed),
            _ when index < _head => RingChange.Ignored,
            CandlePhase.Open => Update(slot, kline, source),
            _ => Write(slot, kline, source, RingChange.Added),
        };
    }

    private RingChange Replace(int slot, in Kline kline, KlineSource source)
    {
        if (kline.Closed && Read(slot, kline.OpenTime) == kline)
            return RingChange.Unchanged;
        var allowed = source switch
        {
            KlineSource.Rest or KlineSource.Repair => true,
            KlineSource.RollUp => (_states[slot] & SummedFlag) != 0,
            _ => false,
        };
        return allowed && kline.Closed ? Write(slot, kline, source, RingChange.Repaired) : RingChange.Ignored;
    }

    private RingChange Update(int slot, in Kline kline, KlineSource source)
    {
        var progress = kline.Trades.CompareTo(_trades[slot]);
        if (progress == 0)
            progress = kline.Volume.CompareTo(Column(Field.Volume, slot));
        if (progress < 0)
            return RingChange.Ignored;
        // Of two values with the same trades the stream's is the one in order; an answer to a request may be older.
        if (progress == 0 && source is not (KlineSource.Stream or KlineSource.RollUp))
            return RingChange.Ignored;
        return Read(slot, kline.OpenTime) == kline ? RingChange.Unchanged : Write(slot, kline, source, RingChange.Updated);
    }

    private RingChange Write(int slot, in Kline kline, KlineSource source, RingChange change)
    {
        if ((_states[slot] & PhaseMask) == (byte)CandlePhase.Absent)
            Count++;
        Column(Field.Open, slot) = kline.Open;
        Column(Field.High, slot) = kline.High;
        Column(Field.Low, slot) = kline.Low;
        Column(Field.Close, slot) = kline.Close;
        Column(Field.Volume, slot) = kline.Volume;
        Column(Field.QuoteVolume, slot) = kline.QuoteVolume;
        Column(Field.TakerBuyVolume, slot) = kline.TakerBuyVolume;
        Column(Field.TakerBuyQuoteVolume, slot) = kline.TakerBuyQuoteVolume;
        _trades[slot] = kline.Trades;
        if (kline.Closed && kline.OpenTime <= _newestClosed)
            PastWrites++;
        else if (kline.Closed)
            _newestClosed = kline.OpenTime;
        var phase = kline.Closed ? CandlePhase.Closed : CandlePhase.Open;
        var repaired = kline.Repaired || change == RingChange.Repaired;
        _states[slot] = (byte)((byte)phase | (source == KlineSource.RollUp ? SummedFlag : 0) | (repaired ? RepairedFlag : 0));
        return change;
    }

    private void MoveTo(long index)
    {
        if (_head == Nothing || index - _head >= Capacity)
        {
            Array.Clear(_states);
            Count = 0;
            _head = index;
            return;
        }

        ref var newest = ref _states[SlotOf(_head)];
        if ((newest & PhaseMask) == (byte)CandlePhase.Open)
            newest = (byte)CandlePhase.Ended;
        while (_head < index)
        {
            ref var entered = ref _states[SlotOf(++_head)];
            if (entered != (byte)CandlePhase.Absent)
                Count--;
            entered = (byte)CandlePhase.Absent;
        }
    }

    private int SlotOf(long index)
    {
        var slot = (int)(index % Capacity);
        return slot < 0 ? slot + Capacity : slot;
    }

    private ref double Column(Field field, int slot) => ref _values[((int)field * Capacity) + slot];

    private Kline Read(int slot, long openTime) => new(
        openTime,
        Column(Field.Open, slot),
        Column(Field.High, slot),
        Column(Field.Low, slot),
        Column(Field.Close, slot),
        Column(Field.Volume, slot),
        Column(Field.QuoteVolume, slot),
        Column(Field.TakerBuyVolume, slot),
        Column(Field.TakerBuyQuoteVolume, slot),
        _trades[slot],
        (_states[slot] & PhaseMask) == (byte)CandlePhase.Closed)
    {
        Repaired = (_states[slot] & RepairedFlag) != 0,
    };

    /// <remarks>The order of the columns in the array of values.</remarks>
    private enum Field
    {
        Open,
        High,
        Low,
        Close,
        Volume,
        QuoteVolume,
        TakerBuyVolume,
        TakerBuyQuoteVolume,
    }
}
