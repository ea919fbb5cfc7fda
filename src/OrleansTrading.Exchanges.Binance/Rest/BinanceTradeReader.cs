using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Binance.Rest;

/// <summary>Reads the answer of aggTrades, an array of <c>{a,p,q,f,l,T,m}</c> in which price and quantity are text, oldest first.</summary>
internal static class BinanceTradeReader
{
    private const int Needed = 0x1f;

    /// <exception cref="FormatException">A row is not as documented, or is out of order.</exception>
    /// <exception cref="JsonException">The answer is not JSON.</exception>
    public static List<AggTrade> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        KlineRows.Expect(ref reader, JsonTokenType.StartArray);
        var trades = new List<AggTrade>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var trade = ReadRow(ref reader, trades.Count);
            if (trades.Count > 0 && trades[^1].Id >= trade.Id)
                throw new FormatException($"row {trades.Count}: id {trade.Id} does not come after {trades[^1].Id}");
            trades.Add(trade);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw new FormatException($"row {trades.Count}: expected an object, got {reader.TokenType}");
        return trades;
    }

    private static AggTrade ReadRow(ref Utf8JsonReader reader, int row)
    {
        long id = 0, time = 0;
        double price = 0, quantity = 0;
        var isBuyerMaker = false;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reader.ValueSpan)
            {
                case [(byte)'a']: id = Integer(ref reader, row); seen |= 1; break;
                case [(byte)'p']: price = Number(ref reader, row); seen |= 2; break;
                case [(byte)'q']: quantity = Number(ref reader, row); seen |= 4; break;
                case [(byte)'T']: time = VenueTime.Check(Integer(ref reader, row), "T"); seen |= 8; break;
                case [(byte)'m']: isBuyerMaker = Flag(ref reader, row); seen |= 16; break;
                default: reader.Skip(); break;
            }
        }

        if (seen != Needed)
            throw new FormatException($"row {row}: expected a, p, q, T and m");
        return price > 0 ? new AggTrade(id, time, price, quantity, isBuyerMaker) : throw new FormatException($"row {row}: price {price}; expected more than 0");
    }

    private static long Integer(ref Utf8JsonReader reader, int row) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= 0
            ? value
            : throw new FormatException($"row {row}: expected an integer, 0 or more");

    private static double Number(ref Utf8JsonReader reader, int row) =>
        reader.Read() && reader.TokenType == JsonTokenType.String && DecimalText.TryParse(reader.ValueSpan, out var value) && value >= 0
            ? value
            : throw new FormatException($"row {row}: expected a finite number, 0 or more, in a string");

    private static bool Flag(ref Utf8JsonReader reader, int row) =>
        reader.Read() && reader.TokenType is JsonTokenType.True or JsonTokenType.False
            ? reader.TokenType == JsonTokenType.True
            : throw new FormatException($"row {row}: expected true or false");
}
