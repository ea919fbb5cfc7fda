using System.Net.Sockets;
using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Opens WebSocket connections whose socket is read in big pieces. Frames of a market are 100 to 300 bytes and the
/// WebSocket reads head and body apart: without a buffer beneath it each message costs two system calls.
/// </summary>
internal sealed class WebSocketDialer : IStreamDialer
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    private readonly HttpMessageInvoker _invoker;

    public WebSocketDialer(int readBufferBytes) =>
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new ReadAheadStream(new NetworkStream(socket, ownsSocket: true), readBufferBytes);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        });

    public async Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            // The venue pings every few minutes and gets its pong from the runtime; these pings of our own find a dead peer sooner.
            socket.Options.KeepAliveInterval = KeepAlive;
            socket.Options.KeepAliveTimeout = KeepAlive;
            await socket.ConnectAsync(address, _invoker, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _invoker.Dispose();
}
