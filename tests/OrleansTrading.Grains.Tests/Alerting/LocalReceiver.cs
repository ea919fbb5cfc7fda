using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>A web server on a free port of this machine that keeps what it gets and answers as it is told.</summary>
internal sealed class LocalReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Got> _got = new();

    private LocalReceiver(WebApplication app) => _app = app;

    /// <summary>What one request brought.</summary>
    public sealed record Got(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }

    public string Address => _app.Urls.Single();

    public IReadOnlyList<Got> Requests => [.. _got];

    /// <summary>Answers a request; 200 and an empty object unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("{}");

    public static async Task<LocalReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new LocalReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Answers a status, with headers and a body.</summary>
    public static Func<HttpContext, Task> Status(int status, string body = "{}", params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Answers nothing until the other side leaves.</summary>
    public static Task Hang(HttpContext context)
    {
        var left = new TaskCompletionSource();
        context.RequestAborted.Register(left.SetResult);
        return left.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _got.Enqueue(new Got(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        await Answer(context);
    }
}
