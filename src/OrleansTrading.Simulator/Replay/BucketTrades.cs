using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>
/// The trades of each of the finest candles. Where trades were recorded, from the first to the last of them, they are
/// served as they are; before and after they are made up, with ids that lead up to and on from the recorded ones.
/// </summary>
internal sealed class BucketTrades
{
    private readonly KlineSeries _series;
    private readonly CandleTrades _made;
    private readonly Trade[] _recorded;
    private readonly long[] _firstAggregate;
    private readonly long[] _firstTrade;

    public BucketTrades(KlineSeries series, CandleTrades made, Trade[] recorded)
    {
        _series = series;
        _made = made;
        _recorded = recorded;
        _firstAggregate = new long[series.Count + 1];
        _firstTrade = new long[series.Count + 1];
        for (var i = 0; i < series.Count; i++)
        {
            var isRecorded = IsRecorded(i);
            _firstAggregate[i + 1] = _firstAggregate[i] + (isRecorded ? RecordedIn(i).Length : made.Count(series[i]));
            _firstTrade[i + 1] = _firstTrade[i] + (isRecorded ? Ids(RecordedIn(i)) : series[i].Trades);
        }

        ShiftToRecorded();
        for (var i = 0; i < series.Count; i++)
        {
            var none = series[i].Trades == 0;
            series.SetIds(i, none ? -1 : _firstTrade[i], none ? -1 : _firstTrade[i + 1] - 1);
        }
    }

    public void Fill(int index, TradeBlock block)
    {
        if (index < 0)
        {
            block.Resize(0);
        }
        else if (IsRecorded(index))
        {
            var trades = RecordedIn(index);
            trades.CopyTo(block.Resize(trades.Length));
        }
        else
        {
            _made.Fill(_series[index], _firstAggregate[index], _firstTrade[index], block);
        }
    }

    /// <summary>Index of the bucket that holds the aggregate, or null after the last.</summary>
    public int? BucketOf(long aggregateId)
    {
        var found = Array.BinarySearch(_firstAggregate, aggregateId);
        var index = found >= 0 ? found : ~found - 1;
        // Of several buckets that start with the same id all but the last are empty.
        while (index >= 0 && index + 1 < _firstAggregate.Length && _firstAggregate[index + 1] == _firstAggregate[index])
        {
            index++;
        }

        return index >= _series.Count ? null : Math.Max(0, index);
    }

    private bool IsRecorded(int index) => _recorded.Length > 0
        && _series[index].CloseTime >= _recorded[0].Time && _series[index].OpenTime <= _recorded[^1].Time;

    private ReadOnlySpan<Trade> RecordedIn(int index) =>
        _recorded.AsSpan(From(_series[index].OpenTime)..From(_series[index].CloseTime + 1));

    private int From(long time)
    {
        var low = 0;
        var high = _recorded.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_recorded[middle].Time < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static long Ids(ReadOnlySpan<Trade> trades) =>
        trades.Length == 0 ? 0 : trades[^1].LastTradeId - trades[0].FirstTradeId + 1;

    private void ShiftToRecorded()
    {
        for (var i = 0; i < _series.Count && _recorded.Length > 0; i++)
        {
            if (IsRecorded(i) && RecordedIn(i) is { Length: > 0 } trades)
            {
                var aggregates = trades[0].AggregateId - _firstAggregate[i];
                var singles = trades[0].FirstTradeId - _firstTrade[i];
                for (var j = 0; j < _firstAggregate.Length; j++)
                {
                    _firstAggregate[j] += aggregates;
                    _firstTrade[j] += singles;
                }

                return;
            }
        }
    }
}
