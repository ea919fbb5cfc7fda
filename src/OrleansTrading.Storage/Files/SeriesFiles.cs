using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Files;

/// <summary>All segments of one series. One operation at a time: whoever works on it holds <see cref="Gate"/>.</summary>
internal sealed class SeriesFiles(StoredSeries series, string directory, ILogger logger)
{
    private SortedList<long, Segment>? _segments;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Saves candles, segment by segment; names to <paramref name="written"/> each segment as it is written.</summary>
    public void Save(IReadOnlyList<Kline> klines, Action<Segment> written)
    {
        // Of several candles with one open time the last wins, as it would had they come one by one.
        var distinct = new SortedList<long, Kline>(klines.Count);
        foreach (var kline in klines)
            distinct[kline.OpenTime] = kline;
        foreach (var group in distinct.Values.GroupBy(kline => SegmentSpan.StartOf(series.Interval, kline.OpenTime)))
        {
            var segment = SegmentAt(group.Key);
            if (segment.Save([.. group]))
                written(segment);
        }
    }

    public List<Kline> Read(long from, long to, int limit)
    {
        var found = new List<Kline>();
        var segments = Segments();
        for (var i = 0; i < segments.Count && found.Count < limit && segments.Keys[i] <= to; i++)
        {
            var isBefore = i + 1 < segments.Count && segments.Keys[i + 1] <= from;
            if (!isBefore)
                found.AddRange(segments.Values[i].Read(from, to, limit - found.Count));
        }

        return found;
    }

    public List<Kline> ReadLatest(int count)
    {
        var segments = Segments();
        List<Kline> found = [];
        for (var i = segments.Count - 1; i >= 0 && found.Count < count; i--)
        {
            var older = segments.Values[i].ReadLatest(count - found.Count);
            older.AddRange(found);
            found = older;
        }

        return found;
    }

    private Segment SegmentAt(long start)
    {
        var segments = Segments();
        if (segments.TryGetValue(start, out var segment))
            return segment;
        Directory.CreateDirectory(directory);
        segment = Make(start);
        segments.Add(start, segment);
        return segment;
    }

    private SortedList<long, Segment> Segments()
    {
        if (_segments is not null)
            return _segments;
        var segments = new SortedList<long, Segment>();
        if (Directory.Exists(directory))
        {
            foreach (var file in Directory.EnumerateFiles(directory))
            {
                if (file.EndsWith(Segment.TemporaryExtension, StringComparison.Ordinal))
                    File.Delete(file);
                else if (SegmentSpan.TryParseFileName(series.Interval, Path.GetFileName(file), out var start))
                    segments.Add(start, Make(start));
            }
        }

        return _segments = segments;
    }

    private Segment Make(long start) => new(Path.Combine(directory, SegmentSpan.FileNameOf(series.Interval, start)), series, logger);
}
