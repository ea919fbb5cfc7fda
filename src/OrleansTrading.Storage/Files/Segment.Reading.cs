using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Files;

internal sealed partial class Segment
{
    /// <summary>What a file is called while it is being rewritten.</summary>
    public const string TemporaryExtension = ".tmp";

    private const int SmallestChunk = 32;
    private const int LargestChunk = 2048;

    /// <summary>The newest <paramref name="count"/> candles, oldest first. In a segment that was saved in order, only they are read.</summary>
    public List<Kline> ReadLatest(int count)
    {
        if (!File.Exists(path))
            return [];
        var tail = Use(FileMode.Open, file => ReadTail(file, count, downTo: long.MinValue));
        return tail.Count <= count ? tail : tail.GetRange(tail.Count - count, count);
    }

    /// <summary>Up to <paramref name="limit"/> candles with <c>from &lt;= open time &lt;= to</c>, oldest first.</summary>
    public List<Kline> Read(long from, long to, int limit) =>
        File.Exists(path) ? Use(FileMode.Open, file => ReadRange(file, from, to, limit)) : [];

    /// <summary>
    /// The newest candles, ascending: at least <paramref name="wanted"/> of them, or all from <paramref name="downTo"/> on, or all there are.
    /// </summary>
    private List<Kline> ReadTail(SegmentFile file, int wanted, long downTo)
    {
        var tail = new List<Kline>();
        for (var end = _records; end > _order.LastDisordered;)
        {
            var count = Math.Min(end - _order.LastDisordered, Math.Clamp(wanted - tail.Count, SmallestChunk, LargestChunk));
            end -= count;
            var chunk = new List<Kline>(count);
            ReadValid(file, end, count, chunk);
            tail.InsertRange(0, chunk);
            if (tail.Count >= wanted || (tail.Count > 0 && tail[0].OpenTime <= downTo))
                return tail;
        }

        return _order.LastDisordered == 0 ? tail : ReadAll(file);
    }

    private List<Kline> ReadRange(SegmentFile file, long from, long to, int limit)
    {
        var found = new List<Kline>();
        if (_order.LastDisordered > 0 || FindFirst(file, from) is not { } next)
            return [.. ReadAll(file).Where(kline => kline.OpenTime >= from && kline.OpenTime <= to).Take(limit)];
        while (next < _records && found.Count < limit && (found.Count == 0 || found[^1].OpenTime <= to))
        {
            var count = Math.Min(_records - next, Math.Clamp(limit - found.Count, SmallestChunk, LargestChunk));
            ReadValid(file, next, count, found);
            next += count;
        }

        var inside = found.FindIndex(kline => kline.OpenTime > to);
        inside = Math.Min(inside < 0 ? found.Count : inside, limit);
        found.RemoveRange(inside, found.Count - inside);
        return found;
    }

    /// <summary>Number of the first record at or after a time, in an ordered segment; null when a corrupt record is in the way.</summary>
    private int? FindFirst(SegmentFile file, long from)
    {
        var (low, high) = (0, _records);
        var probe = new List<Kline>(1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            probe.Clear();
            ReadValid(file, middle, 1, probe);
            if (probe.Count == 0)
                return null;
            if (probe[0].OpenTime < from)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Every candle, ascending; of several with one open time the last that was saved.</summary>
    private List<Kline> ReadAll(SegmentFile file)
    {
        var all = new List<Kline>(_records);
        for (var first = 0; first < _records; first += LargestChunk)
            ReadValid(file, first, Math.Min(LargestChunk, _records - first), all);
        if (_order.LastDisordered == 0)
            return all;
        var byTime = new Dictionary<long, Kline>(all.Count);
        foreach (var kline in all)
            byTime[kline.OpenTime] = kline;
        var sorted = byTime.Values.ToList();
        sorted.Sort((one, other) => one.OpenTime.CompareTo(other.OpenTime));
        return sorted;
    }

    private void ReadValid(SegmentFile file, int first, int count, List<Kline> destination) =>
        file.Read(first, count, records =>
        {
            for (var i = 0; i < count; i++)
            {
                if (SegmentFormat.TryReadRecord(records[(i * SegmentFormat.RecordSize)..], out var kline, out _))
                    destination.Add(kline);
                else if (_corrupt.Add(first + i))
                    LogCorrupt(path, first + i, SegmentFile.OffsetOf(first + i));
            }
        });
}
