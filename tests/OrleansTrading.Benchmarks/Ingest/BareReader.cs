using System.Buffers;
using System.Net.WebSockets;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>Reads whole messages from the same kind of socket as the connector and throws them away: what no parser can beat.</summary>
internal sealed class BareReader(WebSocketDialer dialer, IStreamProtocol protocol)
{
    private long _messages;

    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Opens a connection of the route and asks for the streams; reading goes on behind until the socket ends.</summary>
    public async Task<WebSocket> StartAsync(string route, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var socket = await dialer.DialAsync(protocol.AddressOf(route), cancellationToken);
        var request = new ArrayBufferWriter<byte>();
        protocol.WriteSubscribe(request, 1, names);
        await socket.SendAsync(request.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        _ = Task.Run(() => ReadAsync(socket), cancellationToken);
        return socket;
    }

    private async Task ReadAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)) is { MessageType: not WebSocketMessageType.Close } part)
            {
                if (part.EndOfMessage)
                    Interlocked.Increment(ref _messages);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
