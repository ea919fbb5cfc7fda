using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>
/// Stream peculiarities of the venue: two paths, an answer for each channel and swap that was asked for, and a text that keeps a
/// connection alive. See https://www.okx.com/docs-v5/en/#overview-websocket.
/// </summary>
internal sealed class OkxStreamProtocol(
    OkxEnvironment environment, OkxInstruments instruments, Func<CancellationToken, ValueTask> ensureInstruments) : IStreamProtocol
{
    private static readonly byte[] Ping = "ping"u8.ToArray();

    public ReadOnlyMemory<byte> KeepAlive => Ping;

    public string RouteOf(StreamRequest stream) => OkxChannels.RouteOf(stream);

    public string RequestGroupOf(StreamRequest stream) => OkxChannels.ChannelOf(stream);

    public ValueTask PrepareAsync(CancellationToken cancellationToken) => ensureInstruments(cancellationToken);

    public Uri AddressOf(string route) => new(environment.StreamAddress, route);

    public string NameOf(InstrumentId instrument, StreamRequest stream) => OkxChannels.NameOf(OkxSymbols.ToName(instrument), stream);

    public void WriteSubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        Write(message, "subscribe", requestId, names);

    public void WriteUnsubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        Write(message, "unsubscribe", requestId, names);

    public FrameReader CreateReader() => new OkxFrameReader(instruments);

    private static void Write(IBufferWriter<byte> message, string operation, long requestId, IReadOnlyList<string> names)
    {
        using var json = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("id"u8, requestId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("op"u8, operation);
        json.WriteStartArray("args"u8);
        foreach (var (channel, name) in names.SelectMany(OkxChannels.PartsOf))
        {
            json.WriteStartObject();
            json.WriteString("channel"u8, channel);
            json.WriteString("instId"u8, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
