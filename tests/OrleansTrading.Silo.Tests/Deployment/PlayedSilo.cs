using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>Answers with its name, and to the probe whether it is ready.</summary>
internal sealed class PlayedSilo : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _disposed;

    private PlayedSilo(string name)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/health/ready", () => IsReady ? Results.Ok() : Results.Text("it is leaving", statusCode: StatusCodes.Status503ServiceUnavailable));
        // What stands before the pages of a real one.
        _app.Map("/guarded", guarded =>
        {
            var rules = new AccessRules(Options.Create(new AccessOptions { Users = { ["anna"] = new UserOptions() }, Proxy = new ProxyOptions { Addresses = "127.0.0.1" } }));
            guarded.UseProxyHeaders(rules);
            guarded.UseMiddleware<RequestGuard>(rules);
            guarded.Run(context => context.Response.WriteAsync($"{context.Request.Scheme} {context.Connection.RemoteIpAddress}"));
        });
        _app.MapGet("/", (HttpRequest request) =>
        {
            foreach (var header in new[] { "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-User", "X-Forwarded-Groups" })
                Seen[header] = request.Headers[header].ToString();
            return name;
        });
    }

    public string Name { get; }

    public bool IsReady { get; set; } = true;

    public int Port => new Uri(_app.Urls.Single()).Port;

    public ConcurrentDictionary<string, string> Seen { get; } = new();

    public static async Task<PlayedSilo> StartAsync(string name)
    {
        var silo = new PlayedSilo(name);
        await silo._app.StartAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await _app.DisposeAsync();
    }
}
