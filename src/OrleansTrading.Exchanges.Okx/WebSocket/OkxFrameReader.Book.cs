using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

internal sealed partial class OkxFrameReader
{
    private readonly Dictionary<MarketStream, OkxBook> _books = [];
    private OkxLevel[] _levels = new OkxLevel[1024];
    private BookLevel[] _handedOut = new BookLevel[1024];
    private int _levelCount;
    private PendingEvent _shown;

    public override DepthUpdate Depth => new(
        _shown.EventTime, _shown.Update, _shown.Update, _shown.Update - 1,
        _handedOut.AsSpan(_shown.Bids), _handedOut.AsSpan(_shown.Asks), _shown.IsSnapshot);

    /// <summary>
    /// <c>{asks:[[price,contracts,"0",orders]],bids:[..],ts,checksum,prevSeqId,seqId}</c>. A checksum that is absent or 0 is none; where
    /// there are no numbers, the checksum alone tells.
    /// </summary>
    private FrameDefect ReadBook(ref Utf8JsonReader reader, MarketStream stream, OkxInstrument instrument, ReadOnlySpan<byte> action)
    {
        const int Needed = 0x7;
        var snapshot = action.SequenceEqual("snapshot"u8);
        if (!snapshot && !action.SequenceEqual("update"u8))
            return FrameDefect.Mismatch;
        Range bids = default, asks = default;
        long time = 0;
        long? checksum = null, sequence = null, previous = null;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("bids"u8))
                (defect, seen) = (ReadLevels(ref reader, instrument, out bids), seen | 1);
            else if (name.SequenceEqual("asks"u8))
                (defect, seen) = (ReadLevels(ref reader, instrument, out asks), seen | 2);
            else if (name.SequenceEqual("ts"u8))
                (defect, seen) = (Time(ref reader, out time), seen | 4);
            else if (name.SequenceEqual("checksum"u8))
                defect = Sequence(ref reader, out checksum);
            else if (name.SequenceEqual("seqId"u8))
                defect = Sequence(ref reader, out sequence);
            else if (name.SequenceEqual("prevSeqId"u8))
                defect = Sequence(ref reader, out previous);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        return TakeBook(stream, snapshot, time, checksum, sequence, previous, bids, asks);
    }

    private FrameDefect TakeBook(
        MarketStream stream, bool snapshot, long time, long? checksum, long? sequence, long? previous, Range bids, Range asks)
    {
        if (!_books.TryGetValue(stream, out var book))
        {
            // Without its snapshot an update says nothing: it is on its way behind a refused one.
            if (!snapshot)
                return FrameDefect.None;
            _books[stream] = book = new OkxBook();
        }

        if (snapshot)
            book.Clear();
        var follows = snapshot || previous is null || previous == book.Sequence;
        if (follows)
            book.Apply(_levels.AsSpan(bids), _levels.AsSpan(asks), sequence);
        if (!follows || (checksum is not (null or 0) && book.Checksum() != checksum))
        {
            _books.Remove(stream);
            Stream = stream;
            return FrameDefect.Checksum;
        }

        ref var entry = ref Queue(stream, time);
        (entry.Update, entry.IsSnapshot, entry.Bids, entry.Asks) = (book.Updates, snapshot, bids, asks);
        return FrameDefect.None;
    }

    private FrameDefect ReadLevels(ref Utf8JsonReader reader, OkxInstrument instrument, out Range range)
    {
        var first = _levelCount;
        range = default;
        if (reader.TokenType != JsonTokenType.StartArray)
            return FrameDefect.WrongType;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                return FrameDefect.WrongType;
            var defect = ReadLevel(ref reader, instrument, out var level);
            if (defect != FrameDefect.None)
                return defect;
            if (_levelCount == _levels.Length)
            {
                Array.Resize(ref _levels, _levelCount * 2);
                Array.Resize(ref _handedOut, _levelCount * 2);
            }

            _handedOut[_levelCount] = level.Level;
            _levels[_levelCount++] = level;
        }

        range = first.._levelCount;
        return FrameDefect.None;
    }

    private static FrameDefect ReadLevel(ref Utf8JsonReader reader, OkxInstrument instrument, out OkxLevel level)
    {
        level = default;
        reader.Read();
        var defect = Digits(ref reader, out var price);
        if (defect != FrameDefect.None)
            return defect;
        reader.Read();
        defect = Digits(ref reader, out var contracts);
        if (defect != FrameDefect.None)
            return defect;
        if (price.Digits == 0)
            return FrameDefect.BadNumber;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
        level = new OkxLevel(new BookLevel(price.ToDouble(), contracts.Times(instrument.Contract)), price, contracts);
        return FrameDefect.None;
    }

    /// <summary>These are numbers and may be negative: -1 stands before the first.</summary>
    private static FrameDefect Sequence(ref Utf8JsonReader reader, out long? value)
    {
        var defect = Sequence(ref reader, out long number);
        value = number;
        return defect;
    }

    private static FrameDefect Sequence(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number)
            return FrameDefect.WrongType;
        return reader.TryGetInt64(out value) ? FrameDefect.None : FrameDefect.BadNumber;
    }
}
