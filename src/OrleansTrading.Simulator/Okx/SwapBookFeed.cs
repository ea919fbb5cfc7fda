using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// A swap's book of 400 levels a side as subscribers hold it: the whole of it for who comes, then what differs. A level that falls
/// below the depth is taken back. Messages are numbered, and each carries a checksum of the 25 best levels a side.
/// </summary>
internal sealed class SwapBookFeed(MarketStream stream, byte[] head, OkxSwap swap)
{
    private const int Depth = 400;
    private const int ChecksumLevels = 25;

    private readonly BookLevel[] _next = new BookLevel[Depth];
    private readonly List<BookLevel> _changedBids = [];
    private readonly List<BookLevel> _changedAsks = [];
    private readonly Utf8Buffer _text = new(2048);
    private BookLevel[] _bids = [];
    private BookLevel[] _asks = [];
    private long _time;
    private long _sequence;

    /// <summary>Takes the book as it stands, without a word.</summary>
    public void Look(in BookTop top, long time)
    {
        (_bids, _asks) = (Side(top, bids: true), Side(top, bids: false));
        (_time, _sequence) = (time, swap.Listed.Book.UpdateId(top.Step));
    }

    public void WriteSnapshot(Utf8Buffer json)
    {
        json.Raw(head);
        json.Raw("\"action\":\"snapshot\",\"data\":["u8);
        Write(json, _bids, _asks, previous: -1);
    }

    /// <summary>Looks again and sends what has changed since.</summary>
    public void Push(in BookTop top, long time, FrameSink sink)
    {
        var (bids, asks, previous, before) = (_bids, _asks, _sequence, _time);
        Look(top, time);
        Differ(bids, _bids, direction: -1, _changedBids);
        Differ(asks, _asks, direction: 1, _changedAsks);
        if (_changedBids.Count + _changedAsks.Count == 0)
        {
            (_sequence, _time) = (previous, before);
            return;
        }

        var json = sink.Begin();
        json.Raw(head);
        json.Raw("\"action\":\"update\",\"data\":["u8);
        Write(json, [.. _changedBids], [.. _changedAsks], previous);
        sink.Send(stream);
    }

    private BookLevel[] Side(in BookTop top, bool bids) => _next[..swap.Listed.Book.Side(top, bids, _next)];

    private void Write(Utf8Buffer json, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, long previous)
    {
        json.Raw("{\"asks\":"u8);
        OkxRows.Levels(json, swap, asks);
        json.Raw(",\"bids\":"u8);
        OkxRows.Levels(json, swap, bids);
        json.Raw(",\"ts\":"u8);
        json.Whole(_time);
        json.Raw(",\"checksum\":"u8);
        json.Number(Checksum());
        json.Raw(",\"prevSeqId\":"u8);
        json.Number(previous);
        json.Raw(",\"seqId\":"u8);
        json.Number(_sequence);
        json.Raw("}]}"u8);
    }

    private static void Differ(BookLevel[] old, BookLevel[] now, int direction, List<BookLevel> into)
    {
        into.Clear();
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            var order = i == old.Length ? 1 : j == now.Length ? -1 : Math.Sign(old[i].PriceTicks - now[j].PriceTicks) * direction;
            if (order < 0)
            {
                into.Add(old[i++] with { Steps = 0 });
                continue;
            }

            if (order > 0 || old[i].Steps != now[j].Steps)
                into.Add(now[j]);
            i += order == 0 ? 1 : 0;
            j++;
        }
    }

    /// <summary>CRC-32, as a signed number, of <c>bid:size:ask:size:bid...</c> from the best on.</summary>
    private int Checksum()
    {
        _text.Clear();
        for (var index = 0; index < ChecksumLevels; index++)
        {
            if (index < _bids.Length)
                Add(_bids[index]);
            if (index < _asks.Length)
                Add(_asks[index]);
        }

        var crc = uint.MaxValue;
        foreach (var letter in _text.Written)
        {
            crc ^= letter;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return unchecked((int)~crc);
    }

    private void Add(in BookLevel level)
    {
        if (_text.Length > 0)
            _text.Byte((byte)':');
        _text.Digits(swap.PriceOf(level), swap.Spec.PriceDecimals);
        _text.Byte((byte)':');
        _text.Digits(swap.SizeOf(level), OkxSwap.SizeDecimals);
    }
}
