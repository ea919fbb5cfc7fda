using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.WebSocket;

/// <remarks>
/// The venue sends at most the latest forced order of a second, and says nothing of the others: what comes is a sample.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Liquidation-Order-Streams.
/// </remarks>
internal sealed partial class BinanceFrameReader
{
    /// <summary>Stands for the other two-letter name that matters, <c>ap</c>.</summary>
    private const char AveragePrice = '\u0002';

    /// <summary><c>{e,E,o:{s,S,o,f,q,p,ap,X,l,z,T}}</c>.</summary>
    private FrameKind ReadForceOrder(ref Utf8JsonReader reader, MarketStream stream)
    {
        const int Needed = 0x3;
        long eventTime = 0;
        Liquidation order = default;
        var seen = 0;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 'e': defect = Expect(ref reader, "forceOrder"u8); break;
                case 'E': defect = Time(ref reader, out eventTime); seen |= 1; break;
                case 'o': defect = ReadOrder(ref reader, stream, out order); seen |= 2; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        if (seen != Needed)
            return Refuse(FrameDefect.MissingMember);
        EventTime = eventTime;
        EventSlot = MarketEvent.ForLiquidation(order with { EventTime = eventTime }, _received);
        return FrameKind.Event;
    }

    /// <remarks><c>z</c> is what the whole order has filled, <c>l</c> its last fill alone.</remarks>
    private static FrameDefect ReadOrder(ref Utf8JsonReader reader, MarketStream stream, out Liquidation order)
    {
        const int Needed = 0x3f;
        long tradeTime = 0;
        double price = 0, average = 0, quantity = 0;
        var isBuy = false;
        var seen = 0;
        order = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return FrameDefect.WrongType;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 's': defect = Expect(ref reader, stream.Utf8Symbol.Span); seen |= 1; break;
                case 'S': defect = Side(ref reader, out isBuy); seen |= 2; break;
                case 'p': defect = Positive(ref reader, out price); seen |= 4; break;
                case AveragePrice: defect = Positive(ref reader, out average); seen |= 8; break;
                case 'z': defect = NotNegative(ref reader, out quantity); seen |= 16; break;
                case 'T': defect = Time(ref reader, out tradeTime); seen |= 32; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        order = new Liquidation(0, tradeTime, isBuy, price, average, quantity);
        return FrameDefect.None;
    }

    private static FrameDefect Side(ref Utf8JsonReader reader, out bool isBuy)
    {
        isBuy = false;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        isBuy = reader.ValueTextEquals("BUY"u8);
        return isBuy || reader.ValueTextEquals("SELL"u8) ? FrameDefect.None : FrameDefect.Mismatch;
    }
}
