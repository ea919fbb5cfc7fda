using System.Buffers;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Files;

/// <summary>
/// One span of one series in one file. One operation at a time; the series sees to that.
/// Invariant: what is known here of the file (<c>_records</c>, <c>_newest</c>, <c>_order</c>) changes only after the bytes are written, so a
/// failed write is never taken for a save, and the next one goes to the same place.
/// </summary>
internal sealed partial class Segment(string path, StoredSeries series, ILogger logger) : IDiskFile
{
    private const int SmallestRewrite = 64;
    private const int LargestDisorder = 4;

    private readonly HashSet<long> _corrupt = [];
    private bool _opened;
    private bool _hasHeader;
    private bool _isOfOlderVersion;
    private int _records;
    private long _newest = long.MinValue;
    private SegmentOrder _order;

    public string Path => path;

    /// <summary>Appends what the file does not hold with the same values already.</summary>
    /// <param name="klines">Ascending, each open time once, all within the segment's span.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="IOException">The disk refused; nothing of it counts as saved. The message names the file.</exception>
    public bool Save(IReadOnlyList<Kline> klines)
    {
        var written = Use(FileMode.OpenOrCreate, file =>
        {
            var fresh = WithoutKnown(file, klines);
            if (fresh.Count > 0)
                Append(file, fresh);
            return fresh.Count > 0;
        });
        if (_order.Disordered >= SmallestRewrite && (long)_order.Disordered * LargestDisorder >= _records)
            Rewrite();
        return written;
    }

    /// <summary>Makes what is written survive the machine. May be called while another operation goes on.</summary>
    /// <exception cref="IOException">The disk refused. The message names the file.</exception>
    public void FlushToDisk()
    {
        try
        {
            // The system forces out all that was written to the file, through whichever handle.
            using var file = new SegmentFile(path, FileMode.Open);
            file.FlushToDisk();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The candle file '{path}' cannot be forced to the disk: {failure.Message}", failure);
        }
    }

    private List<Kline> WithoutKnown(SegmentFile file, IReadOnlyList<Kline> klines)
    {
        if (klines[0].OpenTime > _newest)
            return [.. klines];
        var known = ReadTail(file, wanted: int.MaxValue, downTo: klines[0].OpenTime).ToDictionary(kline => kline.OpenTime);
        return [.. klines.Where(kline => !known.TryGetValue(kline.OpenTime, out var saved) || saved != kline || (kline.Repaired && !saved.Repaired))];
    }

    private void Append(SegmentFile file, List<Kline> klines)
    {
        var start = _hasHeader ? SegmentFile.OffsetOf(_records) : 0;
        try
        {
            TakeToThisVersion(file);
            var (newest, order) = Write(file, klines, start, _records, _newest, _order);
            (_hasHeader, _records, _newest, _order) = (true, _records + klines.Count, newest, order);
        }
        catch (IOException)
        {
            // What did reach the file is torn or was never confirmed; if it cannot be cut off now, the next write covers it.
            try
            {
                file.Truncate(start);
            }
            catch (IOException failure)
            {
                LogNotTruncated(path, failure);
            }

            throw;
        }
    }

    /// <remarks>Before the first record that an older program would misread. Torn, the header is not missed: records are known by their own checksums.</remarks>
    private void TakeToThisVersion(SegmentFile file)
    {
        if (!_isOfOlderVersion)
            return;
        Span<byte> header = stackalloc byte[SegmentFormat.HeaderSize];
        SegmentFormat.WriteHeader(header, series);
        file.Write(header, 0);
        _isOfOlderVersion = false;
    }

    private (long Newest, SegmentOrder Order) Write(
        SegmentFile file, List<Kline> klines, long start, int number, long newest, SegmentOrder order)
    {
        var records = start == 0 ? SegmentFormat.HeaderSize : 0;
        var size = records + (klines.Count * SegmentFormat.RecordSize);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            if (start == 0)
                SegmentFormat.WriteHeader(buffer, series);
            for (var i = 0; i < klines.Count; i++)
            {
                var kline = klines[i];
                if (kline.OpenTime <= newest)
                    order = new SegmentOrder(number + i + 1, order.Disordered + 1);
                newest = Math.Max(newest, kline.OpenTime);
                SegmentFormat.WriteRecord(buffer.AsSpan(records + (i * SegmentFormat.RecordSize)), kline, order);
            }

            file.Write(buffer.AsSpan(0, size), start);
            return (newest, order);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <remarks>The new file is whole on disk before it takes the old one's place, so a crash leaves one or the other.</remarks>
    private void Rewrite()
    {
        var temporary = path + TemporaryExtension;
        try
        {
            var all = Use(FileMode.Open, ReadAll);
            if (all.Count == 0)
                return;
            using (var file = new SegmentFile(temporary, FileMode.Create))
            {
                Write(file, all, start: 0, number: 0, long.MinValue, default);
                file.FlushToDisk();
            }

            File.Move(temporary, path, overwrite: true);
            LogRewritten(path, _records, all.Count);
            (_records, _newest, _order, _hasHeader) = (all.Count, all[^1].OpenTime, default, true);
            _corrupt.Clear();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The candles are saved; only their order on disk is not improved.
            LogNotRewritten(path, failure);
        }
    }

    private T Use<T>(FileMode mode, Func<SegmentFile, T> operation)
    {
        try
        {
            using var file = new SegmentFile(path, mode);
            if (!_opened)
                Recover(file);
            _opened = true;
            return operation(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The candle file '{path}' cannot be read or written: {failure.Message}", failure);
        }
    }
}
