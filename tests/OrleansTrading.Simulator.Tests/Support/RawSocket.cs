using System.Net.Sockets;
using System.Text;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Simulator.Tests.Support;

/// <summary>A client that sees protocol frames, which the platform's client keeps to itself. Short frames only.</summary>
internal sealed class RawSocket(TcpClient client) : IAsyncDisposable
{
    private const byte Ping = 9;
    private const byte Pong = 10;

    private readonly NetworkStream _stream = client.GetStream();

    public static async Task<RawSocket> ConnectAsync(SimulatorHost host, string path)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host.BaseAddress.Host, host.BaseAddress.Port);
        var socket = new RawSocket(client);
        var request = $"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await socket._stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await socket.ExactlyAsync(1))[0]);
        }

        // The key and the answer are the example of RFC 6455.
        head.ToString().ShouldContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        // The handshake's answer comes a moment before the connection is served; a pong comes from one that is.
        await socket.SendAsync(Ping, [1]);
        (await socket.ReadAsync()).Opcode.ShouldBe(Pong);
        return socket;
    }

    public async Task<(byte Opcode, byte[] Payload)> ReadAsync()
    {
        var head = await ExactlyAsync(2);
        return ((byte)(head[0] & 0x0F), await ExactlyAsync(head[1] & 0x7F));
    }

    public async Task ReadUntilAsync(byte opcode)
    {
        while ((await ReadAsync()).Opcode != opcode)
        {
        }
    }

    public Task SendAsync(byte opcode, byte[] payload) =>
        _stream.WriteAsync((byte[])[(byte)(0x80 | opcode), (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]).AsTask();

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ExactlyAsync(int count)
    {
        using var patience = new CancellationTokenSource(StreamClient.Patience);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }
}
