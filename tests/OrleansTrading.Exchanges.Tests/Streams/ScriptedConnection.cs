using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>One client's connection to <see cref="ScriptedVenue"/>.</summary>
internal sealed class ScriptedConnection(WebSocket socket, string path, Func<bool> acknowledge, Func<Task> mayClose, Action abort) : IDisposable
{
    private readonly Channel<ScriptedRequest> _requests = Channel.CreateUnbounded<ScriptedRequest>();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closeSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Path => path;

    /// <summary>Completes when the client has gone.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when the client has said that it will send no more.</summary>
    public Task CloseSeen => _closeSeen.Task;

    public int WaitingRequests => _requests.Reader.Count;

    public async Task<ScriptedRequest> NextRequestAsync() => await _requests.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    public async Task SendAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task ConfirmAsync(ScriptedRequest request) => SendAsync($$"""{"result":null,"id":{{request.Id}}}""");

    public Task SendTradeAsync(string symbol, long id, string price = "1.5") => SendAsync(
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@aggTrade","data":{"e":"aggTrade","E":{{{1000 + id}}},"a":{{{id}}},"s":"{{{symbol}}}","p":"{{{price}}}","q":"2","f":1,"l":1,"T":{{{1000 + id}}},"m":true}}""");

    public Task SendBookTickerAsync(string symbol, long id) => SendAsync(
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@bookTicker","data":{"e":"bookTicker","u":{{{id}}},"s":"{{{symbol}}}","b":"1.5","B":"1","a":"1.6","A":"1","T":1000,"E":1000}}""");

    public Task SendMarkPriceAsync(string symbol, long time) => SendAsync(
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@markPrice@1s","data":{"e":"markPriceUpdate","E":{{{time}}},"s":"{{{symbol}}}","p":"1.5","i":"1.5","P":"1.5","r":"0.0001","T":9000}}""");

    public Task SendKlineAsync(string symbol, string interval, long openTime) => SendAsync(
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@kline_{{{interval}}}","data":{"e":"kline","E":1000,"s":"{{{symbol}}}","k":{"t":{{{openTime}}},"T":1,"s":"{{{symbol}}}","i":"{{{interval}}}","f":1,"L":1,"o":"1","c":"1","h":"1","l":"1","v":"1","n":1,"x":false,"q":"1","V":"1","Q":"1","B":"0"} } }""");

    public Task SendDepthAsync(string symbol) => SendAsync(
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@depth@100ms","data":{"e":"depthUpdate","E":1000,"T":1000,"s":"{{{symbol}}}","U":5,"u":7,"pu":4,"b":[["1.5","2"]],"a":[["1.6","0"],["1.7","3"]]}}""");

    /// <summary>Breaks the connection without a word.</summary>
    public void Drop() => abort();

    public void Dispose() => _sending.Dispose();

    public async Task RunAsync(CancellationToken stopping)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), stopping);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await AnswerCloseAsync();
                    return;
                }

                await HandleAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone: what the test waits for is the end.
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>What the test sends before the client's close has been seen goes out before the answer to it.</summary>
    private async Task AnswerCloseAsync()
    {
        _closeSeen.TrySetResult();
        await mayClose();
        await _sending.WaitAsync();
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        var request = new ScriptedRequest(
            root.GetProperty("method").GetString()!,
            [.. root.GetProperty("params").EnumerateArray().Select(name => name.GetString()!)],
            root.GetProperty("id").GetInt64());
        _requests.Writer.TryWrite(request);
        if (acknowledge())
            await ConfirmAsync(request);
    }
}
