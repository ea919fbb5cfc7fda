using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>
/// One swap's book, kept only to check it: the venue sends a CRC-32 of the 25 best levels a side, bids and asks by turns, with every
/// message, and numbers the messages. Levels that fall below the depth are taken back by the venue.
/// See https://www.okx.com/docs-v5/en/#order-book-trading-market-data-ws-order-book-channel.
/// </summary>
internal sealed class OkxBook
{
    private const int ChecksumLevels = 25;

    /// <summary>25 levels of two sides of two numbers, each with a colon.</summary>
    private readonly byte[] _text = new byte[ChecksumLevels * 4 * (Mapping.OkxNumber.MostLength + 1)];
    private readonly List<OkxLevel> _bids = new(Mapping.OkxMarket.BookLevels);
    private readonly List<OkxLevel> _asks = new(Mapping.OkxMarket.BookLevels);

    /// <summary>Messages since the snapshot, which is the first.</summary>
    public long Updates { get; private set; }

    /// <summary>The venue's number of the last message; null where it gave none.</summary>
    public long? Sequence { get; private set; }

    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        (Updates, Sequence) = (0, null);
    }

    /// <summary>Takes the levels of one message, which belong together.</summary>
    public void Apply(ReadOnlySpan<OkxLevel> bids, ReadOnlySpan<OkxLevel> asks, long? sequence)
    {
        foreach (ref readonly var level in bids)
            Apply(_bids, level, direction: -1);
        foreach (ref readonly var level in asks)
            Apply(_asks, level, direction: 1);
        Updates++;
        Sequence = sequence;
    }

    /// <summary>Of <c>bid:size:ask:size:bid...</c> from the best on; what a side lacks is passed over.</summary>
    public int Checksum()
    {
        var length = 0;
        for (var index = 0; index < Math.Min(ChecksumLevels, Math.Max(_bids.Count, _asks.Count)); index++)
        {
            if (index < _bids.Count)
                Write(_bids[index], ref length);
            if (index < _asks.Count)
                Write(_asks[index], ref length);
        }

        return unchecked((int)Crc32.Finish(Crc32.Add(Crc32.Start, _text.AsSpan(0, Math.Max(0, length - 1)))));
    }

    private void Write(in OkxLevel level, ref int length)
    {
        length += level.Price.Write(_text.AsSpan(length));
        _text[length++] = (byte)':';
        length += level.Contracts.Write(_text.AsSpan(length));
        _text[length++] = (byte)':';
    }

    private static void Apply(List<OkxLevel> side, in OkxLevel level, int direction)
    {
        var (low, high) = (0, side.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (side[middle].Level.Price.CompareTo(level.Level.Price) * direction < 0)
                low = middle + 1;
            else
                high = middle;
        }

        var found = low < side.Count && side[low].Level.Price.Equals(level.Level.Price);
        if (level.Contracts.Digits == 0)
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
}
