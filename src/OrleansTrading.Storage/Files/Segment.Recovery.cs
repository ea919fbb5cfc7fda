using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Files;

internal sealed partial class Segment
{
    /// <summary>
    /// Learns the state of a file that this process has not used before, and cuts off what follows the last whole record:
    /// a write that the death of the process or of the machine interrupted.
    /// </summary>
    private void Recover(SegmentFile file)
    {
        var length = file.Length;
        if (length < SegmentFormat.HeaderSize)
        {
            if (length > 0)
                Drop(file, length, keep: 0);
            return;
        }

        var slots = (int)((length - SegmentFormat.HeaderSize) / SegmentFormat.RecordSize);
        (_records, _order, _newest) = FindLastWhole(file, slots);
        // Without its header a record is still known by its own checksum, and the series by the file's place.
        var version = VersionOf(file);
        _hasHeader = version is not null || _records > 0;
        _isOfOlderVersion = version < SegmentFormat.Version;
        if (version is null)
            LogHeaderCorrupt(path);
        var end = _hasHeader ? SegmentFile.OffsetOf(_records) : 0;
        if (end < length)
            Drop(file, length, end);
        if (_records > 0 && _order.LastDisordered == _records)
            _newest = ReadAll(file)[^1].OpenTime;
    }

    private int? VersionOf(SegmentFile file)
    {
        Span<byte> header = stackalloc byte[SegmentFormat.HeaderSize];
        file.ReadHeader(header);
        return SegmentFormat.CheckHeader(header, series, path);
    }

    private static (int Records, SegmentOrder Order, long OpenTime) FindLastWhole(SegmentFile file, int slots)
    {
        for (var end = slots; end > 0;)
        {
            var count = Math.Min(end, SmallestChunk);
            end -= count;
            var (records, order, openTime) = (0, default(SegmentOrder), long.MinValue);
            file.Read(end, count, bytes =>
            {
                for (var i = count - 1; i >= 0 && records == 0; i--)
                {
                    if (SegmentFormat.TryReadRecord(bytes[(i * SegmentFormat.RecordSize)..], out Kline kline, out order))
                        (records, openTime) = (end + i + 1, kline.OpenTime);
                }
            });
            if (records > 0)
                return (records, order, openTime);
        }

        return (0, default, long.MinValue);
    }

    private void Drop(SegmentFile file, long length, long keep)
    {
        file.Truncate(keep);
        LogTornTail(path, length - keep, (length - keep) / SegmentFormat.RecordSize, keep);
    }
}
