using System.Buffers;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Asks for market streams on the path for books and best prices.</summary>
internal sealed class WrongPath(IStreamProtocol protocol) : IStreamProtocol
{
    public string RouteOf(StreamRequest stream) => protocol.RouteOf(new StreamRequest(StreamKind.Depth));

    public Uri AddressOf(string route) => protocol.AddressOf(route);

    public string NameOf(InstrumentId instrument, StreamRequest stream) => protocol.NameOf(instrument, stream);

    public void WriteSubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        protocol.WriteSubscribe(message, requestId, names);

    public void WriteUnsubscribe(IBufferWriter<byte> message, long requestId, IReadOnlyList<string> names) =>
        protocol.WriteUnsubscribe(message, requestId, names);

    public FrameReader CreateReader() => protocol.CreateReader();
}
