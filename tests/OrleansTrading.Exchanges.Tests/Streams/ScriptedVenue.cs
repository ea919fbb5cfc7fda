using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>
/// A venue that does what the test says, on a loopback port of its own: the test takes each WebSocket connection in
/// its hands, and answers each REST request.
/// </summary>
internal sealed class ScriptedVenue : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly Channel<ScriptedConnection> _connections = Channel.CreateUnbounded<ScriptedConnection>();
    private readonly CancellationTokenSource _stopping = new();

    private TaskCompletionSource _mayClose = new();
    private bool _isGone;

    private ScriptedVenue(WebApplication host)
    {
        _host = host;
        AllowClose();
    }

    public Uri Address => new(_host.Urls.First());

    /// <summary>Whether subscribe requests are confirmed at once.</summary>
    public bool Acknowledge { get; set; } = true;

    /// <summary>Whether the handshake is refused with HTTP 503.</summary>
    public bool RefuseConnections { get; set; }

    /// <summary>Handshakes refused so far, and those waiting for the count to be reached.</summary>
    public Channel<string> Refused { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Answers REST requests.</summary>
    public Func<HttpContext, Task> OnRequest { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    public static async Task<ScriptedVenue> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var venue = new ScriptedVenue(host);
        host.UseWebSockets();
        host.Run(venue.HandleAsync);
        await host.StartAsync();
        return venue;
    }

    /// <summary>The next connection that a client has made.</summary>
    public async Task<ScriptedConnection> NextConnectionAsync() =>
        await _connections.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    public bool HasWaitingConnection => _connections.Reader.Count > 0;

    public Task WhenConnectionWaitsAsync() => _connections.Reader.WaitToReadAsync().AsTask();

    /// <summary>From now on a client's close is not answered until <see cref="AllowClose"/>.</summary>
    public void HoldClose() => _mayClose = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void AllowClose() => _mayClose.TrySetResult();

    /// <summary>May be called before the end of a test: then nobody listens any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isGone)
            return;
        _isGone = true;
        AllowClose();
        await _stopping.CancelAsync();
        await _host.StopAsync();
        await _host.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await OnRequest(context);
            return;
        }

        if (RefuseConnections)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Refused.Writer.TryWrite(context.Request.Path);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var connection = new ScriptedConnection(socket, context.Request.Path, () => Acknowledge, () => _mayClose.Task, context.Abort);
        _connections.Writer.TryWrite(connection);
        await connection.RunAsync(_stopping.Token);
    }
}
