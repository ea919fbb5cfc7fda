using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>
/// One depth of a pair's book as subscribers hold it: the whole of it for who comes, then what differs. A level that falls below
/// the depth is not taken back; clients cut it off.
/// </summary>
internal sealed class BookFeed(MarketStream stream, KrakenPair pair)
{
    private const int ChecksumLevels = 10;

    private readonly BookLevel[] _next = new BookLevel[stream.Address.Levels];
    private readonly List<BookLevel> _changedBids = [];
    private readonly List<BookLevel> _changedAsks = [];
    private readonly Utf8Buffer _digits = new(512);
    private BookLevel[] _bids = [];
    private BookLevel[] _asks = [];
    private long _time;

    public MarketStream Stream => stream;

    /// <summary>Takes the book as it stands, without a word.</summary>
    public void Look(in BookTop top, long time)
    {
        _bids = Side(top, bids: true);
        _asks = Side(top, bids: false);
        _time = time;
    }

    public void WriteSnapshot(Utf8Buffer json)
    {
        KrakenFrames.Head(json, "book"u8, snapshot: true);
        KrakenFrames.Book(json, pair, _bids, _asks, Checksum(), _time);
        KrakenFrames.Tail(json);
    }

    /// <summary>Looks again and sends what has changed since.</summary>
    public void Push(in BookTop top, long time, FrameSink sink)
    {
        var (bids, asks) = (_bids, _asks);
        Look(top, time);
        Differ(bids, _bids, bids: true, _changedBids);
        Differ(asks, _asks, bids: false, _changedAsks);
        if (_changedBids.Count + _changedAsks.Count == 0)
        {
            return;
        }

        var json = sink.Begin();
        KrakenFrames.Head(json, "book"u8, snapshot: false);
        KrakenFrames.Book(json, pair, [.. _changedBids], [.. _changedAsks], Checksum(), time);
        KrakenFrames.Tail(json);
        sink.Send(stream);
    }

    private BookLevel[] Side(in BookTop top, bool bids) => _next[..pair.Listed.Book.Side(top, bids, _next)];

    private void Differ(BookLevel[] old, BookLevel[] now, bool bids, List<BookLevel> into)
    {
        into.Clear();
        var direction = bids ? -1 : 1;
        var isFull = now.Length == stream.Address.Levels;
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            var order = i == old.Length ? 1 : j == now.Length ? -1 : Math.Sign(old[i].PriceTicks - now[j].PriceTicks) * direction;
            if (order < 0)
            {
                if (j < now.Length || !isFull)
                {
                    into.Add(old[i] with { Steps = 0 });
                }

                i++;
            }
            else
            {
                if (order > 0 || old[i].Steps != now[j].Steps)
                {
                    into.Add(now[j]);
                }

                i += order == 0 ? 1 : 0;
                j++;
            }
        }
    }

    /// <summary>CRC-32 of the digits of the ten best asks and bids, price and quantity by turns, without points and zeros in front.</summary>
    private uint Checksum()
    {
        _digits.Clear();
        foreach (var side in (ReadOnlySpan<BookLevel[]>)[_asks, _bids])
        {
            foreach (var level in side.AsSpan(0, Math.Min(side.Length, ChecksumLevels)))
            {
                _digits.Number(pair.PriceOf(level));
                _digits.Number(pair.QuantityOf(level));
            }
        }

        var crc = uint.MaxValue;
        foreach (var digit in _digits.Written)
        {
            crc ^= digit;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
