using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Simulator.Tests.Support;

/// <summary>A plain client of the stream endpoints that waits for each message with a time-out.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private int _lastId;

    private StreamClient()
    {
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
    }

    public static async Task<StreamClient> ConnectAsync(SimulatorHost host, string path)
    {
        var client = new StreamClient();
        using var patience = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(new Uri($"ws://{host.BaseAddress.Authority}{path}"), patience.Token);
        return client;
    }

    /// <summary>Sends SUBSCRIBE and waits for its answer.</summary>
    public async Task SubscribeAsync(params string[] names)
    {
        var answer = await RequestAsync("SUBSCRIBE", names);
        answer.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <summary>Sends a control message and returns its answer, leaving out market data that comes before it.</summary>
    public async Task<JsonElement> RequestAsync(string method, params string[] names)
    {
        var id = ++_lastId;
        await SendAsync(JsonSerializer.Serialize(new { method, @params = names, id }));
        while (true)
        {
            var message = await NextAsync();
            if (message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                return message;
            }
        }
    }

    public async Task SendAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, patience.Token);
    }

    public async Task<JsonElement> NextAsync() => JsonDocument.Parse(await NextTextAsync()).RootElement;

    /// <summary>The next message's text; a close frame or the end of the connection is a <see cref="WebSocketException"/>.</summary>
    public async Task<string> NextTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, $"closed: {_socket.CloseStatus}");
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await ValueTask.CompletedTask;
    }
}
