using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Silo.Tests.Metrics;

/// <summary>A collector on a port of its own: it takes what is sent by OTLP over HTTP and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<OtlpRequest> _requests = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>While it is so every request is refused.</summary>
    public bool IsDown { get; set; }

    public IEnumerable<OtlpRequest> Requests => _requests;

    public static async Task<OtlpReceiver> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (IsDown)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        _requests.Enqueue(new OtlpRequest(
            context.Request.Path, context.Request.ContentType ?? "", context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Texts(body.ToArray())));
        context.Response.ContentType = context.Request.ContentType;
    }

    /// <summary>Strings of a message, wherever they stand: fields of bytes are gone into as messages as far as they are such.</summary>
    private static HashSet<string> Texts(ReadOnlySpan<byte> message)
    {
        var found = new HashSet<string>();
        Walk(message, found);
        return found;
    }

    private static bool Walk(ReadOnlySpan<byte> message, HashSet<string> found)
    {
        while (!message.IsEmpty)
        {
            if (!TryVarint(ref message, out var tag) || tag >> 3 == 0)
                return false;
            switch (tag & 7)
            {
                case 0 when TryVarint(ref message, out _):
                    break;
                case 1 when message.Length >= 8:
                    message = message[8..];
                    break;
                case 5 when message.Length >= 4:
                    message = message[4..];
                    break;
                case 2 when TryVarint(ref message, out var length) && length <= (ulong)message.Length:
                    var part = message[..(int)length];
                    message = message[(int)length..];
                    Walk(part, found);
                    if (!part.ContainsAnyInRange((byte)0, (byte)31))
                        found.Add(Encoding.UTF8.GetString(part));
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, message.Length); i++)
        {
            value |= (ulong)(message[i] & 0x7F) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
