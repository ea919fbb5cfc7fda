using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.WebSocket;

internal sealed partial class BinanceFrameReader
{
    /// <summary><c>{e,E,T,s,U,u,pu,b,a}</c>; levels are <c>["price","quantity"]</c>.</summary>
    private FrameKind ReadDepth(ref Utf8JsonReader reader, MarketStream stream)
    {
        const int Needed = 0x7f;
        long eventTime = 0;
        var seen = 0;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 'e': defect = Expect(ref reader, "depthUpdate"u8); break;
                case 's': defect = Expect(ref reader, stream.Utf8Symbol.Span); seen |= 1; break;
                case 'E': defect = Time(ref reader, out eventTime); seen |= 2; break;
                case 'U': defect = Integer(ref reader, out _firstUpdateId); seen |= 4; break;
                case 'u': defect = Integer(ref reader, out _finalUpdateId); seen |= 8; break;
                case PreviousUpdate: defect = Integer(ref reader, out _previousFinalUpdateId); seen |= 16; break;
                case 'b': defect = ReadLevels(ref reader, ref _bids, out _bidCount); seen |= 32; break;
                case 'a': defect = ReadLevels(ref reader, ref _asks, out _askCount); seen |= 64; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        if (seen != Needed)
            return Refuse(FrameDefect.MissingMember);
        EventTime = eventTime;
        return FrameKind.Depth;
    }

    private static FrameDefect ReadLevels(ref Utf8JsonReader reader, ref BookLevel[] levels, out int count)
    {
        count = 0;
        if (reader.TokenType != JsonTokenType.StartArray)
            return FrameDefect.WrongType;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray || !reader.Read())
                return FrameDefect.WrongType;
            var defect = Positive(ref reader, out var price);
            if (defect != FrameDefect.None)
                return defect;
            reader.Read();
            defect = NotNegative(ref reader, out var quantity);
            if (defect != FrameDefect.None)
                return defect;
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
                return FrameDefect.WrongType;
            if (count == levels.Length)
                Array.Resize(ref levels, count * 2);
            levels[count++] = new BookLevel(price, quantity);
        }

        return FrameDefect.None;
    }
}
