using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>Goes through the minutes of one day in order, keeping what neighbours share.</summary>
internal struct MinuteWalker
{
    private readonly MinuteModel _minutes;
    private readonly TradeCounts _counts;
    private readonly SymbolSpecUnits _units;
    private readonly int[] _ticks;
    private long _minute;
    private long _aggregateId;
    private long _tradeId;
    private TradeCounts.Hour _hour;

    public MinuteWalker(MinuteModel minutes, TradeCounts counts, SymbolSpecUnits units, int[] ticksOfDay, long minute)
    {
        _minutes = minutes;
        _counts = counts;
        _units = units;
        _ticks = ticksOfDay;
        _minute = minute;
        Locate();
    }

    /// <summary>False of the default value.</summary>
    public readonly bool HasSetOut => _ticks is not null;

    public void Skip() => MoveTo(_minute + 1);

    /// <param name="minute">Another minute of the same day.</param>
    public void MoveTo(long minute)
    {
        if (_minute == minute)
        {
            return;
        }

        _minute = minute;
        Locate();
    }

    public void AddNext(ref Candle candle)
    {
        var index = (int)(_minute % LogPath.MinutesPerDay);
        if (_minute + 1 >= _hour.FirstMinute + 60)
        {
            _hour = _counts.HourOf(_minute + 1);
        }

        var nextAggregate = _counts.FirstAggregateId(_minute + 1, _hour);
        _minutes.Compute(_minute, _ticks[index], _ticks[index + 1], _aggregateId, nextAggregate, out var shape);
        var nextTrade = _counts.FirstTradeId(nextAggregate);
        shape.AddTo(ref candle, _units, _tradeId, nextTrade - 1);
        _minute++;
        _aggregateId = nextAggregate;
        _tradeId = nextTrade;
    }

    private void Locate()
    {
        _hour = _counts.HourOf(_minute);
        _aggregateId = _counts.FirstAggregateId(_minute, _hour);
        _tradeId = _counts.FirstTradeId(_aggregateId);
    }
}
