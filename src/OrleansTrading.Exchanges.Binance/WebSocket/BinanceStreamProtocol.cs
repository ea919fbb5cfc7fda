using System.Buffers;
using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.WebSocket;

/// <summary>
/// Stream peculiarities of the venue. Books and best prices come by the path <c>/public</c>, everything else by
/// <c>/market</c>; on the wrong path a subscription is confirmed and never brings data.
/// </summary>
internal sealed class BinanceStreamProtocol(BinanceEnvironment environment) : IStreamProtocol
{
    private const string Public = "/public/stream";
    private const string Market = "/market/stream";

    public string RouteOf(StreamRequest stream) => stream.Kind is StreamKind.BookTicker or StreamKind.Depth ? Public : Market;

    public Uri AddressOf(string route) => new(environment.StreamAddress, route);

    public string NameOf(InstrumentId instrument, StreamRequest stream)
    {
        var symbol = BinanceSymbols.ToSymbol(instrument).ToLowerInvariant();
        return stream.Kind switch
        {
            StreamKind.Kline => $"{symbol}@kline_{stream.Interval.ToCode()}",
            StreamKind.Trade => $"{symbol}@aggTrade",
            StreamKind.BookTicker => $"{symbol}@bookTicker",
            StreamKind.Depth => $"{symbol}@depth@100ms",
            StreamKind.MarkPrice => $"{symbol}@markPrice@1s",
            StreamKind.Liquidation => $"{symbol}@forceOrder",
            _ => throw new ArgumentOutOfRangeException(nameof(stream), stream.Kind, "Expected a stream kind."),
        };
    }

    public void WriteSubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        Write(message, "SUBSCRIBE", requestId, names);

    public void WriteUnsubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        Write(message, "UNSUBSCRIBE", requestId, names);

    public FrameReader CreateReader() => new BinanceFrameReader();

    private static void Write(IBufferWriter<byte> message, string method, long requestId, IReadOnlyList<string> names)
    {
        using var json = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("method"u8, method);
        json.WriteStartArray("params"u8);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("id"u8, requestId);
        json.WriteEndObject();
    }
}
