using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

internal sealed partial class KrakenFrameReader
{
    private readonly Dictionary<MarketStream, KrakenBook> _books = [];
    private KrakenLevel[] _levels = new KrakenLevel[256];
    private BookLevel[] _handedOut = new BookLevel[256];
    private int _levelCount;
    private PendingEvent _shown;

    public override DepthUpdate Depth => new(
        _shown.EventTime, _shown.Update, _shown.Update, _shown.Update - 1,
        _handedOut.AsSpan(_shown.Bids), _handedOut.AsSpan(_shown.Asks), _shown.IsSnapshot);

    /// <summary>
    /// <c>{symbol,bids:[{price,qty}],asks:[{price,qty}],checksum,timestamp}</c>. The digits of the levels can be read only when the
    /// pair is known, so the sides are noted first and read afterwards.
    /// </summary>
    private FrameDefect ReadBook(ref Utf8JsonReader reader, bool snapshot, StreamTable streams)
    {
        const int Needed = 0xf;
        ReadOnlySpan<byte> symbol = default;
        Utf8JsonReader bids = default, asks = default;
        long checksum = 0;
        var (time, named) = (_named.Latest, 0L);
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("symbol"u8))
                (defect, seen) = (Text(ref reader, out symbol), seen | 1);
            else if (name.SequenceEqual("bids"u8))
                (defect, seen) = (Side(ref reader, out bids), seen | 2);
            else if (name.SequenceEqual("asks"u8))
                (defect, seen) = (Side(ref reader, out asks), seen | 4);
            else if (name.SequenceEqual("checksum"u8))
                (defect, seen) = (Integer(ref reader, out checksum), seen | 8);
            else if (name.SequenceEqual("timestamp"u8))
                (defect, named) = (Time(ref reader, out time), time);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        if (!pairs.TryFindSymbol(symbol, out var pair) || Find(streams, "book"u8, pair) is not { } stream)
            return FrameDefect.None;
        var first = _levelCount;
        var refused = ReadLevels(ref bids, pair);
        var middle = _levelCount;
        if (refused == FrameDefect.None)
            refused = ReadLevels(ref asks, pair);
        return refused == FrameDefect.None ? TakeBook(stream, snapshot, (time, named), checksum, first..middle, middle.._levelCount) : refused;
    }

    private FrameDefect TakeBook(MarketStream stream, bool snapshot, (long Event, long Named) time, long checksum, Range bids, Range asks)
    {
        if (!_books.TryGetValue(stream, out var book))
        {
            // Without its snapshot an update says nothing: it is on its way behind a refused one.
            if (!snapshot)
                return FrameDefect.None;
            _books[stream] = book = new KrakenBook(bookDepth);
        }

        if (snapshot)
            book.Clear();
        book.Apply(_levels.AsSpan(bids), _levels.AsSpan(asks));
        if (book.Checksum() != checksum)
        {
            _books.Remove(stream);
            Stream = stream;
            return FrameDefect.Checksum;
        }

        ref var entry = ref Queue(stream, time.Event);
        (entry.Named, entry.Update, entry.IsSnapshot, entry.Bids, entry.Asks) = (time.Named, book.Updates, snapshot, bids, asks);
        return FrameDefect.None;
    }

    private FrameDefect ReadLevels(ref Utf8JsonReader reader, KrakenPair pair)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return FrameDefect.WrongType;
            var defect = ReadLevel(ref reader, pair, out var level);
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

        return FrameDefect.None;
    }

    private static FrameDefect ReadLevel(ref Utf8JsonReader reader, KrakenPair pair, out KrakenLevel level)
    {
        double price = 0, quantity = 0;
        long priceDigits = 0, quantityDigits = 0;
        var seen = 0;
        level = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPrice = reader.ValueTextEquals("price"u8);
            var isQuantity = reader.ValueTextEquals("qty"u8);
            reader.Read();
            var defect = FrameDefect.None;
            if (isPrice)
                (defect, seen) = (Positive(ref reader, out price), seen | 1);
            else if (isQuantity)
                (defect, seen) = (NotNegative(ref reader, out quantity), seen | 2);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
            if ((isPrice && !KrakenDigits.TryParse(reader.ValueSpan, pair.PriceDecimals, out priceDigits))
                || (isQuantity && !KrakenDigits.TryParse(reader.ValueSpan, pair.LotDecimals, out quantityDigits)))
            {
                return FrameDefect.BadNumber;
            }
        }

        level = new KrakenLevel(new BookLevel(price, quantity), priceDigits, quantityDigits);
        return seen == 3 ? FrameDefect.None : FrameDefect.MissingMember;
    }

    /// <summary>A reader that stands at the beginning of the side, for later; this one passes over it.</summary>
    private static FrameDefect Side(scoped ref Utf8JsonReader reader, out Utf8JsonReader side)
    {
        side = reader;
        if (reader.TokenType != JsonTokenType.StartArray)
            return FrameDefect.WrongType;
        reader.Skip();
        return FrameDefect.None;
    }
}
