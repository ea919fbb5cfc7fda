using System.Buffers.Text;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>
/// One pair's book to the subscribed depth, kept only to check it: the venue sends a CRC-32 of its ten best levels a side with
/// every message. Levels that fall below the depth are not taken back by the venue, so they are cut off here.
/// See https://docs.kraken.com/api/docs/guides/spot-ws-book-v2.
/// </summary>
internal sealed class KrakenBook(int depth)
{
    public const int ChecksumLevels = 10;

    private readonly List<KrakenLevel> _bids = new(depth + 1);
    private readonly List<KrakenLevel> _asks = new(depth + 1);

    /// <summary>Messages since the snapshot, which is the first.</summary>
    public long Updates { get; private set; }

    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        Updates = 0;
    }

    /// <summary>Takes the levels of one message, which belong together.</summary>
    public void Apply(ReadOnlySpan<KrakenLevel> bids, ReadOnlySpan<KrakenLevel> asks)
    {
        foreach (ref readonly var level in bids)
            Apply(_bids, level, best: -1);
        foreach (ref readonly var level in asks)
            Apply(_asks, level, best: 1);
        Cut(_bids);
        Cut(_asks);
        Updates++;
    }

    /// <summary>Asks from the lowest up, then bids from the highest down, price and quantity by turns.</summary>
    public uint Checksum()
    {
        var crc = Crc32.Start;
        Span<byte> text = stackalloc byte[20];
        foreach (var side in (ReadOnlySpan<List<KrakenLevel>>)[_asks, _bids])
        {
            for (var index = 0; index < Math.Min(side.Count, ChecksumLevels); index++)
            {
                Utf8Formatter.TryFormat(side[index].PriceDigits, text, out var length);
                crc = Crc32.Add(crc, text[..length]);
                Utf8Formatter.TryFormat(side[index].QuantityDigits, text, out length);
                crc = Crc32.Add(crc, text[..length]);
            }
        }

        return Crc32.Finish(crc);
    }

    private static void Apply(List<KrakenLevel> side, in KrakenLevel level, int best)
    {
        var (low, high) = (0, side.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (side[middle].PriceDigits.CompareTo(level.PriceDigits) * best < 0)
                low = middle + 1;
            else
                high = middle;
        }

        var found = low < side.Count && side[low].PriceDigits == level.PriceDigits;
        if (level.QuantityDigits == 0)
        {
            if (found)
                side.RemoveAt(low);
        }
        else if (found)
        {
            side[low] = level;
        }
        else
        {
            side.Insert(low, level);
        }
    }

    private void Cut(List<KrakenLevel> side)
    {
        if (side.Count > depth)
            side.RemoveRange(depth, side.Count - depth);
    }
}
