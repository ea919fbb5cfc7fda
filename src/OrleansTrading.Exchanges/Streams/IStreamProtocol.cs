using System.Buffers;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>What is a venue's own about its streams.</summary>
public interface IStreamProtocol
{
    /// <summary>Streams of one route share connections; streams of different routes never do.</summary>
    string RouteOf(StreamRequest stream);

    /// <summary>Streams of one group may be asked for in one request.</summary>
    string RequestGroupOf(StreamRequest stream) => "";

    /// <summary>
    /// Whether what two connections bring of such a stream can be told apart by ids or times of the venue's own. Where not, and for books
    /// that begin with a snapshot on every connection, the newer connection replaces the older one with its first data.
    /// </summary>
    bool HasIds(StreamKind kind) => true;

    /// <summary>Completes when a connection can be used: what names and frames are read by is known. Called before each connection.</summary>
    ValueTask PrepareAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Where connections of a route go now.</summary>
    Uri AddressOf(string route);

    /// <summary>The venue's name of a stream, unique within the venue.</summary>
    string NameOf(InstrumentId instrument, StreamRequest stream);

    /// <summary>One text message that asks for the streams.</summary>
    void WriteSubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names);

    /// <summary>One text message that ends the streams.</summary>
    void WriteUnsubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names);

    /// <summary>A text message that keeps a quiet connection alive, for venues that do not count pings of the socket's own; empty for none.</summary>
    ReadOnlyMemory<byte> KeepAlive => default;

    /// <summary>A reader for one connection.</summary>
    FrameReader CreateReader();
}
