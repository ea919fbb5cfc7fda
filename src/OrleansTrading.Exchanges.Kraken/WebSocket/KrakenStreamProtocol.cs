using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>
/// Stream peculiarities of the venue's second protocol: one path for everything, one channel a request, an answer for each symbol.
/// See https://docs.kraken.com/api/docs/guides/spot-ws-intro.
/// </summary>
internal sealed class KrakenStreamProtocol(
    KrakenEnvironment environment, KrakenOptions options, KrakenPairs pairs, Func<CancellationToken, ValueTask> ensurePairs) : IStreamProtocol
{
    private const string Path = "/v2";

    public string RouteOf(StreamRequest stream) => Path;

    public string RequestGroupOf(StreamRequest stream) => KrakenChannels.GroupOf(stream);

    /// <remarks>Best prices carry no id; they are counted here.</remarks>
    public bool HasIds(StreamKind kind) => kind != StreamKind.BookTicker;

    public ValueTask PrepareAsync(CancellationToken cancellationToken) => ensurePairs(cancellationToken);

    public Uri AddressOf(string route) => new(environment.StreamAddress, route);

    public string NameOf(InstrumentId instrument, StreamRequest stream) => KrakenChannels.NameOf(KrakenSymbols.ToAltname(instrument), stream);

    public void WriteSubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        Write(message, "subscribe", requestId, names);

    public void WriteUnsubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        Write(message, "unsubscribe", requestId, names);

    public FrameReader CreateReader() => new KrakenFrameReader(pairs, options.BookDepth);

    private void Write(IBufferWriter<byte> message, string method, long requestId, IReadOnlyList<string> names)
    {
        var (channel, minutes, _) = KrakenChannels.Parse(names[0]);
        using var json = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("method"u8, method);
        json.WriteStartObject("params"u8);
        json.WriteString("channel"u8, channel);
        json.WriteStartArray("symbol"u8);
        foreach (var name in names)
            json.WriteStringValue(SymbolOf(KrakenChannels.Parse(name).Altname));
        json.WriteEndArray();
        if (minutes is { } length)
            json.WriteNumber("interval"u8, length);
        if (channel == "book")
            json.WriteNumber("depth"u8, options.BookDepth);
        // The default is an update for each trade; the top of the book is what is wanted.
        if (channel == "ticker")
            json.WriteString("event_trigger"u8, "bbo"u8);
        json.WriteEndObject();
        json.WriteNumber("req_id"u8, requestId);
        json.WriteEndObject();
    }

    /// <summary>A pair that the venue does not list is asked for by its own name, and refused by the venue.</summary>
    private string SymbolOf(string altname) => pairs.TryFindAltname(altname, out var pair) ? pair.Symbol : altname;
}
